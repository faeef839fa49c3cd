import Foundation

/// A value that an expression reads or comes to.
public indirect enum Operand: Hashable, Sendable {
  /// Nothing: a question without an answer, or arithmetic without a result.
  case empty
  case flag(Bool)
  /// Always finite: what would not be is `empty`.
  case number(Double)
  case text(String)
  case date(Date)
  case list([Operand])
  case object([String: Operand])
}

extension Operand {
  /// How deep lists and objects are looked into; what lies deeper is as good as empty.
  static let depth = 32

  /// No answer: nothing, no letter, no element, or parts that all are empty.
  ///
  /// Zero and false are answers.
  public var isEmpty: Bool { isEmpty(depth: 0) }

  private func isEmpty(depth: Int) -> Bool {
    switch self {
    case .empty: true
    case .number(let number): number.isNaN
    case .text(let text): text.isEmpty
    case .list(let elements): elements.isEmpty
    case .object(let parts):
      depth >= Self.depth || parts.values.allSatisfy { $0.isEmpty(depth: depth + 1) }
    case .flag, .date: false
    }
  }

  /// Whether `and`, `or`, `iif` and `!` take it for a yes: everything but nothing, false, zero and
  /// no text.
  public var isTrue: Bool {
    switch self {
    case .empty: false
    case .flag(let flag): flag
    case .number(let number): number != 0 && !number.isNaN
    case .text(let text): !text.isEmpty
    case .date, .list, .object: true
    }
  }

  /// A number, or `empty` where arithmetic has no finite result.
  static func finite(_ number: Double?) -> Operand {
    guard let number, number.isFinite else { return .empty }
    return .number(number)
  }

  /// A variable's value as expressions see it: `"7"` is a number, `"true"` a flag, while `"007"`
  /// stays a text.
  var converted: Operand {
    switch self {
    case .number(let number): return .finite(number)
    case .text(let text):
      let bytes = text.utf8
      if let flag = Self.flag(text) { return .flag(flag) }
      let quotes: Set<Character> = ["'", "\""]
      if bytes.count > 1, let first = text.first, let last = text.last, quotes.contains(first),
        quotes.contains(last)
      {
        return .text(String(text.dropFirst().dropLast()))
      }
      guard let number = text.writtenNumber else { return self }
      if text.hasPrefix("0"), !text.hasPrefix("0x"), bytes.count > 1, !text.hasPrefix("0."),
        !text.hasPrefix("0,")
      {
        return self
      }
      return .number(number)
    default: return self
    }
  }

  static func flag(_ text: String) -> Bool? {
    switch text.utf8.count {
    case 4 where text.lowercased() == "true": true
    case 5 where text.lowercased() == "false": false
    default: nil
    }
  }
}

extension Operand: CustomStringConvertible {
  /// As it stands in a sentence: `7.5`, `poetry, essays`, `2026-11-23`.
  public var description: String {
    switch self {
    case .list(let elements): elements.map { $0.joined(depth: 1) }.joined(separator: ", ")
    default: joined(depth: 0)
    }
  }

  /// As arithmetic and comparison write it: elements with a comma and no space.
  func joined(depth: Int = 0) -> String {
    switch self {
    case .empty, .object: ""
    case .flag(let flag): String(flag)
    case .number(let number): number.written
    case .text(let text): text
    case .date(let date): Moment(date).description
    case .list(let elements):
      depth >= Self.depth
        ? "" : elements.map { $0.joined(depth: depth + 1) }.joined(separator: ",")
    }
  }
}
