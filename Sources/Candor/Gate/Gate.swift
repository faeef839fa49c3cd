import Foundation

/// What the Gate let through: facts about a person, for one use, at one moment.
///
/// Only the Gate can make one. What takes a `Permitted` therefore cannot be called without a
/// decision; a use that skipped the Gate does not compile.
public struct Permitted: Sendable {
  /// One answer that may be used.
  public struct Fact: Hashable, Sendable {
    public let attribute: Attribute
    public let value: Value
    /// How strongly the value speaks for what it names: 1, or a rating's place from -1 to 1.
    public let strength: Double

    public static func == (left: Self, right: Self) -> Bool {
      left.attribute.name == right.attribute.name && left.value == right.value
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(attribute.name)
      hasher.combine(value)
    }
  }

  public let use: Use
  public let person: Person.ID
  /// In the order of the rules.
  public let facts: [Fact]
  /// The oldest first.
  public let acts: [Act]
  public let time: Date

  /// Everything in it that can move a list.
  public var inputs: Set<Input> {
    Set(facts.map { .attribute($0.attribute.name) } + acts.map { .act($0.object) })
  }

  fileprivate init(
    _ use: Use,
    person: Person.ID,
    facts: [Fact],
    acts: [Act],
    at time: Date
  ) {
    self.use = use
    self.person = person
    self.facts = facts
    self.acts = acts
    self.time = time
  }
}

/// The only door between what a person told and any use of it.
///
/// Pure, and shut unless told to open.
public struct Gate: Sendable {
  public let rules: Rules

  public init(_ rules: Rules) {
    self.rules = rules
  }

  /// Whether all of the use is permitted now.
  ///
  /// One refused attribute refuses the use.
  public func decide(_ use: Use, on record: Record, at now: Date) -> Decision {
    let door = reasonsAgainst(use)
    guard door.isEmpty, let purpose = rules.purpose(use.purpose) else { return .refused(door) }
    let reasons = use.attributes.sorted().compactMap { name in
      cause(against: name, for: purpose, use.consent, on: record, at: now)
        .map { RefusalReason($0, name) }
    }
    guard reasons.isEmpty else { return .refused(reasons) }
    return .allowed(permitted(use, on: record, at: now))
  }

  /// The widest use for this purpose that is permitted now: every attribute is decided by itself,
  /// and those that are refused are left out.
  ///
  /// - Returns: refused, with the reasons of all, when nothing is left.
  public func decideWidest(
    _ purpose: Purpose.Name,
    for recipient: Recipient.Name? = nil,
    on record: Record,
    at now: Date
  ) -> Decision {
    let all = Use(purpose, at: recipient, of: rules.purpose(purpose)?.uses ?? [])
    let decision = decide(all, on: record, at: now)
    guard case .refused(let reasons) = decision else { return decision }
    guard reasons.allSatisfy({ $0.attribute != nil }) else { return .refused(reasons) }
    let rest = all.attributes.subtracting(reasons.compactMap(\.attribute))
    guard !rest.isEmpty else { return .refused(reasons) }
    return decide(Use(purpose, at: recipient, of: rest), on: record, at: now)
  }

  /// Reasons that hold for every person.
  private func reasonsAgainst(_ use: Use) -> [RefusalReason] {
    guard let purpose = rules.purpose(use.purpose), !use.attributes.isEmpty else {
      return [RefusalReason(.notConfigured)]
    }
    if let name = use.recipient {
      guard let recipient = rules.recipient(name) else { return [RefusalReason(.recipientUnknown)] }
      if recipient.isSuspended { return [RefusalReason(.recipientSuspended)] }
      if !recipient.purposes.contains(purpose.name) { return [RefusalReason(.notConfigured)] }
    }
    return use.attributes.sorted().compactMap { name in
      if rules.attribute(name) == nil { return RefusalReason(.attributeUnknown, name) }
      return purpose.uses.contains(name) ? nil : RefusalReason(.notConfigured, name)
    }
  }

  private func cause(
    against name: Attribute.Name,
    for purpose: Purpose,
    _ consent: Consent,
    on record: Record,
    at now: Date
  ) -> RefusalReason.Cause? {
    if purpose.basis == .consent {
      // Silence is a refusal: without an answer nothing leaves the Gate.
      switch record.standing(consent, name) {
      case nil: return .neverAsked
      case .refused: return .refused
      case .withdrawn: return .withdrawn
      case .granted(let notice, let until, _):
        if let until, until <= now { return .expired }
        guard let shown = rules.notice(for: consent), shown.hashes.contains(notice),
          shown.attributes.contains(name)
        else { return .notCovered }
      }
      if record.muted.contains(.attribute(name)) { return .muted }
    }
    if purpose.basis == .contract, let answer = record.answers[name],
      !answer.declaration.promise.purposes.contains(purpose.name)
    {
      // What stood under the question binds, also where no yes is needed.
      return .notCovered
    }
    if let answer = record.answers[name], answer.expiry(under: rules) <= now { return .expired }
    return nil
  }

  private func permitted(_ use: Use, on record: Record, at now: Date) -> Permitted {
    let facts = rules.attributes.filter { use.attributes.contains($0.name) }.compactMap {
      attribute in
      record.answers[attribute.name].map {
        Permitted.Fact(
          attribute: attribute,
          value: $0.declaration.value,
          strength: strength(of: $0.declaration)
        )
      }
    }
    return Permitted(
      use,
      person: record.person,
      facts: facts,
      acts: acts(use, on: record, at: now),
      at: now
    )
  }

  private func strength(of declaration: Declaration) -> Double {
    guard case .number(let rating) = declaration.value else { return 1 }
    // Without its scale nobody knows whether a number is a yes or a no.
    guard
      let scale = rules.experience(declaration.source.experience)?.questions
        .first(where: { $0.name == declaration.source.question })?.scale, scale.count > 1
    else { return 0 }
    let middle = Double(scale.lowerBound + scale.upperBound) / 2
    // A scale may have become narrower since.
    return max(-1, min(1, (Double(rating) - middle) / (Double(scale.upperBound) - middle)))
  }

  private func acts(_ use: Use, on record: Record, at now: Date) -> [Act] {
    guard use.attributes.contains(.acts), let attribute = rules.attribute(.acts) else { return [] }
    return record.acts.flatMap { object, kinds in
      record.muted.contains(.act(object))
        ? [] : kinds.compactMap { Act($0, object, at: $1) }
    }
    .filter { attribute.expires.end(from: $0.time) > now }
    .sorted {
      ($0.time, $0.object.order, $0.kind.rawValue) < ($1.time, $1.object.order, $1.kind.rawValue)
    }
  }
}

extension Record.Answer {
  /// When the value stops being held: as promised, or sooner if the house rules became stricter.
  public func expiry(under rules: Rules) -> Date {
    guard let attribute = rules.attribute(declaration.attribute) else { return said }
    return min(declaration.promise.until, attribute.expires.end(from: said))
  }
}

extension Act.Object {
  /// Makes an order total that time alone leaves open.
  fileprivate var order: String {
    switch self {
    case .item(let item): item.rawValue
    case .creator(let creator): creator
    }
  }
}
