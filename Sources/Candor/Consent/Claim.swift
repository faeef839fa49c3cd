import Foundation

/// What a record takes over from another one of the same person, in which they were not yet known.
///
/// It holds only what counts for more than what the record says already, each with the time at which
/// it was said. Promises, notices and ends are carried over unchanged.
public struct Claim: Hashable, Sendable {
  public struct Answer: Hashable, Sendable {
    public let declaration: Declaration
    public let said: Date
  }

  /// Where the person stands on one attribute under one consent.
  public struct Word: Hashable, Sendable {
    public let consent: Consent
    public let attribute: Attribute.Name
    public let standing: Standing
    /// Whether it is a yes in spite of a signal.
    public let isDespite: Bool
  }

  /// The other record, which is erased afterwards.
  public let from: Person.ID
  public let answers: [Answer]
  public let acts: [Act]
  public let muted: [Input]
  public let words: [Word]
  /// When a signal came first, if it came before any that the record knows of.
  public let optedOut: Date?

  fileprivate var isEmpty: Bool {
    answers.isEmpty && acts.isEmpty && muted.isEmpty && words.isEmpty && optedOut == nil
  }
}

extension Record {
  /// What this record takes over from another one of the same person; nil when it has all of it.
  public func claim(of other: Record) -> Claim? {
    let claim = Claim(
      from: other.person,
      answers: other.answers.values
        .map { Claim.Answer(declaration: $0.declaration, said: $0.said) }
        .filter(isNews)
        .sorted { $0.declaration.attribute < $1.declaration.attribute },
      acts: acts(of: other),
      muted: other.muted.subtracting(muted).sorted(by: canonicalOrder),
      words: words(of: other),
      optedOut: other.optOut.map(\.since).flatMap { isEarlier($0) ? $0 : nil }
    )
    return claim.isEmpty ? nil : claim
  }

  /// Takes over what was claimed.
  ///
  /// Total and repeatable: what the record has, or has something later than, is passed over.
  mutating func apply(_ claim: Claim, of event: Event) {
    for answer in claim.answers where isNews(answer) {
      answers[answer.declaration.attribute] = Answer(
        declaration: answer.declaration,
        said: answer.said,
        sequence: event.sequence
      )
    }
    for act in claim.acts { apply(act) }
    muted.formUnion(claim.muted)
    if let date = claim.optedOut, isEarlier(date) {
      optOut = OptOut(since: date, despite: optOut?.despite ?? [:])
    }
    for word in claim.words
    where word.standing.outweighs(standing(word.consent, word.attribute)) {
      standings[word.consent, default: [:]][word.attribute] = word.standing
      optOut?.heed(word.consent, [word.attribute], isDespite: word.isDespite)
    }
  }

  /// Whether it was said later than what the record holds.
  private func isNews(_ answer: Claim.Answer) -> Bool {
    guard let held = answers[answer.declaration.attribute] else { return true }
    // The address that leads to the record stays: that the other one is the person's was never shown.
    return answer.declaration.attribute != .email && answer.said > held.said
  }

  private func isEarlier(_ signal: Date) -> Bool { optOut.map { signal < $0.since } ?? true }

  private func acts(of other: Record) -> [Act] {
    var merged = self
    return other.acts
      .flatMap { object, kinds in kinds.compactMap { Act($0, object, at: $1) } }
      .sorted(by: canonicalOrder)
      .filter { act in
        let before = merged.acts[act.object]
        merged.apply(act)
        return merged.acts[act.object] != before
      }
  }

  private func words(of other: Record) -> [Claim.Word] {
    // An offer is accepted by who is known, in their own record, and stays with it.
    other.standings.filter { $0.key.offer == nil }.flatMap { consent, standings in
      standings.compactMap { name, standing in
        guard standing.outweighs(self.standing(consent, name)) else { return nil }
        let isDespite = other.optOut?.yields(to: consent, name) ?? false
        return Claim.Word(
          consent: consent,
          attribute: name,
          standing: standing,
          isDespite: isDespite
        )
      }
    }
    .sorted(by: canonicalOrder)
  }
}

extension Standing {
  /// Whether it counts before another: the later word does, and of two at one time the no.
  fileprivate func outweighs(_ other: Standing?) -> Bool {
    guard let other, date <= other.date else { return true }
    return date == other.date && !isYes && other.isYes
  }

  private var isYes: Bool { if case .granted = self { true } else { false } }
}

/// An order that is the same on every machine.
private func canonicalOrder(_ left: some Recorded, _ right: some Recorded) -> Bool {
  left.json.canonicalBytes.lexicographicallyPrecedes(right.json.canonicalBytes)
}

extension Claim: Recorded {
  var json: JSON {
    .members([
      "acts": .array(acts.map(\.json)),
      "answers": .array(answers.map(\.json)),
      "from": .string(String(describing: from)),
      "muted": .array(muted.map(\.json)),
      "optedOut": .date(optedOut),
      "standings": .array(words.map(\.json)),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let from = Person.ID(try json.string("from")) else {
      throw Malformed("a claim of nobody's record")
    }
    self.init(
      from: from,
      answers: try json.array("answers").map(Answer.init),
      acts: try json.array("acts").map(Act.init),
      muted: try json.array("muted").map(Input.init),
      words: try json.array("standings").map(Word.init),
      optedOut: try json.optionalDate("optedOut")
    )
  }
}

extension Claim.Answer: Recorded {
  var json: JSON { ["declaration": declaration.json, "said": .integer(said.milliseconds)] }

  init(_ json: JSON) throws(Malformed) {
    guard let declaration = json["declaration"] else { throw Malformed("an answer without words") }
    self.init(declaration: try Declaration(declaration), said: try json.date("said"))
  }
}

extension Claim.Word: Recorded {
  var json: JSON {
    .members([
      "attribute": .string(attribute.rawValue),
      "consent": consent.json,
      "despite": isDespite ? .bool(true) : nil,
      "standing": standing.json,
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let consent = json["consent"], let standing = json["standing"] else {
      throw Malformed("a standing without a consent")
    }
    self.init(
      consent: try Consent(consent),
      attribute: try json.name("attribute"),
      standing: try Standing(standing),
      isDespite: json["despite"] == .bool(true)
    )
  }
}
