import Foundation

extension Date {
  static let epoch = Date(milliseconds: 0)

  /// Whole milliseconds since 1970, the precision in which a record keeps time.
  public var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

  public init(milliseconds: Int64) {
    self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  /// From RFC 3339, with or without fractions, or from a day alone.
  public init?(rfc3339 text: String) {
    let style = Date.ISO8601FormatStyle.iso8601
    if let day = Day(text) {
      self = day.date
    } else if let date = (try? style.parse(text))
      ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text))
    {
      self = date
    } else {
      return nil
    }
  }

  /// RFC 3339 in UTC with milliseconds: `2026-11-23T13:43:37.250Z`.
  public var rfc3339: String {
    Date(milliseconds: milliseconds)
      .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
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
