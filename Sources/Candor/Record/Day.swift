import Foundation

/// A calendar day without a time, written `2026-11-23`.
public struct Day: Hashable, Sendable {
  public let year: Int
  public let month: Int
  public let day: Int

  public init(_ date: Date) {
    let parts = Calendar.utc.dateComponents([.year, .month, .day], from: date)
    self.year = parts.year ?? 1970
    self.month = parts.month ?? 1
    self.day = parts.day ?? 1
  }

  /// Midnight UTC at which the day begins.
  public var date: Date {
    let parts = DateComponents(year: year, month: month, day: day)
    return Calendar.utc.date(from: parts) ?? Date(milliseconds: 0)
  }
}

extension Day: LosslessStringConvertible {
  /// Nil unless the text is `YYYY-MM-DD` and such a day exists.
  public init?(_ description: String) {
    let parts = description.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
      parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      let date = Calendar.utc.date(from: DateComponents(year: year, month: month, day: day)),
      case let found = Day(date), found.year == year, found.month == month, found.day == day
    else { return nil }
    self = found
  }

  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

extension Day: Comparable {
  public static func < (left: Day, right: Day) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension Day: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = Day(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "not a YYYY-MM-DD day"
      )
    }
    self = day
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
