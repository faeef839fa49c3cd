import Candor
import CandorFixtures
import Foundation
import Testing

/// Weeks, held against Foundation's own calendar.
struct WeekTests {
  private static let zones = [
    "UTC", "Europe/Berlin", "America/Los_Angeles", "America/Sao_Paulo", "America/St_Johns",
    "Asia/Kathmandu", "Asia/Beirut", "Asia/Tehran", "Australia/Lord_Howe", "Pacific/Kiritimati",
    "Pacific/Apia", "Pacific/Pago_Pago", "Africa/Cairo", "America/Asuncion",
  ]

  private static func calendar(_ name: String) throws -> Calendar {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(identifier: name))
    return calendar
  }

  @Test(arguments: zones)
  func `a moment is in the week that Foundation says`(_ name: String) throws {
    let calendar = try Self.calendar(name)
    var dice = Dice(1)
    for _ in 0..<3000 {
      let seconds = Double(dice.roll(-2_000_000_000...7_000_000_000))
      let date = Date(timeIntervalSince1970: seconds)
      let parts = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear], from: date)
      let week = Week(at: date, in: calendar.timeZone)
      try #require(week.year == parts.yearForWeekOfYear, "\(date.rfc3339)")
      try #require(week.number == parts.weekOfYear, "\(date.rfc3339)")
    }
  }

  @Test(arguments: zones)
  func `a week begins where Foundation says, and not a moment before`(_ name: String) throws {
    let calendar = try Self.calendar(name)
    let zone = calendar.timeZone
    var week = Week(at: Date(timeIntervalSince1970: 0), in: zone)
    for _ in 0..<(60 * 52) {
      let start = week.start(in: zone)
      let interval = try #require(calendar.dateInterval(of: .weekOfYear, for: start))
      try #require(start == interval.start, "\(week)")
      try #require(Week(at: start, in: zone) == week)
      try #require(Week(at: start.after(milliseconds: -1), in: zone) == week.previous, "\(week)")
      try #require(Week(at: interval.end, in: zone) == week.next, "\(week)")
      week = week.next
    }
  }

  @Test(arguments: [
    ("2026-11-23", "2026-W48"), ("2026-11-29", "2026-W48"), ("2026-11-30", "2026-W49"),
    ("2026-12-31", "2026-W53"), ("2027-01-01", "2026-W53"), ("2027-01-03", "2026-W53"),
    ("2027-01-04", "2027-W01"), ("2018-12-31", "2019-W01"), ("2021-01-03", "2020-W53"),
    ("2000-02-29", "2000-W09"), ("1900-01-01", "1900-W01"), ("0001-01-01", "0001-W01"),
    ("1969-12-31", "1970-W01"), ("1969-12-28", "1969-W52"),
  ])
  func `a day is in its week, also where years meet`(_ day: String, _ week: String) throws {
    let midnight = try #require(Day(day)).date
    for hour in [0, 12, 23] {
      let date = midnight.after(milliseconds: Int64(hour) * 3_600_000)
      #expect(Week(at: date, in: .gmt).description == week)
    }
  }

  @Test func `on one moment it is another week elsewhere`() throws {
    let (east, west) = (
      try Self.calendar("Pacific/Kiritimati").timeZone,
      try Self.calendar("Pacific/Pago_Pago").timeZone
    )
    // Sunday, noon, in Greenwich.
    let noon = try #require(Day("2026-11-29")).date.after(milliseconds: 43_200_000)
    #expect(Week(at: noon, in: east).description == "2026-W49")
    #expect(Week(at: noon, in: .gmt).description == "2026-W48")
    #expect(Week(at: noon, in: west).description == "2026-W48")
    let week = try #require(Week("2026-W49"))
    #expect(week.start(in: east).rfc3339 == "2026-11-29T10:00:00.000Z")
    #expect(week.start(in: west).rfc3339 == "2026-11-30T11:00:00.000Z")
  }

  @Test func `every week of four hundred years is written as it is read, and follows the last`()
    throws
  {
    var week = try #require(Week("1800-W01"))
    var long = 0
    for _ in 0..<20871 {
      try #require(Week(week.description) == week)
      if week.number == 53 { long += 1 }
      try #require(week < week.next && week.next.previous == week)
      try #require(
        week.next.year == week.year
          ? week.next.number == week.number + 1
          : week.next.year == week.year + 1 && week.next.number == 1 && week.number >= 52
      )
      week = week.next
    }
    // The calendar repeats: 400 years are 20,871 weeks, 71 of those years long ones.
    #expect(week.description == "2200-W01")
    #expect(long == 71)
  }

  @Test(arguments: [
    "", "2026", "2026-48", "2026-W", "2026-W0", "2026-W00", "2026-W1", "2026-W54", "2025-W53",
    "2026-w48", "2026W48", "2026-W48-1", " 2026-W48", "2026-W48 ", "26-W48", "02026-W48",
    "2026-W٤٨", "-026-W48", "0000-W01", "2026-W+8", "9999-W53",
  ])
  func `what is no week of the calendar is no week`(_ text: String) {
    #expect(Week(text) == nil)
  }

  @Test func `beyond the years of four digits time stands still`() throws {
    let (first, last) = (try #require(Week("0001-W01")), try #require(Week("9999-W52")))
    #expect(first.previous == first)
    #expect(last.next == last)
    for (milliseconds, week) in [(Int64.min, first), (.max, last)] {
      #expect(Week(at: Date(milliseconds: milliseconds), in: .gmt) == week)
    }
  }
}
