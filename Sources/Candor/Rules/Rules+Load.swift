import Yams

extension Rules {
  /// Reads `rules.yaml` and holds it against every rule.
  ///
  /// - Throws: `Invalid` with all problems: first of form, and if there are none, of meaning.
  public init(yaml: String) throws(Invalid) {
    let root: Node
    do {
      guard let node = try Yams.compose(yaml: yaml) else {
        throw Invalid([Problem("", "the file is empty", line: 1)])
      }
      root = node
    } catch let invalid as Invalid {
      throw invalid
    } catch {
      throw Invalid([Self.problem(for: error)])
    }
    let form = Shape.rules.problems(in: root, at: "")
    guard form.isEmpty else { throw Invalid(form.inOrder) }
    do {
      self = try YAMLDecoder().decode(Rules.self, from: root)
    } catch {
      throw Invalid([Problem("", "cannot be read: \(error)")])
    }
    let meaning = broken.map { Problem($0.path, $0.rule, line: root.line(of: $0.path)) }
    guard meaning.isEmpty else { throw Invalid(meaning.inOrder) }
  }

  private static func problem(for error: any Error) -> Problem {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _):
      Problem("", "is not YAML: \(problem)", line: mark.line)
    case YamlError.composer(_, let problem, let mark, _):
      Problem("", "is not YAML: \(problem)", line: mark.line)
    case YamlError.duplicatedKeysInMapping(let duplicates, let context):
      Problem(
        "",
        "has a key twice: \(duplicates.map(\.description).joined(separator: ", "))",
        line: context.mark.line
      )
    default: Problem("", "is not YAML: \(error)")
    }
  }
}

extension Node {
  /// The line of `a.b[2].c`, or of the nearest part of it that exists.
  func line(of path: String) -> Int? {
    var node = self
    for part in path.split(whereSeparator: { ".[]".contains($0) }) {
      let next = Int(part).flatMap { node.sequence?[safe: $0] } ?? node.mapping?[String(part)]
      guard let next else { break }
      node = next
    }
    return node.mark?.line
  }
}

extension Node.Sequence {
  fileprivate subscript(safe index: Int) -> Node? { indices.contains(index) ? self[index] : nil }
}

extension [Problem] {
  /// As they stand in the file.
  var inOrder: [Problem] {
    sorted { ($0.line ?? 0, $0.path, $0.rule) < ($1.line ?? 0, $1.path, $1.rule) }
  }
}
