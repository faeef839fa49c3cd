import Foundation
import Yams

/// A survey that was written for something else, on its way to an experience.
///
/// It is never one yet: what each question is for, and what it gives back, nobody but the house can
/// say. So those places are left empty, and `candor check` refuses them.
public struct SurveyDraft: Sendable {
  /// The experience, as an element of `experiences` in `rules.yaml`.
  public let yaml: String
  /// What was left out and what must be added or mended, in the order of the document's lines.
  public let remarks: [Problem]
  /// The attributes that its questions would need, as elements of `attributes`.
  public let attributes: [Proposal]

  /// An attribute that a question would need.
  public struct Proposal: Hashable, Sendable {
    public let name: Attribute.Name
    public let title: String
    public let type: Attribute.ValueType
  }

  /// - Parameter json: a SurveyJS document.
  public init(json: String) throws(Invalid) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: json.withPairsJoined)
    } catch {
      throw Invalid([Problem("", "is no JSON: \(error)")])
    }
    guard let mapping = root?.mapping else {
      throw Invalid([Problem("", "is no survey: it must be an object", line: 1)])
    }
    var writer = SurveyDraftWriter()
    let experience = writer.experience(mapping)
    do {
      yaml = try Yams.serialize(node: .sequence([experience]), width: -1, allowUnicode: true)
    } catch {
      throw Invalid([Problem("", "cannot be written as YAML: \(error)")])
    }
    let known = Set(writer.remarks.map(\.path))
    let broken = Shape.experience.problems(in: experience, at: "").filter {
      !known.contains($0.path)
    }
    remarks = (writer.remarks + broken).inOrder
    attributes = writer.attributes
  }
}

extension String {
  /// JSON writes a letter beyond the first plane as two numbers, which YAML does not know.
  fileprivate var withPairsJoined: String {
    replacing(/\\u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})/) { pair in
      let units = [pair.1, pair.2].compactMap { UInt16($0, radix: 16) }
      return String(decoding: units, as: UTF16.self)
    }
  }
}

/// Goes through a document and takes over what Candor knows.
private struct SurveyDraftWriter {
  private(set) var remarks: [Problem] = []
  private(set) var attributes: [SurveyDraft.Proposal] = []

  private mutating func remark(_ path: String, _ rule: String, at node: Node) {
    remarks.append(Problem(path, rule, line: node.mark?.line))
  }

  mutating func experience(_ survey: Node.Mapping) -> Node {
    var survey = survey
    // A document of one page may list its elements without it.
    if survey["pages"] == nil, let elements = survey["elements"] ?? survey["questions"] {
      let page: [(Node, Node)] = [("name", "page1"), ("elements", elements)]
      survey["pages"] = Node([Node(page)])
      survey["elements"] = nil
      survey["questions"] = nil
    }
    let title = survey["title"] ?? "Survey"
    var written: [(Node, Node)] = [("name", Node(Self.slug(title.words))), ("title", title)]
    for (key, value) in known(survey, as: .experience, at: "") where key != "name" && key != "title"
    {
      written.append((Node(key), key == "pages" ? pages(value) : value))
    }
    return Node(written)
  }

  private mutating func pages(_ node: Node) -> Node {
    let pages = node.sequence.map { Array($0) } ?? []
    return Node(
      pages.enumerated().map { index, page in
        let path = "pages[\(index)]"
        guard let mapping = page.mapping else { return page }
        let keys = known(mapping, as: .page, at: path)
        var written: [(Node, Node)] = keys.map { key, value in
          (Node(key), key == "elements" ? elements(value, at: "\(path).elements") : value)
        }
        if mapping["name"] == nil { written.insert(("name", Node("page\(index + 1)")), at: 0) }
        return Node(written)
      }
    )
  }

  private mutating func elements(_ node: Node, at path: String) -> Node {
    let elements = node.sequence.map { Array($0) } ?? []
    return Node(
      elements.enumerated().compactMap { index, element in
        self.element(element, at: "\(path)[\(index)]")
      }
    )
  }

  private mutating func element(_ node: Node, at path: String) -> Node? {
    guard var mapping = node.mapping, var type = mapping["type"]?.scalar?.string else {
      remark(path, "is left out: it has no type", at: node)
      return nil
    }
    if type == "buttongroup" {
      remark("\(path).type", "is taken for a radiogroup, which a buttongroup is", at: node)
      type = "radiogroup"
      mapping["type"] = Node(type)
    }
    guard let shape = Shape.element(type) else {
      let reason = Shape.refusedTypes[type] ?? "is no type that is known"
      remark(path, "is left out: '\(type)' \(reason)", at: node)
      return nil
    }
    var written: [(Node, Node)] = known(mapping, as: shape, at: path).map { key, value in
      (Node(key), key == "elements" ? elements(value, at: "\(path).elements") : value)
    }
    guard let kind = Question.Kind(rawValue: type) else { return Node(written) }
    let name = mapping["name"]?.scalar?.string ?? ""
    // SurveyJS shows the name where there is no title.
    if mapping["title"] == nil { written.append(("title", Node(name))) }
    let valueType = kind.valueType(
      inputType: mapping["inputType"]?.scalar?.string,
      isMany: mapping["multiSelect"]?.bool == true
    )
    let proposal = SurveyDraft.Proposal(
      name: valueType == .email ? .email : Attribute.Name(Self.slug(name)),
      title: mapping["title"]?.words ?? name,
      type: valueType
    )
    if !attributes.contains(proposal) { attributes.append(proposal) }
    written += [
      ("attribute", Node(proposal.name.rawValue)), ("gives", Node([Node]())),
      ("uses", Node([Node]())),
    ]
    remark(
      path,
      """
      needs: an attribute of the type \(valueType.rawValue) (proposed: '\(proposal.name)'); gives: \
      what the person gets for it; uses: what it is for; expires, if it is kept for less than the \
      attribute
      """,
      at: node
    )
    return Node(written)
  }

  /// The keys that the shape has; the others are told of.
  private mutating func known(
    _ mapping: Node.Mapping,
    as shape: Shape,
    at path: String
  ) -> [(String, Node)] {
    guard case .object(let required, let optional, let refused) = shape else { return [] }
    var kept: [(String, Node)] = []
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      if required[name] != nil || optional[name] != nil {
        kept.append((name, value))
      } else {
        let place = path.isEmpty ? name : "\(path).\(name)"
        remark(place, "is left out: it \(refused[name] ?? "is not known here")", at: key)
      }
    }
    return kept
  }

  /// A name for the rules: `What do you like?` becomes `what-do-you-like`.
  private static func slug(_ text: String) -> String {
    let parts = text.lowercased().matches(of: /[a-z0-9]+/).map { String($0.0) }
    let slug = parts.joined(separator: "-").prefix(40)
    return slug.isEmpty ? "survey" : String(slug)
  }
}

extension Question.Kind {
  fileprivate func valueType(inputType: String?, isMany: Bool) -> Attribute.ValueType {
    Question.valueType(
      of: self,
      inputType: inputType.flatMap(Question.InputType.init(rawValue:)),
      isMany: isMany
    )
  }
}

extension Node {
  /// A text, or the default one of several languages.
  fileprivate var words: String {
    scalar?.string ?? mapping?["default"]?.scalar?.string ?? mapping?.values.first?.scalar?.string
      ?? ""
  }
}
