import Foundation

extension Disclosure {
  /// What goes of one person, and what their record has to say of it.
  public struct Line: Sendable {
    /// All that the recipient learns by it, also by whom it picks.
    public let permitted: Permitted
    /// What is passed on, in the order of the disclosure's attributes; nil where the Gate says no.
    public let values: [Record.Written?]
    /// Nil when the recipient holds all of it already.
    public let news: Disclosed?
  }

  /// Decides about one person, attribute by attribute.
  ///
  /// - Returns: nil when they are not in it: nothing may go, or the answers that it asks for are not
  ///   theirs or may not be told.
  public func line(of record: Record, through gate: Gate, at now: Date) -> Line? {
    // What was agreed to under an offer goes whole, or not at all: it is paid for.
    let decision =
      offer == nil
      ? gate.decideWidest(widest, on: record, at: now)
      : gate.decide(widest, on: record, at: now)
    guard case .allowed(let permitted) = decision else { return nil }
    // A handful is gone through faster than looked up.
    func value(_ name: Attribute.Name) -> Value? {
      permitted.facts.first { $0.attribute.name == name }?.value
    }
    let isPicked = audience.allSatisfy { name, picked in
      value(name).map { !picked.isDisjoint(with: $0.names) } ?? false
    }
    let values = attributes.map { name in value(name).flatMap { record.written(name, as: $0) } }
    guard isPicked, values.contains(where: { $0 != nil }) else { return nil }
    let held = record.held[consent]?.parts ?? [:]
    let news = permitted.facts.map(\.attribute.name).filter { name in
      let part = held[name]
      return part?.due != nil || part?.sequence != record.answers[name]?.sequence
    }
    return Line(
      permitted: permitted,
      values: values,
      news: news.isEmpty ? nil : disclosed(news.sorted(), of: record, gate.rules)
    )
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

extension Gate {
  /// Why a copy of these terms may not be made now, by field; none when it may.
  public func broken(_ disclosure: Disclosure, at now: Date) -> [Problem] {
    let problems = rules.broken(disclosure, at: now)
    guard problems.isEmpty, suspended.contains(disclosure.recipient) else { return problems }
    return [
      Problem(
        "recipient",
        "'\(disclosure.recipient)' gets nothing until it confirms what it was told to do"
      )
    ]
  }
}

extension Rules {
  /// The same by what the rules say alone.
  public func broken(_ disclosure: Disclosure, at now: Date) -> [Problem] {
    guard let recipient = recipient(disclosure.recipient) else {
      return [Problem("recipient", "'\(disclosure.recipient)' is no recipient of these rules")]
    }
    var problems: [Problem] = []
    if recipient.isSuspended {
      problems.append(Problem("recipient", "'\(recipient.name)' is suspended: they get nothing"))
    }
    if let problem = recipient.brokenKey { problems.append(problem) }
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
    if let agreement = recipient.agreement, agreement.end <= now {
      problems.append(
        Problem("recipient", "the agreement with '\(recipient.name)' ended on \(agreement.until)")
      )
    }
    func hold(_ name: Attribute.Name, at path: String) {
      if !purpose.uses.contains(name) {
        problems.append(Problem(path, "'\(purpose.name)' does not use '\(name)'"))
      } else if !recipient.mayGet(name) {
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
