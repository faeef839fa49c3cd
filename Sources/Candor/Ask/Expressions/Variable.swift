/// A place in the answers: `{genres}`, `{address.city}`, `{books[0].title}`, `{books.length}`.
struct Variable: Sendable {
  private struct Part: Sendable {
    let name: String
    let indexes: [Int]
  }

  let name: String
  /// With a leading `#`, whatever a text looks like, it is read as a text.
  private let isRaw: Bool
  private let parts: [Part]

  /// How many names may stand behind one another.
  static let longest = 16

  /// - Parameter text: what stands between the braces.
  /// - Throws: the rule that it breaks.
  init(_ text: String) throws(Refused) {
    let trimmed = text.trimmed
    isRaw = trimmed.hasPrefix("#")
    name = String(trimmed.dropFirst(isRaw ? 1 : 0))
    guard !name.isEmpty else { throw Refused("a variable needs a name between its braces") }
    guard !name.hasPrefix("$") else {
      throw Refused("'{\(name)}' reads how a question is drawn, which no record holds")
    }
    guard !name.contains("\"") else {
      throw Refused("values are not written between braces, only names")
    }
    let pieces = name.split(separator: ".", omittingEmptySubsequences: false)
    guard pieces.count <= Self.longest else {
      throw Refused("a variable has at most \(Self.longest) names behind one another")
    }
    parts = pieces.map { Self.part(String($0)) }
  }

  struct Refused: Error {
    let rule: String

    init(_ rule: String) { self.rule = rule }
  }

  /// Takes the numbers in brackets off the end of a name.
  private static func part(_ text: String) -> Part {
    var name = text[...]
    var indexes: [Int] = []
    while name.hasSuffix("]"), let open = name.lastIndex(of: "["), indexes.count < longest,
      let index = Int(name[name.index(after: open)...].dropLast())
    {
      indexes.insert(index, at: 0)
      name = name[..<open]
    }
    return Part(name: String(name), indexes: indexes)
  }

  /// - Parameter row: looked into before the scope.
  func value(in scope: Expression.Scope, row: Operand?) -> Operand {
    var found: Operand?
    if case .object(let columns) = row { found = find(in: columns) }
    guard let value = found ?? find(in: scope.values) else {
      return parts.count > 1 && parts.last?.name == "length" ? .number(0) : .empty
    }
    return isRaw ? value : value.converted
  }

  func isOrdered(in scope: Expression.Scope) -> Bool { scope.ordered.contains(name) }

  /// Names may have points in them, so the longest that fits is taken.
  private func find(in values: [String: Operand]) -> Operand? {
    var current = Operand.object(values)
    var index = 0
    while index < parts.count {
      let end = parts[index...].firstIndex { !$0.indexes.isEmpty } ?? parts.count - 1
      let match = stride(from: end, through: index, by: -1).lazy.compactMap { last in
        current.member(parts[index...last].map(\.name).joined(separator: ".")).map { (last, $0) }
      }.first
      guard let (last, member) = match else { return nil }
      current = member
      for position in parts[last].indexes {
        guard case .list(let elements) = current else { return nil }
        // From the end when it is negative; a number this large is no place in any list.
        guard position > -elements.count - 1, position < elements.count else { return nil }
        current = elements[position < 0 ? elements.count + position : position]
      }
      index = last + 1
    }
    return current
  }
}

extension Operand {
  /// A part by its name; letters of another case will do where no part has the very name.
  fileprivate func member(_ name: String) -> Operand? {
    switch self {
    case .object(let parts):
      if let part = parts[name] { return part }
      let folded = name.lowercased()
      return parts.keys.filter { $0.lowercased() == folded }.min().flatMap { parts[$0] }
    case .list(let elements): return name == "length" ? .number(Double(elements.count)) : nil
    case .text(let text): return name == "length" ? .number(Double(text.count)) : nil
    default: return nil
    }
  }
}
