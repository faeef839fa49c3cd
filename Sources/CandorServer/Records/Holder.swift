import Candor
import Foundation

/// Somebody outside the company, and what of a record is theirs to have.
struct Holder: Sendable {
  let title: String
  let does: String
  let contact: String
  let fields: [String]
  /// What to say when there are no fields.
  let nothing: String
  /// What they were told of changes, and what became of it.
  let news: [String]
  let since: Moment?
  let until: Moment?
  let stop: Stop?
  let isProcessor: Bool
  /// What it is needed for, of what needs no yes.
  let needed: String?
  /// Whether they are there because of a yes that stands.
  let isGranted: Bool
  /// Whether they ever had a yes.
  let hadYes: Bool

  /// What the button ends.
  struct Stop: Sendable {
    let purpose: String
    let recipient: String
    /// Set when it ends a yes to an offer, and no other.
    var offer: String?
  }
}

extension Holder {
  /// - Parameter events: those of the record, which also know of a yes that stands no more.
  static func all(
    _ record: Record,
    _ events: [Event],
    _ house: House,
    _ words: Words
  ) -> [Holder] {
    let agreed = Set(events.flatMap(\.content.agreed))
    let changes = Changes(record, events, house, words)
    let rows = house.rules.recipients.flatMap { recipient -> [Holder] in
      let ordered = recipient.purposes.compactMap { house.rules.purpose($0) }
        .filter { $0.basis == .contract }
      let notices = house.rules.notices.filter { $0.recipient == recipient.name }
      let works =
        ordered.isEmpty ? [] : [Holder(recipient, ordered, record, house, words, changes)]
      return works
        + notices.map { notice in
          let hadYes = agreed.contains(notice.consent)
          return Holder(recipient, notice, record, house, words, changes, hadYes: hadYes)
        }
    }
    return rows + paid(record, house, words, changes)
  }

  /// Somebody who works for the company: has what the work needs, once it is there.
  private init(
    _ recipient: Recipient,
    _ ordered: [Purpose],
    _ record: Record,
    _ house: House,
    _ words: Words,
    _ changes: Changes
  ) {
    let language = words.language
    var fields: Set<Attribute.Name> = []
    var causes: [RefusalReason.Cause] = []
    for purpose in ordered {
      let uses = Uses(of: purpose.uses, purpose.name, recipient, record, house)
      fields.formUnion(uses.permitted)
      causes += uses.causes
    }
    self.init(
      title: recipient.title,
      does: recipient.for,
      contact: recipient.contact,
      fields: fields.sorted().map { words.title(of: $0) },
      nothing: causes.first.map { language("Nothing. {reason}", ["reason": words.tells($0)]) }
        ?? language("Nothing: you have not told us what it would need."),
      news: changes.told(to: recipient, for: ordered.map(\.name)),
      since: fields.compactMap { record.answers[$0]?.said }.min().map { Moment($0, language) },
      until: nil,
      stop: nil,
      isProcessor: recipient.role == .processor,
      needed: ordered.map(\.sentence).joined(separator: " "),
      isGranted: false,
      hadYes: false
    )
  }

  /// Somebody who has what a yes gave them.
  private init(
    _ recipient: Recipient,
    _ notice: Notice,
    _ record: Record,
    _ house: House,
    _ words: Words,
    _ changes: Changes,
    hadYes: Bool
  ) {
    let (now, language) = (house.now(), words.language)
    let standings = record.standings[notice.consent, default: [:]].values
    var since: Date?
    var until: Date?
    for case .granted(_, let end, let date) in standings where end.map({ $0 > now }) ?? true {
      since = min(since ?? date, date)
      until = end.map { max(until ?? $0, $0) }
    }
    let news = changes.told(to: recipient, for: [notice.purpose])
    let uses = Uses(of: notice.attributes, notice.purpose, recipient, record, house)
    let nothing: String =
      if since != nil {
        uses.causes.first.map { language("Nothing. {reason}", ["reason": words.tells($0)]) }
          ?? language("Nothing: you have told us none of what you said yes to.")
      } else if hadYes {
        Self.ended(standings, language)
          + (news.isEmpty
            ? " "
              + language(
                "They may still hold what they got before; ask {contact}.",
                ["contact": recipient.contact]
              ) : "")
      } else if standings.isEmpty {
        language("Nothing: there is no yes from you.")
      } else {
        language("Nothing: you said no.")
      }
    self.init(
      title: recipient.title,
      does: recipient.for,
      contact: recipient.contact,
      fields: uses.permitted.map { words.title(of: $0) },
      nothing: nothing,
      news: news,
      since: since.map { Moment($0, language) },
      until: until.map { Moment($0, language) },
      stop: since.map { _ in
        Stop(purpose: notice.purpose.rawValue, recipient: recipient.name.rawValue)
      },
      isProcessor: recipient.role == .processor,
      needed: nil,
      isGranted: since != nil && house.rules.lapsed(notice, in: record, at: now) == nil,
      hadYes: hadYes || since != nil
    )
  }

  /// When the last yes ended, and how.
  static func ended(
    _ standings: some Collection<Standing>,
    _ language: Language
  ) -> String {
    switch standings.max(by: { $0.date < $1.date }) {
    case .granted(_, let until?, _):
      language("Your yes ran out on {day}.", ["day": language.day(until)])
    case .withdrawn(let date): language("Stopped on {day}.", ["day": language.day(date)])
    case .refused(let date): language("You said no on {day}.", ["day": language.day(date)])
    case .granted, nil: language("Stopped.")
    }
  }

  /// What the Gate says of the attributes that are held, one by one.
  private struct Uses {
    var permitted: [Attribute.Name] = []
    /// Why it refuses the others.
    var causes: [RefusalReason.Cause] = []

    init(
      of attributes: [Attribute.Name],
      _ purpose: Purpose.Name,
      _ recipient: Recipient,
      _ record: Record,
      _ house: House
    ) {
      for name in attributes {
        let isHeld = name == .acts ? !record.acts.isEmpty : record.answers[name] != nil
        guard isHeld else { continue }
        let use = Use(purpose, at: recipient.name, of: [name])
        switch house.gate.decide(use, on: record, at: house.now()) {
        case .allowed(let permitted):
          // Acts can each be muted, or too old.
          if !permitted.facts.isEmpty || !permitted.acts.isEmpty { self.permitted.append(name) }
        case .refused(let reasons): causes += reasons.map(\.cause)
        }
      }
    }
  }
}

extension Rules {
  /// The yeses that a purpose can have, by recipient; one without a recipient when none is asked.
  func consents(for purpose: Purpose.Name) -> [Consent] {
    let asked = notices.filter { $0.purpose == purpose }
    return asked.isEmpty ? [Consent(purpose)] : asked.map(\.consent)
  }
}

extension Event.Content {
  /// What was said yes to by it, whether or not that stands.
  fileprivate var agreed: [Consent] {
    switch self {
    case .granted(let grant): [grant.consent]
    case .claimed(let claim): claim.words.filter { $0.standing.wasYes }.map(\.consent)
    default: []
    }
  }
}

extension Standing {
  fileprivate var wasYes: Bool { if case .refused = self { false } else { true } }
}
