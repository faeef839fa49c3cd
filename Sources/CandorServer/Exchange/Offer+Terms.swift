import Candor
import CandorAPI
import Foundation

extension Offer {
  /// Reads an offer from a request.
  ///
  /// - Throws: `Invalid` with every field that cannot be read; what the rules say of it comes later.
  init(_ terms: OfferTerms, in currency: Currency) throws {
    var problems: [Problem] = []
    func money(_ text: String?, _ path: String) -> Money? {
      guard let text else { return nil }
      let money = Money(text, currency)
      if money == nil { problems.append(Problem(path, Money.rule(in: currency))) }
      return money
    }
    func date(_ text: String, _ path: String) -> Date {
      if let date = Date(rfc3339: text) { return date }
      problems.append(Problem(path, "must be a time as RFC 3339 has it, or a day"))
      return .distantPast
    }
    let paid = money(terms.reward.money, "reward.money")
    if (terms.reward.money == nil) == (terms.reward.perk == nil) {
      problems.append(Problem("reward", "must be either money or a perk"))
    }
    let escrow = money(terms.escrow, "escrow")
    let worth = money(terms.worth.money, "worth.money") ?? .none(in: currency)
    let duration = Term(terms.duration)
    if duration == nil { problems.append(Problem("duration", "must be a term, such as 20 days")) }
    let (opens, closes) = (date(terms.opens, "opens"), date(terms.closes, "closes"))
    guard problems.isEmpty, let duration else { throw Invalid(problems) }
    self.init(
      Offer.ID(terms.id),
      by: Recipient.Name(terms.recipient),
      for: Purpose.Name(terms.purpose),
      attributes: terms.attributes.map { Attribute.Name($0) },
      duration: duration,
      reward: paid.map { .money($0) } ?? .perk(terms.reward.perk ?? ""),
      wanted: terms.wanted,
      escrow: escrow,
      worth: Worth(worth, method: terms.worth.method),
      text: terms.text,
      opens: opens,
      closes: closes
    )
  }
}

extension OfferTerms {
  init(_ offer: Offer) {
    let reward: Reward =
      switch offer.reward {
      case .money(let money): Reward(money: money.amount)
      case .perk(let text): Reward(perk: text)
      }
    self.init(
      id: offer.id.rawValue,
      recipient: offer.recipient.rawValue,
      purpose: offer.purpose.rawValue,
      attributes: offer.attributes.map(\.rawValue),
      duration: String(describing: offer.duration),
      reward: reward,
      wanted: offer.wanted,
      escrow: offer.escrow?.amount,
      worth: Worth(money: offer.worth.money.amount, method: offer.worth.method),
      text: offer.text,
      opens: offer.opens.rfc3339,
      closes: offer.closes.rfc3339
    )
  }
}

extension OfferReply {
  init(_ posted: Posted, at now: Date) {
    let people = posted.people < 10 ? nil : posted.people
    let standing =
      switch posted.unavailable(at: now) {
      case .notYetOpen?: "not-yet-open"
      case .over?: "over"
      case .closed?: "closed"
      // That it is full would tell how many they are.
      case .full?: people == nil ? "open" : "full"
      default: "open"
      }
    self.init(
      offer: OfferTerms(posted.offer),
      currency: posted.offer.worth.money.currency.code,
      standing: standing,
      people: people,
      closed: posted.closed?.rfc3339
    )
  }
}

extension PersonOfferReply {
  init(_ posted: Posted, _ record: Record, _ house: House) {
    let deal = record.deals[posted.offer.id]
    let standing =
      switch (deal?.paid, deal?.answer) {
      case (_?, _): "rewarded"
      case (_, .accepted?): "accepted"
      case (_, .declined?): "declined"
      case (_, .withdrawn?): "withdrawn"
      case (_, nil): "asked"
      }
    self.init(
      offer: OfferTerms(posted.offer),
      currency: posted.offer.worth.money.currency.code,
      terms: posted.offer.terms(by: house.rules).rawValue,
      standing: standing,
      unavailable: house.unavailable(posted, to: record).map { String(describing: $0) }
    )
  }
}

extension StatementReply {
  init(_ statement: Statement) {
    self.init(
      currency: statement.currency.code,
      balance: statement.balance.amount,
      lines: statement.lines.compactMap(Line.init)
    )
  }
}

extension StatementReply.Line {
  fileprivate init?(_ line: Statement.Line) {
    let amount: Money =
      switch line.change {
      case .gained(let money), .lost(let money), .moved(let money): money
      }
    let (why, of): (String, String)
    switch line.why {
    case .rewarded(_, let offer): (why, of) = ("rewarded", offer.rawValue)
    case .paidOut(_, let payout): (why, of) = ("paid-out", payout.rawValue)
    default: return nil
    }
    self.init(
      why: why,
      of: of,
      amount: amount.amount,
      balance: line.balance.amount,
      time: line.time.rfc3339
    )
  }
}
