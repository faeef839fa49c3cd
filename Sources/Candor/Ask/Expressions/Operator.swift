/// What may stand between two values.
enum Operator: String, CaseIterable, Sendable {
  case or
  case and
  case equal
  case notEqual
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case plus
  case minus
  case times
  case divided
  case remainder
  case power
  case contains
  case notContains
  case anyOf
  case allOf
  case noneOf
}

extension Operator {
  /// Those that bind alike, the loosest first; among their like they are read from the left.
  static let levels: [Set<Operator>] = [
    [.or],
    [.and],
    [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual],
    [.plus, .minus],
    [.times, .divided, .remainder],
    [.power],
    [.contains, .notContains, .anyOf, .allOf, .noneOf],
  ]

  /// The ways to write it; words in letters of any case.
  var spellings: [String] {
    switch self {
    case .or: ["or", "||"]
    case .and: ["and", "&&"]
    case .equal: ["=", "==", "equal", "equals"]
    case .notEqual: ["!=", "<>", "notequal", "notequals"]
    case .less: ["<", "less"]
    case .lessOrEqual: ["<=", "=<", "lessorequal"]
    case .greater: [">", "greater"]
    case .greaterOrEqual: [">=", "=>", "greaterorequal"]
    case .plus: ["+"]
    case .minus: ["-"]
    case .times: ["*"]
    case .divided: ["/"]
    case .remainder: ["%"]
    case .power: ["^", "power"]
    case .contains: ["contains", "contain", "*="]
    case .notContains: ["notcontains", "notcontain"]
    case .anyOf: ["anyof"]
    case .allOf: ["allof"]
    case .noneOf: ["noneof"]
    }
  }

  static let spelled: [String: Operator] = Dictionary(
    allCases.flatMap { each in each.spellings.map { ($0, each) } },
    uniquingKeysWith: { first, _ in first }
  )

  /// - Parameter inOrder: whether a side is a list whose order says something.
  func apply(_ left: Operand, _ right: Operand, inOrder: Bool) -> Operand {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      .flag(compares(left, right, inOrder: inOrder))
    case .contains: .flag(left.contains(right, wanted: true))
    case .notContains: .flag(left.lacks(right))
    case .anyOf: .flag(left.hasAny(of: right))
    case .noneOf: .flag(!left.hasAny(of: right))
    case .allOf: .flag(left.hasAll(of: right))
    default: calculates(left, right)
    }
  }

  private func compares(_ left: Operand, _ right: Operand, inOrder: Bool) -> Bool {
    let (left, right) = Operand.aligned(left, right)
    return switch self {
    case .equal: left.equals(right, inOrder: inOrder)
    case .notEqual: !left.equals(right, inOrder: inOrder)
    case .less: left.isLess(than: right)
    case .lessOrEqual: left.equals(right) || left.isLess(than: right)
    case .greaterOrEqual: left.equals(right) || right.isLess(than: left)
    default: right.isLess(than: left)
    }
  }

  /// What is empty counts as nothing of the other's kind: 0 beside a number, no text beside a text.
  private func calculates(_ left: Operand, _ right: Operand) -> Operand {
    let left = left.filled(beside: right)
    let right = right.filled(beside: left)
    switch self {
    case .or: return left.isTrue ? left : right
    case .and: return left.isTrue ? right : left
    case .plus: return left.added(right)
    default: break
    }
    guard let first = left.arithmetic, let second = right.arithmetic else { return .empty }
    let decimals = (first.decimals, second.decimals)
    switch self {
    case .minus: return .finite((first - second).kept(to: max(decimals.0, decimals.1)))
    case .times: return .finite((first * second).kept(to: decimals.0 + decimals.1))
    // Nothing can be divided by zero: the answer is empty rather than endless.
    case .divided: return .finite(second == 0 ? nil : first / second)
    case .remainder:
      return .finite(second == 0 ? nil : first.truncatingRemainder(dividingBy: second))
    default: return .finite(first.raised(to: second))
    }
  }
}
