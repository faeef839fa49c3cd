import Foundation

extension Operand {
  /// Whether two values say the same, as loosely as people write it: letters of any case, `7` and
  /// `"7"`, lists in any order.
  ///
  /// Everything that is empty equals everything else that is. Only a flag, 1 and 0 are nearly the
  /// same: `true` equals 1 and `"true"`, though not `"1"`.
  ///
  /// - Parameter inOrder: whether the order of lists says something, as in a ranking.
  func equals(_ other: Operand, inOrder: Bool = false, depth: Int = 0) -> Bool {
    if isEmpty || other.isEmpty { return isEmpty && other.isEmpty }
    switch (self, other) {
    case (.list(let left), .list(let right)):
      guard left.count == right.count, depth < Self.depth else { return false }
      let pairs = inOrder ? zip(left, right) : zip(Self.sorted(left), Self.sorted(right))
      return pairs.allSatisfy { $0.equals($1, inOrder: inOrder, depth: depth + 1) }
    case (.object(let left), .object(let right)):
      guard left.count == right.count, depth < Self.depth else { return false }
      return left.allSatisfy { name, part in
        right[name]?.equals(part, inOrder: inOrder, depth: depth + 1) == true
      }
    default: return !keys.isDisjoint(with: other.matches)
    }
  }

  /// Equal lists stand in equal order in it.
  private static func sorted(_ elements: [Operand]) -> [Operand] {
    elements.map { ($0.canonical(depth: 0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private var folded: String { joined().trimmed.lowercased() }

  /// What an element is found by in a list, so that a long list is searched in one step.
  enum Key: Hashable {
    case empty
    case text(String)
    case number(Double)
    case flag(Bool)
    case date(Int64)
    /// A text that is a number, or a flag: texts are compared with each other letter by letter.
    case numeric(Double)
    case flagged(Bool)
    case composite(String)
  }

  /// The keys that this value answers to.
  var keys: Set<Key> {
    if isEmpty { return [.empty] }
    switch self {
    case .flag(let flag): return [.flag(flag)]
    case .number(let number): return [.number(number)]
    case .date(let date): return [.date(date.milliseconds)]
    case .text(let text):
      var keys: Set<Key> = [.text(folded)]
      if let number = text.plainNumber { keys.insert(.numeric(number)) }
      if let flag = Self.flag(text) { keys.insert(.flagged(flag)) }
      return keys
    case .list, .object, .empty: return [.composite(canonical(depth: 0))]
    }
  }

  /// The keys of the values that equal this one.
  var matches: Set<Key> {
    if isEmpty { return [.empty] }
    switch self {
    case .flag(let flag): return [.flag(flag), .flagged(flag), .number(flag ? 1 : 0)]
    case .number(let number):
      var keys: Set<Key> = [.number(number), .numeric(number)]
      if number == 0 || number == 1 { keys.insert(.flag(number == 1)) }
      return keys
    case .date(let date): return [.date(date.milliseconds)]
    case .text(let text):
      var keys: Set<Key> = [.text(folded)]
      if let number = text.plainNumber { keys.insert(.number(number)) }
      if let flag = Self.flag(text) { keys.insert(.flag(flag)) }
      return keys
    case .list, .object, .empty: return [.composite(canonical(depth: 0))]
    }
  }

  private func canonical(depth: Int) -> String {
    guard depth < Self.depth else { return "" }
    switch self {
    case .list(let elements):
      return "[" + elements.map { $0.canonical(depth: depth + 1) }.sorted().joined(separator: "\n")
        + "]"
    case .object(let parts):
      return "{"
        + parts.map { $0 + "\t" + $1.canonical(depth: depth + 1) }.sorted().joined(separator: "\n")
        + "}"
    default: return folded
    }
  }
}

extension Operand {
  /// Whether this is less than the other: texts by their letters, everything else by number.
  ///
  /// False where there is nothing to compare.
  func isLess(than other: Operand) -> Bool {
    if case .empty = self { return false }
    if case .empty = other { return false }
    if let left = letters, let right = other.letters {
      return left.utf16.lexicographicallyPrecedes(right.utf16)
    }
    guard let left = arithmetic, let right = other.arithmetic else { return false }
    return left < right
  }

  private var letters: String? {
    switch self {
    case .text(let text): text
    case .list: joined()
    default: nil
    }
  }

  /// Both sides made ready where one is a date and the other a text.
  ///
  /// A text on the left is read as a date; beside a text on the right a date is cut to what the
  /// text names: the day, the hour, the minute.
  static func aligned(_ left: Operand, _ right: Operand) -> (Operand, Operand) {
    switch (left, right) {
    case (.text(let text), .date(let date)):
      let moment = Moment(date).cut(to: 1000)
      return (read(text, beside: moment), .date(moment.date))
    case (.date(let date), .text(let text)):
      let length = text.utf16.count
      let unit: Int64 = length < 11 ? 86_400_000 : length < 14 ? 3_600_000 : 60_000
      let moment = Moment(date).cut(to: length < 17 ? unit : 1000)
      return (.date(moment.date), read(text, beside: moment))
    default: return (left, right)
    }
  }

  private static func read(_ text: String, beside moment: Moment) -> Operand {
    guard let read = Moment(text) else { return .empty }
    return .date((moment == moment.midnight ? read.midnight : read).date)
  }
}
