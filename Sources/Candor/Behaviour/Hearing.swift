import Foundation

/// What becomes of one message.
public struct Heard: Sendable {
  /// A part of a message that was not taken, when others may have been.
  public struct Part: Hashable, Sendable {
    public enum Kind: String, Sendable {
      case trait, category
    }

    public let kind: Kind
    /// Of a trait its key, which the client chose; never its value.
    public let name: String
    public let drop: Drop

    public init(kind: Kind, name: String, drop: Drop) {
      self.kind = kind
      self.name = name
      self.drop = drop
    }
  }

  /// What goes into the record.
  public var contents: [Event.Content] = []
  /// Nil when the message is taken.
  public var drop: Drop?
  public var parts: [Part] = []
  /// Whether the names that it tells of may be joined.
  public var joins = false

  public init(drop: Drop? = nil) {
    self.drop = drop
  }
}

/// What clients tell, held against the rules and the record: taken only where all of them say yes.
public struct Hearing: Sendable {
  let rules: Rules
  let gate: Gate
  /// The name of the key under which the messages come.
  let source: String
  /// Whether an item is in the catalogue.
  let has: @Sendable (Item.ID) -> Bool

  public init(_ gate: Gate, by source: String, has: @escaping @Sendable (Item.ID) -> Bool) {
    self.rules = gate.rules
    self.gate = gate
    self.source = source
    self.has = has
  }

  /// - Parameters:
  ///   - record: nil when nobody is known by the message's name.
  ///   - past: of that record.
  public func heard(
    _ message: Message,
    on record: Record?,
    _ past: Past = Past([]),
    at now: Date
  ) -> Heard {
    guard let behaviour = rules.behaviour else { return Heard(drop: .notConfigured) }
    let one = Case(message: message, behaviour: behaviour, past: past, now: now)
    do throws(Drop) {
      if message.isConsentUpdate { return try withdrawals(one, record) }
      switch message.kind {
      case .identify: return try traits(one, record)
      case .track, .page, .screen: return try act(one, record)
      case .alias: return try alias(one, record)
      case .group: throw .notConfigured
      }
    } catch {
      return Heard(drop: error)
    }
  }

  /// A message and all that stays the same while it is heard.
  struct Case {
    let message: Message
    let behaviour: Behaviour
    let past: Past
    let now: Date

    /// Whether the message itself says yes: to each category first, then to this house.
    func passes(for purpose: Purpose.Name) throws(Drop) {
      guard let said = message.categories, !said.isEmpty else { throw .noConsent }
      let needed = behaviour.categories(of: purpose)
      guard !needed.isEmpty, needed.allSatisfy({ said[$0] != nil }) else {
        throw .unknownCategory
      }
      guard needed.allSatisfy({ said[$0] == true }) else { throw .categoryDenied }
      guard message.isFor(behaviour.integration) else { throw .integrationOff }
    }
  }

  /// Whether the person's own yes stands now, and stood when it happened.
  ///
  /// - Parameters:
  ///   - after: the record as it would be.
  func permits(
    _ purpose: Purpose.Name,
    _ attribute: Attribute.Name,
    on after: Record,
    _ one: Case
  ) throws(Drop) {
    let use = Use(purpose, of: [attribute])
    if case .refused(let reasons) = gate.decide(use, on: after, at: one.now) {
      throw reasons.first.map { Drop($0) } ?? .notConfigured
    }
    guard case .granted(_, _, let given)? = after.standing(use.consent, attribute),
      given <= one.message.time
    else { throw .beforeConsent }
  }

  private func act(_ one: Case, _ record: Record?) throws(Drop) -> Heard {
    let message = one.message
    guard let occasion = one.behaviour.occasion(for: message) else { throw .notConfigured }
    try one.passes(for: occasion.purpose)
    guard let record else { throw .unknownPerson }
    guard let object = object(of: occasion, in: message.details),
      let act = Act(occasion.act, object, at: message.time, toldBy: source)
    else { throw .invalidValue }
    if case .item(let item) = object, !has(item) { throw .unknownItem }
    guard let term = rules.attribute(.acts)?.expires, term.end(from: act.time) > one.now else {
      throw .tooOld
    }
    if one.past.hasTakenBack(act) { throw .takenBack }
    var heard = Heard()
    heard.contents = [.acted(act)]
    let after = record.applying(record.events(adding: heard.contents, at: one.now))
    try permits(occasion.purpose, .acts, on: after, one)
    return heard
  }

  private func object(of occasion: Behaviour.Occasion, in details: [String: Answer])
    -> Act.Object?
  {
    if let item = occasion.item {
      guard let name = details[item]?.asName else { return nil }
      return .item(Item.ID(name))
    }
    guard let name = occasion.creator.flatMap({ details[$0]?.asName }) else { return nil }
    return .creator(name)
  }

  /// Nothing is said here of what is taken over; that is for who joins them.
  private func alias(_ one: Case, _ record: Record?) throws(Drop) -> Heard {
    guard let purpose = one.behaviour.alias else { throw .notConfigured }
    try one.passes(for: purpose)
    guard let record else { throw .unknownPerson }
    if case .refused(let reasons) = gate.decideWidest(purpose, on: record, at: one.now) {
      throw reasons.first.map { Drop($0) } ?? .notConfigured
    }
    var heard = Heard()
    heard.joins = true
    return heard
  }
}

extension Answer {
  /// Text, or a whole number as identifiers often are.
  fileprivate var asName: String? {
    switch self {
    case .text(let text):
      let name = text.trimmed
      return (1...200).contains(name.utf8.count) ? name : nil
    case .number(let number): return Int64(exactly: number).map { String($0) }
    default: return nil
    }
  }
}
