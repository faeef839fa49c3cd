import Candor
import Foundation

extension Holder {
  /// Those who have, or had, something by a yes to an offer: one row for each offer.
  static func paid(
    _ record: Record,
    _ house: House,
    _ words: Words,
    _ changes: Changes
  ) -> [Holder] {
    var told: Set<Consent> = Set(house.rules.notices.map(\.consent))
    return record.deals.sorted { $0.key < $1.key }.compactMap { offer, deal in
      guard let name = deal.consent.recipient, let recipient = house.rules.recipient(name),
        let standings = record.standings[deal.consent], !standings.isEmpty
      else { return nil }
      switch deal.answer {
      case .accepted, .withdrawn: break
      case .declined, nil: return nil
      }
      // What was told about a purpose is said once.
      let isFirst = told.insert(deal.consent.unpaid).inserted
      let news = isFirst ? changes.told(to: recipient, for: [deal.consent.purpose]) : []
      return Holder(recipient, offer, deal, standings, news, record, house, words)
    }
  }

  private init(
    _ recipient: Recipient,
    _ offer: Offer.ID,
    _ deal: Deal,
    _ standings: [Attribute.Name: Standing],
    _ news: [String],
    _ record: Record,
    _ house: House,
    _ words: Words
  ) {
    let (now, language) = (house.now(), words.language)
    var since: Date?
    var until: Date?
    for case .granted(_, let end, let date) in standings.values
    where end.map({ $0 > now }) ?? true {
      since = min(since ?? date, date)
      until = end.map { max(until ?? $0, $0) }
    }
    // An offer goes whole, or not at all.
    let use = Use(deal.consent.purpose, at: recipient.name, under: offer, of: standings.keys)
    var fields: [String] = []
    var reason: String?
    switch house.gate.decide(use, on: record, at: now) {
    case .allowed: fields = standings.keys.sorted().map { words.title(of: $0) }
    case .refused(let reasons):
      reason = reasons.first.map {
        language("Nothing. {reason}", ["reason": words.tells($0.cause)])
      }
    }
    self.init(
      title: recipient.title,
      does: language(
        "gives you {reward} for it",
        ["reward": String(describing: deal.reward)]
      ),
      contact: recipient.contact,
      fields: fields,
      nothing: since == nil ? Self.ended(standings.values, language) : reason ?? "",
      news: news,
      since: since.map { Moment($0, language) },
      until: until.map { Moment($0, language) },
      stop: since.map { _ in
        Stop(
          purpose: deal.consent.purpose.rawValue,
          recipient: recipient.name.rawValue,
          offer: offer.rawValue
        )
      },
      isProcessor: recipient.role == .processor,
      needed: nil,
      isGranted: since != nil,
      hadYes: true
    )
  }
}
