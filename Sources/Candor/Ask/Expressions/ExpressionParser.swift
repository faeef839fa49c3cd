/// Reads an expression from the left, once, without going back further than a word.
struct ExpressionParser {
  typealias Invalid = Expression.Invalid

  let bytes: [UInt8]
  private(set) var position = 0
  /// Where these bytes begin in the whole expression.
  private let offset: Int
  private(set) var names: Set<String> = []
  private(set) var functions: Set<String> = []

  init(_ text: String, offset: Int = 0) {
    bytes = Array(text.utf8)
    self.offset = offset
  }

  mutating func move(to position: Int) {
    self.position = position
  }

  mutating func note(_ name: String) {
    names.insert(name)
  }

  func invalid(_ rule: String, at position: Int? = nil) -> Invalid {
    Invalid(position: offset + (position ?? self.position), rule: rule)
  }

  mutating func whole(depth: Int) throws(Invalid) -> Clause {
    let clause = try expression(depth: depth)
    skipSpace()
    if position < bytes.count { throw unexpected(wanted: "an operator") }
    return clause
  }

  mutating func expression(depth: Int) throws(Invalid) -> Clause {
    var clauses = [try operand(depth: depth)]
    var operators: [Operator] = []
    while let next = takeOperator() {
      operators.append(next)
      clauses.append(try operand(depth: depth))
    }
    return Clause.folded(clauses, operators)
  }

  private mutating func operand(depth: Int) throws(Invalid) -> Clause {
    skipSpace()
    guard depth <= Expression.depth else {
      throw invalid("is nested deeper than \(Expression.depth) brackets")
    }
    switch peek() {
    case UInt8(ascii: "("):
      let start = position
      position += 1
      let clause = try expression(depth: depth + 1)
      try close(")", openedAt: start)
      return clause
    case UInt8(ascii: "["): return .list(try list(upTo: "]", depth: depth))
    case UInt8(ascii: "!"):
      position += 1
      return .negation(try operand(depth: depth + 1))
    case UInt8(ascii: "{"): return questioned(.variable(try variable()))
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return questioned(.literal(.text(try string())))
    case let byte? where byte.isDigit: return questioned(.literal(.number(try number())))
    case UInt8(ascii: "-"):
      position += 1
      guard peek()?.isDigit == true else {
        throw invalid("has a minus that is neither between values nor before a number")
      }
      return questioned(.literal(.number(-(try number()))))
    case let byte? where byte.isLetter: return try word(depth: depth)
    default: throw unexpected(wanted: "a value")
    }
  }

  private mutating func word(depth: Int) throws(Invalid) -> Clause {
    let start = position
    let word = takeWord()
    let folded = word.lowercased()
    if folded == "negate" || folded == "not" {
      return .negation(try operand(depth: depth + 1))
    }
    if peek() == UInt8(ascii: "(") { return try call(word, at: start, depth: depth) }
    switch (folded, word) {
    case ("true", _): return questioned(.literal(.flag(true)))
    case ("false", _): return questioned(.literal(.flag(false)))
    case (_, "null"), (_, "undefined"): return questioned(.literal(.empty))
    default: return questioned(.literal(.text(word)))
    }
  }

  /// Looks for `empty` or `notempty` behind a value.
  private mutating func questioned(_ clause: Clause) -> Clause {
    let start = position
    skipSpace()
    switch takeWord().lowercased() {
    case "empty": return .emptiness(clause, wanted: true)
    case "notempty": return .emptiness(clause, wanted: false)
    default:
      position = start
      return clause
    }
  }

  private mutating func call(
    _ name: String,
    at start: Int,
    depth: Int
  ) throws(Invalid) -> Clause {
    if let reason = Function.refused[name] {
      throw invalid("cannot have the function '\(name)': it \(reason)", at: start)
    }
    guard let function = Function(rawValue: name) else {
      throw invalid("has a function '\(name)' that is not known", at: start)
    }
    functions.insert(name)
    let opened = position
    let known = names
    var clauses: [Clause] = []
    var read: [Set<String>] = []
    try sequence(upTo: ")", openedAt: opened, depth: depth) { clause, parser in
      clauses.append(clause)
      read.append(parser.names)
    }
    guard function.arity.contains(clauses.count) else {
      let (least, most) = (function.arity.lowerBound, function.arity.upperBound)
      let wanted = least == most ? "\(least)" : "\(least) to \(most)"
      throw invalid("must give '\(name)' \(wanted) values, not \(clauses.count)", at: start)
    }
    if function == .displayValue {
      guard case .literal(.text(let question)) = clauses[0] else {
        throw invalid("must name the question of 'displayValue' in quotes", at: start)
      }
      names.insert(question)
    }
    guard function.readsRows else { return .call(function, clauses) }
    // What the condition reads are columns of the rows.
    names = known.union(read[1])
    return .rows(try rows(function, clauses, at: start, depth: depth))
  }

  private mutating func rows(
    _ function: Function,
    _ clauses: [Clause],
    at start: Int,
    depth: Int
  ) throws(Invalid) -> Rows {
    var rest = clauses.dropFirst(2)
    var returned: String?
    if case .literal(.text(let name)) = rest.first, !name.contains(where: "{}><=!".contains) {
      returned = name
      rest = rest.dropFirst()
    }
    guard rest.count < 2 else {
      throw invalid("must name a column before the condition of '\(function.rawValue)'", at: start)
    }
    var condition = rest.first
    if case .literal(.text(let text)) = condition {
      var inner = ExpressionParser(text, offset: offset + start)
      condition = try inner.whole(depth: depth + 1)
      functions.formUnion(inner.functions)
    }
    return Rows(
      function: function,
      source: clauses[0],
      column: clauses[1],
      returned: returned,
      condition: condition
    )
  }

  private mutating func list(upTo closer: Character, depth: Int) throws(Invalid) -> [Clause] {
    var clauses: [Clause] = []
    try sequence(upTo: closer, openedAt: position, depth: depth) { clause, _ in
      clauses.append(clause)
    }
    return clauses
  }

  private mutating func sequence(
    upTo closer: Character,
    openedAt start: Int,
    depth: Int,
    _ take: (Clause, ExpressionParser) -> Void
  ) throws(Invalid) {
    position += 1
    skipSpace()
    if peek() == closer.asciiValue {
      position += 1
      return
    }
    while true {
      take(try expression(depth: depth + 1), self)
      skipSpace()
      guard peek() == UInt8(ascii: ",") else { break }
      position += 1
    }
    try close(closer, openedAt: start)
  }

  private mutating func close(_ closer: Character, openedAt start: Int) throws(Invalid) {
    skipSpace()
    guard position < bytes.count else {
      throw invalid("has no '\(closer)' to close this", at: start)
    }
    guard peek() == closer.asciiValue else {
      throw unexpected(wanted: "an operator or '\(closer)'")
    }
    position += 1
  }
}
