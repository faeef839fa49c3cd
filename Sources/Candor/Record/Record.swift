import Foundation

/// Everything held about one person now: the fold over the events of their record.
public struct Record: Hashable, Sendable {
  /// An answer as it stands, after corrections.
  public struct Answer: Hashable, Sendable {
    public var declaration: Declaration
    /// When the value was last said.
    public var said: Date
    /// The event that said it.
    public var sequence: Int
  }

  /// A list that was given for a week, and stays the same until the week is over.
  public struct Kept: Hashable, Sendable {
    public let week: Week
    /// In the order in which they were shown.
    public let items: [Item.ID]
    /// The event that gave it.
    public let sequence: Int
    /// What helped to choose them.
    public let because: Set<Input>
    /// Nil when no model had a part in it.
    public var model: Gift.Model?
  }

  public let person: Person.ID
  /// The sequence number of the last event; 0 before the first.
  public internal(set) var version = 0
  public internal(set) var answers: [Attribute.Name: Answer] = [:]
  /// The latest act of each kind on each object.
  public internal(set) var acts: [Act.Object: [Act.Kind: Date]] = [:]
  public internal(set) var muted: Set<Input> = []
  public internal(set) var standings: [Consent: [Attribute.Name: Standing]] = [:]
  /// Set while a signal asks us not to sell or share.
  public internal(set) var optOut: OptOut?
  /// The list that was given last for a week, unless the person has said something since that moves
  /// lists.
  public internal(set) var kept: [Benefit.Name: Kept] = [:]
  /// What was begun and not finished, by its experience.
  public internal(set) var begun: [Experience.Name: Unfinished] = [:]
  /// What others hold, as far as we gave it to them.
  public internal(set) var held: [Consent: Holding] = [:]
  /// In which ways a name may be written on mail, for as long as it is the name.
  public internal(set) var approved: [Attribute.Name: Approved] = [:]
  /// What was offered to the person, and what they said to it.
  public internal(set) var deals: [Offer.ID: Deal] = [:]
  /// Whether a demonstration made the person up: such people are in no count of people.
  public internal(set) var isInvented = false
  /// How many events were of a kind that this Candor does not know.
  public internal(set) var unknown = 0

  public init(of person: Person.ID) {
    self.person = person
  }

  public init(of person: Person.ID, _ events: some Sequence<Event>) {
    self.init(of: person)
    for event in events { apply(event) }
  }

  /// What the contents become when they are written next.
  public func events(adding contents: [Event.Content], at now: Date) -> [Event] {
    contents.enumerated().map { offset, content in
      Event(person: person, sequence: version + 1 + offset, time: now, content: content)
    }
  }

  public func applying(_ events: some Sequence<Event>) -> Record {
    var record = self
    for event in events { record.apply(event) }
    return record
  }

  public func standing(_ consent: Consent, _ attribute: Attribute.Name) -> Standing? {
    standings[consent]?[attribute]
  }
}

extension Record {
  /// Adds one event.
  ///
  /// Total: whatever the event says, the fold goes on.
  public mutating func apply(_ event: Event) {
    version = max(version, event.sequence)
    if event.content.movesLists { kept = [:] }
    switch event.content {
    case .begun(let begun): self.begun[begun.experience] = begun.fields.isEmpty ? nil : begun
    case .declared(let declaration):
      // What is answered is finished.
      begun[declaration.source.experience] = nil
      answers[declaration.attribute] = Answer(
        declaration: declaration,
        said: event.time,
        sequence: event.sequence
      )
    case .corrected(let correction): apply(correction, of: event)
    case .retracted(let input): retract(input)
    case .muted(let input): muted.insert(input)
    case .unmuted(let input): muted.remove(input)
    case .granted(let grant):
      let standing = Standing.granted(notice: grant.notice, until: grant.until, at: event.time)
      for name in grant.attributes { standings[grant.consent, default: [:]][name] = standing }
      let isDespite = grant.despite?.gpc ?? false
      optOut?.heed(grant.consent, grant.attributes, isDespite: isDespite)
    case .refused(let refusal):
      for name in refusal.attributes {
        standings[refusal.consent, default: [:]][name] = .refused(at: event.time)
      }
      optOut?.heed(refusal.consent, refusal.attributes, isDespite: false)
      decline(refusal.consent, at: event.time)
    case .withdrawn(let withdrawal):
      withdraw(withdrawal.consent, at: event.time)
      endDeals(under: withdrawal.consent, at: event.time)
    case .signalled(let signal):
      optOut = signal.gpc ? optOut ?? OptOut(since: event.time) : nil
    case .claimed(let claim): apply(claim, of: event)
    case .acted(let act): apply(act)
    case .given(let gift):
      if let week = gift.week {
        kept[gift.benefit] = Kept(
          week: week,
          items: gift.items,
          sequence: event.sequence,
          because: Set(gift.because.keys),
          model: gift.model
        )
      }
    case .disclosed(let disclosed): apply(disclosed, of: event)
    case .told(let change): hear(change, at: event.time)
    case .confirmed(let change): settle(change, at: event.time)
    case .offered(let offering): apply(offering, at: event.time)
    case .accepted(let acceptance): apply(acceptance, at: event.time)
    case .paid(let payment): apply(payment, at: event.time)
    case .invented: isInvented = true
    case .approved(let forms): apply(forms, of: event)
    case .traced, .exported: break
    case .erased: self = Record(of: person, at: version)
    case .unknown: unknown += 1
    }
    recall(after: event)
    dropOldForms()
  }

  /// The latest act counts, in whatever order the record learns of them.
  mutating func apply(_ act: Act) {
    var kinds = acts[act.object] ?? [:]
    // A like takes back a dismissal of the same item, and the other way round.
    let opposite: Act.Kind? =
      switch act.kind {
      case .like: .dismiss
      case .dismiss: .like
      case .read, .follow: nil
      }
    if let opposite, let time = kinds[opposite] {
      if time > act.time { return }
      kinds[opposite] = nil
    }
    kinds[act.kind] = max(act.time, kinds[act.kind] ?? act.time)
    acts[act.object] = kinds
  }

  private init(of person: Person.ID, at version: Int) {
    self.init(of: person)
    self.version = version
  }

  private mutating func apply(_ correction: Correction, of event: Event) {
    guard let answer = answers[correction.attribute] else { return }
    answers[correction.attribute] = Answer(
      declaration: Declaration(
        attribute: correction.attribute,
        value: correction.value,
        source: answer.declaration.source,
        promise: answer.declaration.promise
      ),
      said: event.time,
      sequence: event.sequence
    )
  }

  private mutating func retract(_ input: Input) {
    muted.remove(input)
    switch input {
    case .attribute(.acts):
      acts = [:]
      muted = muted.filter { if case .act = $0 { false } else { true } }
    case .attribute(let name): answers[name] = nil
    case .act(let object): acts[object] = nil
    }
  }
}

extension Event.Content {
  /// Whether the person said something by it after which they expect other lists.
  ///
  /// To read, like or follow something is no such word: a list does not change while it is read.
  fileprivate var movesLists: Bool {
    switch self {
    case .declared, .corrected, .retracted, .muted, .unmuted, .claimed: true
    // What is said to an offer changes no list: nobody is given less for a no.
    case .granted(let grant): grant.consent.offer == nil
    case .refused(let refusal): refusal.consent.offer == nil
    case .withdrawn(let withdrawal): withdrawal.consent.offer == nil
    case .acted(let act): act.kind == .dismiss
    case .begun, .signalled, .given, .disclosed, .told, .confirmed, .approved, .traced, .offered,
      .accepted, .paid, .invented, .exported, .erased, .unknown:
      false
    }
  }
}
