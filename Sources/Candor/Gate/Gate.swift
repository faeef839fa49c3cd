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
  /// Who gets nothing now, beside those whom the rules suspend: they owe us their word about a change.
  public let suspended: Set<Recipient.Name>
  private let doors: [Consent: Door]
  /// The least and the most of each rating that is asked for.
  private let scales: [Declaration.Source: ClosedRange<Int>]

  public init(_ rules: Rules, suspended: Set<Recipient.Name> = []) {
    self.rules = rules
    self.suspended = suspended
    doors = Door.all(rules, but: suspended)
    let asked = rules.experiences.flatMap { experience in
      experience.questions.map { question in
        (Declaration.Source(experience: experience.name, question: question.name), question.scale)
      }
    }
    scales = Dictionary(asked) { first, _ in first }
  }

  /// Whether all of the use is permitted now.
  ///
  /// One refused attribute refuses the use.
  public func decide(_ use: Use, on record: Record, at now: Date) -> Decision {
    var facts: [Permitted.Fact]? = []
    let reasons = look(at: use, on: record, at: now, taking: &facts)
    guard reasons.isEmpty else { return .refused(reasons) }
    return .allowed(
      Permitted(
        use,
        person: record.person,
        facts: facts ?? [],
        acts: acts(use, on: record, at: now),
        at: now
      )
    )
  }

  /// Why the use is refused; none if, and only if, it is permitted now.
  ///
  /// For whoever only asks: it hands out nothing that could be used.
  public func reasons(against use: Use, on record: Record, at now: Date) -> [RefusalReason] {
    var none: [Permitted.Fact]?
    return look(at: use, on: record, at: now, taking: &none)
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
    decideWidest(
      Use(purpose, at: recipient, of: rules.purpose(purpose)?.uses ?? []),
      on: record,
      at: now
    )
  }

  /// The widest part of a use that is permitted now.
  ///
  /// - Returns: refused, with the reasons of all, when nothing is left.
  public func decideWidest(_ all: Use, on record: Record, at now: Date) -> Decision {
    let decision = decide(all, on: record, at: now)
    guard case .refused(let reasons) = decision else { return decision }
    guard reasons.allSatisfy({ $0.attribute != nil }) else { return .refused(reasons) }
    let rest = all.attributes.subtracting(reasons.compactMap(\.attribute))
    guard !rest.isEmpty else { return .refused(reasons) }
    return decide(
      Use(all.purpose, at: all.recipient, under: all.offer, of: rest),
      on: record,
      at: now
    )
  }

  /// Goes through what the door leads to, and holds each attribute that is wanted against the record.
  ///
  /// - Parameter facts: what is found on the way; nil when nobody wants it.
  /// - Returns: every reason against the use, in the order of the attributes' names.
  private func look(
    at use: Use,
    on record: Record,
    at now: Date,
    taking facts: inout [Permitted.Fact]?
  ) -> [RefusalReason] {
    let consent = use.consent
    guard let door = doors[consent.unpaid], !door.isOver(at: now),
      consent.offer == nil || door.isForSale
    else { return [RefusalReason(causeWithoutDoor(use, at: now))] }
    guard !use.attributes.isEmpty else { return [RefusalReason(.notConfigured)] }
    let standings = record.standings[consent]
    var reasons: [RefusalReason] = []
    var found: [(place: Int, answer: Record.Answer)] = []
    for name in use.attributes {
      guard let place = door.place(of: name) else { return strangers(in: use, at: door).inOrder }
      let answer = record.answers[name]
      if let cause = cause(
        against: place,
        of: door,
        for: consent,
        standings?[name],
        answer,
        record,
        at: now
      ) {
        reasons.append(RefusalReason(cause, name))
      } else if facts != nil, let answer {
        found.append((place, answer))
      }
    }
    // In the order of the rules.
    facts? += found.sorted { $0.place < $1.place }
      .map { fact(door.leaves[$0.place].attribute, $0.answer.declaration) }
    return reasons.inOrder
  }

  private func cause(
    against place: Int,
    of door: Door,
    for consent: Consent,
    _ standing: Standing?,
    _ answer: Record.Answer?,
    _ record: Record,
    at now: Date
  ) -> RefusalReason.Cause? {
    let name = door.leaves[place].attribute.name
    if door.leadsToPartner, let optOut = record.optOut, !optOut.yields(to: consent, name) {
      return .optedOut
    }
    switch door.basis {
    case .consent:
      // Silence is a refusal: without an answer nothing leaves the Gate.
      switch standing {
      case nil: return .neverAsked
      case .refused: return .refused
      case .withdrawn: return .withdrawn
      case .granted(let text, let until, _):
        if let until, until <= now { return .expired }
        guard door.leaves[place].isCovered, door.opens(to: text, for: consent, on: record) else {
          return .notCovered
        }
      }
      if !record.muted.isEmpty, record.muted.contains(.attribute(name)) { return .muted }
    case .contract:
      // What stood under the question binds, also where no yes is needed.
      if let answer, !answer.declaration.promise.purposes.contains(door.consent.purpose) {
        return .notCovered
      }
    }
    if let answer, answer.isOver(at: now, under: door.leaves[place].attribute.expires) {
      return .expired
    }
    return nil
  }

  /// Why there is no such door, whoever it is about.
  private func causeWithoutDoor(_ use: Use, at now: Date) -> RefusalReason.Cause {
    guard rules.purpose(use.purpose) != nil, !use.attributes.isEmpty, let name = use.recipient
    else { return .notConfigured }
    guard let recipient = rules.recipient(name) else { return .recipientUnknown }
    if recipient.isSuspended || suspended.contains(name) { return .recipientSuspended }
    return recipient.agreement.map { $0.end <= now } ?? false ? .agreementEnded : .notConfigured
  }

  /// The attributes that the door does not lead to.
  ///
  /// They are told alone: about the person they say nothing.
  private func strangers(in use: Use, at door: Door) -> [RefusalReason] {
    use.attributes.filter { door.place(of: $0) == nil }.map { name in
      RefusalReason(rules.attribute(name) == nil ? .attributeUnknown : .notConfigured, name)
    }
  }

  private func fact(_ attribute: Attribute, _ declaration: Declaration) -> Permitted.Fact {
    Permitted.Fact(
      attribute: attribute,
      value: declaration.value,
      strength: strength(of: declaration)
    )
  }

  private func strength(of declaration: Declaration) -> Double {
    guard case .number(let rating) = declaration.value else { return 1 }
    // Without its scale nobody knows whether a number is a yes or a no.
    guard let scale = scales[declaration.source], scale.count > 1 else { return 0 }
    let middle = Double(scale.lowerBound + scale.upperBound) / 2
    // A scale may have become narrower since.
    return max(-1, min(1, (Double(rating) - middle) / (Double(scale.upperBound) - middle)))
  }

  private func acts(_ use: Use, on record: Record, at now: Date) -> [Act] {
    guard !record.acts.isEmpty, use.attributes.contains(.acts),
      let attribute = rules.attribute(.acts)
    else { return [] }
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

  /// Whether it has expired, of an answer about this attribute.
  fileprivate func isOver(at now: Date, under term: Term) -> Bool {
    declaration.promise.until <= now || term.isOver(at: now, from: said)
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

extension [RefusalReason] {
  /// By the names of the attributes that they are about.
  fileprivate var inOrder: Self {
    count < 2 ? self : sorted { $0.attribute ?? "" < $1.attribute ?? "" }
  }
}
