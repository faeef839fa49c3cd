import Yams

extension Rules {
  /// Reads `rules.yaml` and holds it against every rule.
  ///
  /// - Throws: `Invalid` with all problems, of form and of meaning.
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
    func read(in language: String) throws(Invalid) -> Rules {
      do {
        return try YAMLDecoder().decode(Rules.self, from: Shape.rules.spoken(root, in: language))
      } catch {
        throw Invalid(form.isEmpty ? [Problem("", "cannot be read: \(error)")] : form.inOrder)
      }
    }
    var rules = try read(in: "default")
    let languages = Shape.rules.languages(in: root)
    let own = rules.company.language ?? Self.usualLanguage
    let problems =
      form + rules.broken(in: root, besides: form)
      + Self.brokenLanguages(languages, own: own, in: root)
    guard problems.isEmpty else { throw Invalid(problems.inOrder) }
    var others: [String: Rules] = [:]
    for language in languages { others[language] = try read(in: language) }
    rules.speak(others)
    self = rules
  }

  /// What is wrong in meaning, with its lines, except where the form is wrong already.
  private func broken(in root: Node, besides form: [Problem]) -> [Problem] {
    // Without a chapter, or with one by another name, all that refers to it would look wrong.
    let hasChapters = form.allSatisfy { problem in problem.path.contains { ".[".contains($0) } }
    guard hasChapters else { return [] }
    let told = Set(form.map(\.path))
    return broken.filter { !told.contains($0.path) }
      .map { Problem($0.path, $0.rule, line: root.line(of: $0.path)) }
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
