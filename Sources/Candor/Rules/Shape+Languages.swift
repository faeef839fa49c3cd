import Yams

extension Shape {
  /// The node with one language's words wherever it has several: those of `language`, or else the
  /// default ones.
  func spoken(_ node: Node, in language: String) -> Node {
    switch self {
    case .localText, .markup:
      guard let texts = node.mapping else { return node }
      return texts[language] ?? texts["default"] ?? node
    case .list(let shape):
      guard var nodes = node.sequence else { return node }
      for index in nodes.indices { nodes[index] = shape.spoken(nodes[index], in: language) }
      return .sequence(nodes)
    case .textOr(let shape): return node.mapping == nil ? node : shape.spoken(node, in: language)
    case .element: return Self.element(node)?.spoken(node, in: language) ?? node
    case .object(let required, let optional, _):
      guard var mapping = node.mapping else { return node }
      for (name, shape) in required.merging(optional, uniquingKeysWith: { first, _ in first }) {
        if let value = mapping[name] { mapping[name] = shape.spoken(value, in: language) }
      }
      return .mapping(mapping)
    default: return node
    }
  }

  /// The shape of an element, by the type that it says.
  private static func element(_ node: Node) -> Shape? {
    (node.mapping?["type"]?.scalar?.string).flatMap { element($0) }
  }

  /// The languages that some text in the node has words in, beside the default ones.
  func languages(in node: Node) -> Set<String> {
    switch self {
    case .localText, .markup:
      Set(node.mapping?.keys.compactMap(\.scalar?.string) ?? []).subtracting(["default"])
    case .list(let shape):
      (node.sequence ?? []).reduce(into: []) { $0.formUnion(shape.languages(in: $1)) }
    case .textOr(let shape): shape.languages(in: node)
    case .element: Self.element(node)?.languages(in: node) ?? []
    case .object(let required, let optional, _):
      required.merging(optional, uniquingKeysWith: { first, _ in first })
        .reduce(into: []) { languages, part in
          guard let value = node.mapping?[part.key] else { return }
          languages.formUnion(part.value.languages(in: value))
        }
    default: []
    }
  }

  /// What is wrong with a text that is told by language.
  static func problems(inTexts texts: Node.Mapping, at path: String, line: Int?) -> [Problem] {
    var problems: [Problem] = []
    for (key, text) in texts {
      let name = key.scalar?.string ?? ""
      if name.wholeMatch(of: /default|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*/) == nil {
        problems.append(
          Problem(
            "\(path).\(name)",
            "is no language: write default, or a tag such as ar or pt-BR",
            line: key.mark?.line
          )
        )
      } else if !text.filled {
        problems.append(Problem("\(path).\(name)", "must be text", line: text.mark?.line))
      }
    }
    if texts["default"] == nil {
      problems.append(
        Problem("\(path).default", "is missing: say it in the house's own language too", line: line)
      )
    }
    return problems
  }
}

extension Rules {
  /// What the languages of the file break.
  static func brokenLanguages(_ languages: Set<String>, own: String, in root: Node) -> [Problem] {
    var problems: [Problem] = []
    if languages.contains(own) {
      problems.append(
        Problem(
          "company.language",
          "'\(own)' is the language of the default texts: write them under default alone",
          line: root.line(of: "company.language")
        )
      )
    }
    for (index, notice) in (root.mapping?["notices"]?.sequence ?? []).enumerated() {
      guard let text = notice.mapping?["text"] else { continue }
      let missing = languages.subtracting(Shape.localText.languages(in: text)).subtracting([own])
      for language in missing.sorted() {
        problems.append(
          Problem(
            "notices[\(index)].text",
            """
            is not there in '\(language)', which other texts speak: nobody can agree to words in a \
            language that they did not choose
            """,
            line: text.mark?.line
          )
        )
      }
    }
    return problems
  }
}
