import Foundation

/// How long something is kept: `18 months`, `2 years`, `90 days`.
public struct Term: Hashable, Sendable {
  public enum Unit: String, Sendable, CaseIterable {
    case day, week, month, year
  }

  public let count: Int
  public let unit: Unit

  public init(_ count: Int, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// The moment at which the term is over, when it starts at `start`.
  public func end(from start: Date) -> Date {
    moved(start, by: count)
  }

  /// Whether the term is over, when it starts at `start`.
  ///
  /// The same as a look at its end; but as long as even the shortest such term runs, no calendar is
  /// asked, which takes longer than all else that a decision looks at.
  public func isOver(at now: Date, from start: Date) -> Bool {
    now.timeIntervalSince(start) >= shortest && end(from: start) <= now
  }

  /// In seconds: no month has fewer days than 28, and no year fewer than 365.
  private var shortest: TimeInterval {
    let days =
      switch unit {
      case .day: 1
      case .week: 7
      case .month: 28
      case .year: 365
      }
    return Double(days * count) * 86_400
  }

  /// The moment at which the term began, when it ends at `end`.
  public func start(to end: Date) -> Date {
    moved(end, by: -count)
  }

  private func moved(_ date: Date, by count: Int) -> Date {
    let component: Calendar.Component =
      switch unit {
      case .day: .day
      case .week: .weekOfYear
      case .month: .month
      case .year: .year
      }
    return Calendar.utc.date(byAdding: component, value: count, to: date) ?? date
  }
}

extension Term: LosslessStringConvertible {
  public init?(_ description: String) {
    let words = description.split(separator: " ")
    guard words.count == 2, let count = Int(words[0]), (1...10_000).contains(count),
      let unit = Unit(
        rawValue: words[1].hasSuffix("s") ? String(words[1].dropLast()) : String(words[1])
      )
    else { return nil }
    self.init(count, unit)
  }

  public var description: String { "\(count) \(unit.rawValue)\(count == 1 ? "" : "s")" }
}

extension Term: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let term = Term(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a term")
    }
    self = term
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
