import Foundation

extension Disclosure {
  /// What goes of one person, and what their record has to say of it.
  public struct Line: Sendable {
    public let permitted: Permitted
    /// What is passed on, in the order of the disclosure's attributes; nil where the Gate says no.
    public let values: [Value?]
    /// The events that said the values: a value that is said anew has another.
    public let versions: [Int]
    /// Nil when the recipient holds all of it already.
    public let news: Disclosed?
  }

  /// Decides about one person, attribute by attribute.
  ///
  /// - Returns: nil when they are not in it: nothing may go, or the answers that it asks for are not
  ///   theirs or may not be told.
  public func line(of record: Record, through gate: Gate, at now: Date) -> Line? {
    guard isPicked(record, gate, at: now),
      case .allowed(let permitted) = gate.decideWidest(
        Use(purpose, at: recipient, of: attributes),
        on: record,
        at: now
      ), !permitted.facts.isEmpty
    else { return nil }
    let facts = Dictionary(permitted.facts.map { ($0.attribute.name, $0.value) }) { first, _ in
      first
    }
    let versions = attributes.map { record.answers[$0]?.sequence ?? 0 }
    let held = record.held[consent]?.parts ?? [:]
    let news = zip(attributes, versions).filter { name, version in
      facts[name] != nil
        && (held[name]?.sequence != version || held[name]?.disclosure != id
          || held[name]?.due != nil)
    }
    return Line(
      permitted: permitted,
      values: attributes.map { facts[$0] },
      versions: versions,
      news: news.isEmpty ? nil : disclosed(news.map(\.0), of: record, gate.rules)
    )
  }

  private func isPicked(_ record: Record, _ gate: Gate, at now: Date) -> Bool {
    guard !audience.isEmpty else { return true }
    guard case .allowed(let permitted) = gate.decide(needed, on: record, at: now) else {
      return false
    }
    return permitted.facts.allSatisfy { fact in
      audience[fact.attribute.name]?.isDisjoint(with: fact.value.names) == false
    }
  }

  private func disclosed(
    _ names: [Attribute.Name],
    of record: Record,
    _ rules: Rules
  ) -> Disclosed {
    let texts = names.compactMap { name -> Notice.Hash? in
      guard case .granted(let notice, _, _)? = record.standing(consent, name) else { return nil }
      return notice
    }
    return Disclosed(
      id,
      consent,
      role: rules.recipient(recipient)?.role ?? .partner,
      of: names,
      notice: texts.first
    )
  }
}

extension Value {
  /// The words that it can be picked by.
  fileprivate var names: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let names): names
    default: []
    }
  }
}

extension Rules {
  /// Why a copy of these terms may not be made, by field; none when it may.
  public func broken(_ disclosure: Disclosure) -> [Problem] {
    guard let recipient = recipient(disclosure.recipient) else {
      return [Problem("recipient", "'\(disclosure.recipient)' is no recipient of these rules")]
    }
    var problems: [Problem] = []
    if recipient.isSuspended {
      problems.append(Problem("recipient", "'\(recipient.name)' is suspended: they get nothing"))
    }
    guard let purpose = purpose(disclosure.purpose), recipient.purposes.contains(purpose.name)
    else {
      return problems + [
        Problem("purpose", "'\(disclosure.purpose)' is no purpose of '\(recipient.name)'")
      ]
    }
    if disclosure.attributes.isEmpty {
      problems.append(Problem("attributes", "is empty: say what they get"))
    }
    problems += Self.repeated(disclosure.attributes.map(\.rawValue), in: "attributes")
    let agreed = recipient.agreement?.attributes ?? purpose.uses
    func hold(_ name: Attribute.Name, at path: String) {
      if !purpose.uses.contains(name) {
        problems.append(Problem(path, "'\(purpose.name)' does not use '\(name)'"))
      } else if !agreed.contains(name) {
        problems.append(
          Problem(path, "the agreement with '\(recipient.name)' does not cover '\(name)'")
        )
      } else if name == .acts {
        problems.append(Problem(path, "what people do here is passed on to nobody"))
      }
    }
    for (index, name) in disclosure.attributes.enumerated() {
      hold(name, at: "attributes[\(index)]")
    }
    for (name, values) in disclosure.audience.sorted(by: { $0.key < $1.key }) {
      hold(name, at: "audience.\(name)")
      if let type = attribute(name)?.type, ![.choice, .choices, .tags].contains(type) {
        problems.append(
          Problem("audience.\(name)", "nobody is picked by an answer of the type \(type.rawValue)")
        )
      }
      if values.isEmpty {
        problems.append(Problem("audience.\(name)", "is empty: nobody would be in it"))
      }
    }
    return problems
  }
}
