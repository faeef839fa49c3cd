import Foundation

extension Date {
  static let epoch = Date(milliseconds: 0)

  /// Whole milliseconds since 1970, the precision in which a record keeps time.
  ///
  /// Times beyond some 280,000 years are as good as never.
  public var milliseconds: Int64 {
    Int64(max(-9e15, min(9e15, (timeIntervalSince1970 * 1000).rounded())))
  }

  public init(milliseconds: Int64) {
    self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  /// From RFC 3339, with or without fractions, or from a day alone.
  public init?(rfc3339 text: String) {
    if let day = Day(text) {
      self = day.date
      return
    }
    // Foundation's parser takes 30 February and stops at the first letter that it does not need.
    let time = /([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)/
    let parts = text.split(separator: "T", maxSplits: 1)
    guard parts.count == 2, Day(String(parts[0])) != nil,
      let match = parts[1].wholeMatch(of: time.asciiOnlyDigits())
    else { return nil }
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: match.2 != nil)
    guard let date = try? style.parse(text) else { return nil }
    self = date
  }

  /// RFC 3339 in UTC with milliseconds: `2026-11-23T13:43:37.250Z`.
  public var rfc3339: String {
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let whole = rest < 0 ? seconds - 1 : seconds
    // Foundation cuts fractions off, and a double is often a little less than its millisecond.
    let digits = String(rest < 0 ? rest + 1000 : rest)
    let text = Date(milliseconds: whole * 1000).formatted(.iso8601)
    return text.dropLast() + "." + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
  }
}

extension Date {
  /// In UTC, as part of a name: `20261123T134337Z`.
  public var stamp: String {
    String(rfc3339.prefix(19)).filter { $0 != "-" && $0 != ":" } + "Z"
  }
}

extension Calendar {
  /// Candor counts days in UTC, so that a term ends at the same moment on every machine.
  static let utc: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()
}
