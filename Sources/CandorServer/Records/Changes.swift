import Candor
import Foundation

/// What recipients were told of changes in a record, and what they did: in sentences for its person.
struct Changes {
  private let record: Record
  private let house: House
  private let words: Words
  /// The last change of each consent that ended with the value gone, and when that was confirmed.
  private let gone: [Consent: (change: Change, time: Date)]

  /// - Parameter events: those of the record: what is gone at a recipient is in them alone.
  init(_ record: Record, _ events: [Event], _ house: House, _ words: Words) {
    (self.record, self.house, self.words) = (record, house, words)
    gone = events.reduce(into: [:]) { gone, event in
      guard case .confirmed(let change) = event.content, change.kind != .corrected else { return }
      gone[change.consent] = (change, event.time)
    }
  }

  /// A sentence for each change that is open or has been made good, the oldest first.
  func told(to recipient: Recipient, for purposes: [Purpose.Name]) -> [String] {
    func isTheirs(_ consent: Consent) -> Bool {
      consent.recipient == recipient.name && purposes.contains(consent.purpose)
    }
    let parts = record.held.filter { isTheirs($0.key) }.flatMap { consent, holding in
      holding.parts.compactMap { name, part in part.due.map { (Open(consent, $0), name) } }
    }
    let open = Dictionary(grouping: parts, by: \.0).mapValues { $0.map(\.1).sorted() }
    let made = gone.filter { isTheirs($0.key) && record.held[$0.key] == nil }.values
    let sentences =
      open.map { ($0.due.since, says($0.due, $1, recipient)) }
      + made.map { ($0.change.since, saysGone($0.change, $0.time)) }
    return sentences.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private struct Open: Hashable {
    let consent: Consent
    let due: Holding.Due

    init(_ consent: Consent, _ due: Holding.Due) {
      (self.consent, self.due) = (consent, due)
    }
  }

  private func says(
    _ due: Holding.Due,
    _ attributes: [Attribute.Name],
    _ recipient: Recipient
  ) -> String {
    let language = words.language
    let deadline = recipient.deadline(since: due.since)
    let values = [
      "names": names(attributes), "title": recipient.title,
      "term": language.term(recipient.patience),
      "day": language.day(due.confirmed ?? due.told ?? due.since),
      "deadline": Moment(deadline, language).exact,
    ]
    if due.confirmed != nil {
      return language("They confirmed on {day} that they changed: {names}.", values)
    }
    if deadline <= house.now() {
      return language(
        """
        {title} has not confirmed within {term} what we had to tell them: {names}. They get \
        nothing until they do.
        """,
        values
      )
    }
    switch (due.kind, due.told) {
    case (.corrected, nil):
      return language("We are telling them that something else holds now: {names}.", values)
    case (_, nil): return language("We are telling them to delete: {names}.", values)
    case (.corrected, _):
      return language(
        """
        We told them on {day} that something else holds now: {names}. They have to confirm it by \
        {deadline}.
        """,
        values
      )
    case (_, _):
      return language(
        "We told them on {day} to delete: {names}. They have to confirm it by {deadline}.",
        values
      )
    }
  }

  private func saysGone(_ change: Change, _ time: Date) -> String {
    words.language(
      "They confirmed on {day} that they deleted: {names}.",
      ["day": words.language.day(time), "names": names(change.attributes)]
    )
  }

  private func names(_ attributes: [Attribute.Name]) -> String {
    attributes.map { words.title(of: $0) }.joined(separator: words.language("; "))
  }
}
