import Foundation

/// A point in time as a day of the Gregorian calendar and milliseconds after midnight, in UTC.
///
/// Counted by hand rather than by a calendar: any number that an answer holds must end in a date
/// or in nothing.
struct Moment: Hashable {
  /// Days since 1970.
  private(set) var days: Int64
  /// After midnight.
  private(set) var millisecond: Int64

  private static let day: Int64 = 86_400_000
  /// The dates that expressions know: some 270,000 years each way.
  private static let limit: Int64 = 8_640_000_000_000_000

  private init(_ milliseconds: Int64) {
    let (quotient, rest) = milliseconds.quotientAndRemainder(dividingBy: Self.day)
    days = rest < 0 ? quotient - 1 : quotient
    millisecond = rest < 0 ? rest + Self.day : rest
  }

  init(_ date: Date) {
    self.init(max(-Self.limit, min(Self.limit, date.milliseconds)))
  }

  /// Nil beyond the dates that expressions know.
  init?(milliseconds: Double) {
    guard milliseconds.magnitude <= Double(Self.limit) else { return nil }
    self.init(Int64(milliseconds))
  }

  var milliseconds: Int64 { days * Self.day + millisecond }
  var date: Date { Date(milliseconds: milliseconds) }
  var midnight: Moment { Moment(days * Self.day) }

  /// Without what is smaller than a unit of so many milliseconds.
  func cut(to unit: Int64) -> Moment {
    Moment(days * Self.day + millisecond / unit * unit)
  }
}

extension Moment {
  /// Sunday is 0.
  var weekday: Int64 { ((days + 4) % 7 + 7) % 7 }

  /// The civil day, by counting eras of 400 years.
  var civil: (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let inEra = shifted - era * 146_097
    let year = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * year + year / 4 - year / 100)
    let month = (5 * inYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    return (
      year + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, inYear - (153 * month + 2) / 5 + 1
    )
  }

  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let inEra = year - era * 400
    let inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + inYear - 719_468
  }

  /// So many months later; a day that the month lacks runs over into the next.
  func adding(months: Double) -> Moment? {
    guard months.magnitude < 1e7 else { return nil }
    let (year, month, day) = civil
    let total = year * 12 + month - 1 + Int64(months)
    let newYear = (total >= 0 ? total : total - 11) / 12
    let start = Self.days(newYear, total - newYear * 12 + 1, 1)
    return Moment(milliseconds: Double((start + day - 1) * Self.day + millisecond))
  }

  /// So many whole units later.
  func adding(_ count: Double, of unit: Int64) -> Moment? {
    Moment(milliseconds: Double(milliseconds) + count.rounded(.towardZero) * Double(unit))
  }

  /// Whole months from this day until the other.
  func months(until other: Moment) -> Int64 {
    let (from, to) = (civil, other.civil)
    return (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0)
  }
}

extension Moment: LosslessStringConvertible {
  /// From `2026-11-23`, a month or a time: with or without seconds and zone.
  ///
  /// Without a zone it is in UTC. Words and days of other orders are not guessed at.
  init?(_ description: String) {
    let text = description.trimmed
    let pattern =
      #/
      (\d{4})-(\d\d)(?:-(\d\d)
      (?:[T\x20](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+\-]\d\d:?\d\d)?)?)?
      /#
    guard text.utf8.count <= 40, let match = text.wholeMatch(of: pattern.asciiOnlyDigits()),
      let year = Int64(match.1), let month = Int64(match.2), (1...12).contains(month)
    else { return nil }
    let day = match.3.flatMap { Int64($0) } ?? 1
    let next = month == 12 ? Self.days(year + 1, 1, 1) : Self.days(year, month + 1, 1)
    let first = Self.days(year, month, 1)
    guard day >= 1, day <= next - first else { return nil }
    let clock = [match.4, match.5, match.6].map { $0.flatMap { Int64($0) } ?? 0 }
    guard clock[0] < 24, clock[1] < 60, clock[2] < 60 else { return nil }
    let fraction = match.7.map { ($0 + "00").prefix(3) }.flatMap { Int64($0) } ?? 0
    var minutes: Int64 = 0
    if let zone = match.8, zone != "Z", let hours = Int64(zone.dropFirst().prefix(2)),
      let rest = Int64(zone.suffix(2))
    {
      minutes = (hours * 60 + rest) * (zone.hasPrefix("-") ? -1 : 1)
    }
    let seconds = (clock[0] * 60 + clock[1] - minutes) * 60 + clock[2]
    self.init((first + day - 1) * Self.day + seconds * 1000 + fraction)
  }

  /// The day, and the time if it is not midnight.
  var description: String {
    let (year, month, day) = civil
    let text = String(format: "%04lld-%02lld-%02lld", year, month, day)
    guard millisecond != 0 else { return text }
    let seconds = millisecond / 1000
    return text
      + String(
        format: "T%02lld:%02lld:%02lldZ",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
      )
  }
}
