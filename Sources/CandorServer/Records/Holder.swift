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
  let since: Moment?
  let until: Moment?
  let stop: Stop?
  let isProcessor: Bool
  /// Whether they are there because of a yes that stands.
  let isGranted: Bool

  /// What the button ends.
  struct Stop: Sendable {
    let purpose: String
    let recipient: String
  }
}

extension Holder {
  static func all(_ record: Record, _ house: House, _ words: Words) -> [Holder] {
    house.rules.recipients.flatMap { recipient -> [Holder] in
      let notices = house.rules.notices.filter { $0.recipient == recipient.name }
      if recipient.role == .processor && notices.isEmpty {
        return [Holder(processor: recipient, record, house, words)]
      }
      return notices.map { Holder(recipient, $0, record, house, words) }
    }
  }

  /// Somebody who works for the company: has what the work needs, once it is there.
  private init(
    processor recipient: Recipient,
    _ record: Record,
    _ house: House,
    _ words: Words
  ) {
    let needed = Set(recipient.purposes.compactMap { house.rules.purpose($0) }.flatMap(\.uses))
    self.init(
      title: recipient.title,
      does: recipient.for,
      contact: recipient.contact,
      fields: needed.filter { record.answers[$0] != nil }.sorted().map { words.title(of: $0) },
      nothing: "Nothing: you have not told us what it would need.",
      since: needed.compactMap { record.answers[$0]?.said }.min().map { Moment($0) },
      until: nil,
      stop: nil,
      isProcessor: true,
      isGranted: false
    )
  }

  private init(
    _ recipient: Recipient,
    _ notice: Notice,
    _ record: Record,
    _ house: House,
    _ words: Words
  ) {
    let now = house.now()
    var since: Date?
    var until: Date?
    for case .granted(_, let end, let date) in record.standings[notice.consent, default: [:]].values
    where end.map({ $0 > now }) ?? true {
      since = min(since ?? date, date)
      until = end.map { max(until ?? $0, $0) }
    }
    let permitted = notice.attributes.filter { name in
      let use = Use(notice.purpose, at: recipient.name, of: [name])
      if case .allowed = house.gate.decide(use, on: record, at: now) { return true }
      return false
    }
    let held = permitted.filter { record.answers[$0] != nil || $0 == .acts && !record.acts.isEmpty }
    self.init(
      title: recipient.title,
      does: recipient.for,
      contact: recipient.contact,
      fields: held.map { words.title(of: $0) },
      nothing: since == nil
        ? "Nothing: there is no yes from you."
        : "Nothing: you have told us none of what you said yes to, or it is muted.",
      since: since.map { Moment($0) },
      until: until.map { Moment($0) },
      stop: since.map { _ in
        Stop(purpose: notice.purpose.rawValue, recipient: recipient.name.rawValue)
      },
      isProcessor: false,
      isGranted: since != nil
    )
  }
}
