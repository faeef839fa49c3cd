import Candor
import CandorFixtures
import Foundation
import Testing

struct TimeTests {
  @Test(arguments: [
    "2009-02-13", "2008-02-29", "2000-02-29", "1970-01-01", "0001-01-01", "9999-12-31",
  ])
  func `a day is written as it is read`(_ text: String) throws {
    let day = try #require(Day(text))
    #expect(day.description == text)
  }

  @Test(arguments: [
    "2009-02-29", "1900-02-29", "2009-13-01", "2009-00-10", "2009-04-31", "2009-04-00", "2009-4-1",
    "09-04-01", "2009/04/01", "2009-04-01T00:00:00Z", " 2009-04-01", "2009-04-01 ", "2009-04",
    "2009-04-0x", "٢٠٠٩-٠٤-٠١", "2009-+4-01", "2009-04-+1", "+009-04-01", "0000-01-01", "",
  ])
  func `what is no day of the calendar is no day`(_ text: String) {
    #expect(Day(text) == nil)
  }

  @Test func `days are counted in UTC and follow each other`() throws {
    let eve = try #require(Day("2008-12-31"))
    let midnight = Date(timeIntervalSince1970: 1_230_768_000)
    #expect(Day(midnight.after(milliseconds: -1)) == eve)
    #expect(Day(midnight).description == "2009-01-01")
    #expect(Day(midnight).date == midnight)
    #expect(eve < Day(midnight))
    let days = ["2009-10-01", "2009-09-30", "2010-01-01"].compactMap { Day($0) }
    #expect(days.sorted().map(\.description) == ["2009-09-30", "2009-10-01", "2010-01-01"])
  }

  @Test(arguments: [
    ("1 month", "2009-01-31", "2009-02-28"),
    ("1 month", "2008-01-31", "2008-02-29"),
    ("13 months", "2008-01-31", "2009-02-28"),
    ("1 year", "2008-02-29", "2009-02-28"),
    ("4 years", "2008-02-29", "2012-02-29"),
    ("18 months", "2008-08-31", "2010-02-28"),
    ("90 days", "2008-01-01", "2008-03-31"),
    ("2 weeks", "2008-12-25", "2009-01-08"),
  ])
  func `a term ends on the day that people expect`(
    _ text: String,
    _ start: String,
    _ end: String
  ) throws {
    let term = try #require(Term(text))
    let first = try #require(Day(start))
    #expect(Day(term.end(from: first.date)).description == end)
  }

  @Test func `a term ends at the time of day at which it began`() throws {
    let term = try #require(Term("30 days"))
    #expect(term.end(from: .start) == Date.start.after(days: 30))
    #expect(term.start(to: .start) == Date.start.after(days: -30))
  }

  @Test(arguments: ["1 day", "90 days", "2 weeks", "18 months", "1 year", "10000 years"])
  func `a term is written as it is read`(_ text: String) throws {
    let term = try #require(Term(text))
    #expect(term.description == text)
  }

  @Test(arguments: [
    "", "days", "90", "0 days", "-1 days", "10001 days", "1.5 years", "one year", "1 decade",
    "90 days ago", "1 Year",
  ])
  func `what is no length of time is no term`(_ text: String) {
    #expect(Term(text) == nil)
  }

  @Test(
    arguments: [
      ("2009-02-13T23:31:30Z", 1_234_567_890_000),
      ("2009-02-13T23:31:30.250Z", 1_234_567_890_250),
      ("2009-02-14T00:31:30+01:00", 1_234_567_890_000),
      ("2009-02-13", 1_234_483_200_000),
    ] as [(String, Int64)]
  )
  func `a moment is read with or without fractions, or from a day`(
    _ text: String,
    _ milliseconds: Int64
  ) {
    #expect(Date(rfc3339: text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "today", "1234567890", "13.2.2009", "2009-02-30", "2009-02-30T00:00:00Z",
    "2009-02-13T25:00:00Z", "2009-02-13T23:31:30", "2009-02-13T23:31:30Zulu",
  ])
  func `what is no moment is refused`(_ text: String) {
    #expect(Date(rfc3339: text) == nil)
  }

  @Test func `every millisecond is written as itself`() throws {
    #expect(Date(milliseconds: 1_234_567_890_001).rfc3339 == "2009-02-13T23:31:30.001Z")
    for millisecond in Int64(0)..<1000 {
      let date = Date.start.after(milliseconds: millisecond)
      try #require(Date(rfc3339: date.rfc3339)?.milliseconds == date.milliseconds)
    }
  }
}
