import Foundation

extension Operand {
  /// The longest text or list that adding makes; what would be longer is empty.
  static let longest = 100_000

  func filled(beside other: Operand) -> Operand {
    guard isEmpty else { return self }
    switch (self, other) {
    case (_, .number): return .number(0)
    case (.text, _): return self
    case (_, .text): return .text("")
    case (_, .list): return .list([])
    default: return .number(0)
    }
  }

  /// Numbers are summed, texts joined, lists put one behind the other.
  func added(_ other: Operand) -> Operand {
    switch (self, other) {
    case (.list(let left), .list(let right)):
      return left.count + right.count > Self.longest ? .empty : .list(left + right)
    case (.list(let elements), .number(let number)), (.number(let number), .list(let elements)):
      let numbers = elements.compactMap { element in
        if case .number(let each) = element { each } else { nil }
      }
      return .finite(Self.sum(numbers + [number]))
    case (.object, _), (_, .object): return .empty
    case (.text, _), (_, .text), (.date, _), (_, .date), (.list, _), (_, .list):
      let text = described(beside: other) + other.described(beside: self)
      return text.utf8.count > Self.longest ? .empty : .text(text)
    default:
      guard let left = arithmetic, let right = other.arithmetic else { return .empty }
      return .finite(Self.sum([left, right]))
    }
  }

  private func described(beside other: Operand) -> String {
    if case .text = other { description } else { joined() }
  }

  static func sum(_ numbers: [Double]) -> Double {
    var sum = 0.0
    var decimals = 0
    for number in numbers {
      let own = number.decimals
      sum = (sum + number).kept(to: max(decimals, own))
      decimals = max(decimals, own)
    }
    return sum
  }
}

extension Double {
  /// A power; nil where it would be no real number.
  func raised(to exponent: Double) -> Double? {
    let power = pow(self, exponent)
    return power.isFinite ? power : nil
  }
}

extension Operand {
  /// Whether a list holds all of what stands on the right, or a text the other text.
  ///
  /// - Parameter wanted: what to answer when it does.
  func contains(_ other: Operand, wanted: Bool) -> Bool {
    switch self {
    case .list([]): return !wanted
    case .empty, .text(""): return false
    case .list(let elements):
      let keys = elements.reduce(into: Set<Key>()) { $0.formUnion($1.keys) }
      return keys.holds(other) == wanted
    default:
      guard other.isTrue else { return false }
      let found = joined().lowercased().contains(other.joined().lowercased())
      return found == wanted
    }
  }

  func lacks(_ other: Operand) -> Bool {
    if !isTrue && !other.isEmpty { return true }
    return contains(other, wanted: false)
  }

  func hasAny(of other: Operand) -> Bool {
    if isEmpty { return other.isEmpty }
    if other.isEmpty { return true }
    guard case .list(let elements) = self else { return other.contains(self, wanted: true) }
    guard case .list(let wanted) = other else { return contains(other, wanted: true) }
    let keys = elements.reduce(into: Set<Key>()) { $0.formUnion($1.keys) }
    return wanted.contains { keys.holds($0) }
  }

  func hasAll(of other: Operand) -> Bool {
    if !isTrue && !other.isEmpty { return false }
    guard case .list(let wanted) = other else { return contains(other, wanted: true) }
    guard case .list(let elements) = self, !elements.isEmpty else {
      return wanted.allSatisfy { contains($0, wanted: true) }
    }
    let keys = elements.reduce(into: Set<Key>()) { $0.formUnion($1.keys) }
    return wanted.allSatisfy { keys.holds($0) }
  }
}

extension Set<Operand.Key> {
  /// Whether every element of a list, or the one value, is among these.
  fileprivate func holds(_ other: Operand) -> Bool {
    guard case .list(let elements) = other else { return !isDisjoint(with: other.matches) }
    return elements.allSatisfy { !isDisjoint(with: $0.matches) }
  }
}
