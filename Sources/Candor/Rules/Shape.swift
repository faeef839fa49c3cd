import Foundation
import Yams

/// What a part of `rules.yaml` must look like, before anything is read from it.
///
/// A decoder stops at its first error. Holding the whole tree against its shape first finds them
/// all, each with its line.
indirect enum Shape: Sendable {
  case text
  /// Text for people: one for all, or one by language: `{default: …, ar: …}`.
  case localText
  case number(ClosedRange<Int>)
  case flag
  case term
  case name
  case email
  case timezone
  /// A name that conditions can call: letters, digits, dashes and underscores.
  case key
  case expression
  /// Text with a little markup.
  case markup
  /// A value, several, or one by row.
  case preset
  /// What stands on a page, by its type.
  case element
  /// Text of which a rule holds.
  case textThat(String, @Sendable (String) -> Bool)
  case oneOf([String])
  case list(Shape)
  /// Text, or an object of the given shape.
  case textOr(Shape)
  /// Refused keys are known, and come with the reason why they are not taken.
  case object(
    required: [String: Shape],
    optional: [String: Shape],
    refused: [String: String] = [:]
  )

  static func oneOf<Value: RawRepresentable & CaseIterable>(_: Value.Type) -> Shape
  where Value.RawValue == String {
    .oneOf(Value.allCases.map(\.rawValue))
  }

  /// Every way in which the node is not of this shape.
  func problems(in node: Node, at path: String) -> [Problem] {
    func wrong(_ rule: String) -> [Problem] { [Problem(path, rule, line: node.mark?.line)] }
    switch self {
    case .text: return node.filled ? [] : wrong("must be text")
    case .localText:
      guard let texts = node.mapping else { return node.filled ? [] : wrong("must be text") }
      return Self.problems(inTexts: texts, at: path, line: node.mark?.line)
    case .number(let range):
      guard let number = node.int, range.contains(number) else {
        return wrong("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
    case .flag: return node.bool == nil ? wrong("must be true or false") : []
    case .term:
      guard let text = node.scalar?.string, Term(text) != nil else {
        return wrong("must be a term such as '18 months', '2 years' or '90 days'")
      }
    case .name:
      guard let text = node.scalar?.string, text.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) != nil
      else { return wrong("must be a name of lower-case letters, digits and dashes") }
    case .email:
      guard let text = node.scalar?.string, EmailAddress(text) != nil else {
        return wrong("must be an e-mail address")
      }
    case .timezone:
      guard let text = node.scalar?.string, TimeZone(iana: text) != nil else {
        return wrong(TimeZone.rule)
      }
    case .key:
      guard let text = node.scalar?.string,
        text.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,63}/) != nil
      else { return wrong("must be a name of letters, digits, dashes and underscores") }
    case .expression:
      guard let text = node.scalar?.string else { return wrong("must be a condition or a formula") }
      do throws(Expression.Invalid) {
        _ = try Expression(text)
      } catch {
        return wrong("\(error.rule) (letter \(error.position + 1))")
      }
    case .markup:
      let texts = node.mapping.map { $0.map(\.value) } ?? [node]
      guard texts.allSatisfy({ $0.scalar != nil }) else { return wrong("must be text") }
      return Shape.localText.problems(in: node, at: path)
        + texts.flatMap { Markup($0.scalar?.string ?? "").refused.flatMap { wrong($0) } }
    case .preset:
      let texts = node.sequence.map(Array.init) ?? node.mapping.map { $0.map(\.value) } ?? [node]
      guard texts.allSatisfy({ $0.scalar != nil }) else {
        return wrong("must be a value, or several")
      }
    case .element: return Self.problems(inElement: node, at: path)
    case .textThat(let rule, let holds):
      guard let text = node.scalar?.string, holds(text) else { return wrong(rule) }
    case .oneOf(let values):
      guard let text = node.scalar?.string, values.contains(text) else {
        return wrong("must be one of: \(values.joined(separator: ", "))")
      }
    case .list(let shape):
      guard let nodes = node.sequence else { return wrong("must be a list") }
      return nodes.enumerated().flatMap { shape.problems(in: $1, at: "\(path)[\($0)]") }
    case .textOr(let shape):
      return node.filled ? [] : shape.problems(in: node, at: path)
    case .object(let required, let optional, let refused):
      guard let mapping = node.mapping else { return wrong("must be a block of keys and values") }
      return Self.problems(in: mapping, required, optional, refused, at: path, node.mark?.line)
    }
    return []
  }

  private static func problems(inElement node: Node, at path: String) -> [Problem] {
    func wrong(_ key: String, _ rule: String) -> [Problem] {
      [Problem(path + key, rule, line: (node.mapping?["type"] ?? node).mark?.line)]
    }
    guard let mapping = node.mapping else { return wrong("", "must be a block of keys and values") }
    guard let type = mapping["type"]?.scalar?.string else { return wrong(".type", "is missing") }
    if let shape = Shape.element(type) { return shape.problems(in: node, at: path) }
    if let reason = refusedTypes[type] { return wrong(".type", "'\(type)' \(reason)") }
    return wrong(".type", "must be one of: \(elementTypes.joined(separator: ", "))")
  }

  private static func problems(
    in mapping: Node.Mapping,
    _ required: [String: Shape],
    _ optional: [String: Shape],
    _ refused: [String: String],
    at path: String,
    _ line: Int?
  ) -> [Problem] {
    let known = required.merging(optional) { first, _ in first }
    var problems: [Problem] = []
    var seen: Set<String> = []
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      let place = path.isEmpty ? name : "\(path).\(name)"
      if !seen.insert(name).inserted {
        problems.append(Problem(place, "is there twice", line: key.mark?.line))
      }
      if let shape = known[name] {
        problems += shape.problems(in: value, at: place)
      } else if let reason = refused[name] {
        problems.append(Problem(place, reason, line: key.mark?.line))
      } else {
        let keys = known.keys.sorted().joined(separator: ", ")
        problems.append(Problem(place, "is no key here; known: \(keys)", line: key.mark?.line))
      }
    }
    for name in required.keys.sorted() where !seen.contains(name) {
      let place = path.isEmpty ? name : "\(path).\(name)"
      problems.append(Problem(place, "is missing\(Self.reason(for: name))", line: line))
    }
    return problems
  }

  /// Why a key is asked for, where the rule is more than form.
  private static func reason(for key: String) -> String {
    switch key {
    case "expires": ": what is kept must say until when"
    case "gives": ": a question that gives nothing back may not be asked"
    case "sentence": ": say in plain words what it is for"
    case "uses": ": say what it is used for"
    case "title": ": people must be able to read its name"
    default: ""
    }
  }
}

extension Node {
  /// A scalar with something in it.
  var filled: Bool { scalar.map { !$0.string.trimmed.isEmpty } ?? false }
}
