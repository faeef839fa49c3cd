import Candor
import Foundation

/// What is offered to a person for a yes, and what they earned by it.
struct OffersPage: Page {
  static let template = "offers"

  struct Line: Sendable {
    let says: String
    let time: Moment
  }

  let frame: Frame
  /// What was just done; nil when nothing was.
  let flash: String?
  /// Whether no address leads back to whom a reward would be kept for.
  let isLoose: Bool
  let offers: [OfferRow]
  let balance: String
  let lines: [Line]
}

/// One offer, where the person stands on it, and what they can say.
struct OfferRow: Sendable {
  /// A button; those of one row have one size, and none is chosen before.
  struct Choice: Sendable {
    let answer: String
    let says: String
  }

  let id: String
  let terms: String
  let word: String
  let says: String
  let isAccepted: Bool
  let title: String
  let who: String
  let text: String
  let sentence: String
  let fields: [String]
  let lasts: String
  let reward: String
  let worth: String
  let closes: Moment
  /// Said beside a yes that the browser asks against; nil when it does not.
  let conflict: String?
  /// Why it cannot be accepted now, where the person can do something about it.
  let blocked: String?
  let choices: [Choice]
  let hasChoices: Bool
}

extension OfferRow {
  /// - Parameter isLoose: whether a reward could not be kept for them.
  /// - Returns: nil when the person cannot accept it and never did.
  init?(_ posted: Posted, _ record: Record, isLoose: Bool, _ house: House, _ words: Words) {
    let (offer, language, rules) = (posted.offer, words.language, house.rules)
    let deal = record.deals[offer.id]
    let optOut = rules.optOut(against: offer.consent, in: record)
    let isHeld = posted.places[record.person] != nil
    let isAccepted = deal?.isAccepted == true && (isHeld || deal?.paid != nil)
    let reason = house.unavailable(
      posted,
      to: record,
      despite: optOut.map { _ in Signal(gpc: true) }
    )
    var missing: [Attribute.Name] = []
    if case .unanswered(let names)? = reason { missing = names }
    guard reason == nil || !missing.isEmpty || deal?.answer != nil else { return nil }
    let name = words.title(of: offer.recipient)
    let stands = Self.stands(deal, isAccepted: isAccepted, name, language)
    var choices: [Choice] = []
    if isAccepted {
      choices = [Choice(answer: "withdraw", says: language("Stop this"))]
    } else if reason == nil {
      choices =
        (isLoose ? [] : [Choice(answer: "accept", says: language("Accept"))])
        + [Choice(answer: "decline", says: language("No"))]
    }
    self.init(
      id: offer.id.rawValue,
      terms: offer.terms(by: rules).rawValue,
      word: stands.word,
      says: stands.says,
      isAccepted: isAccepted,
      title: language(
        "{reward} from {name}",
        ["reward": String(describing: offer.reward), "name": name]
      ),
      who: name,
      text: offer.text,
      sentence: rules.purpose(offer.purpose)?.sentence ?? offer.purpose.rawValue,
      fields: offer.attributes.map { words.title(of: $0) },
      lasts: language(
        "Your yes lasts {term}, from when you say it.",
        ["term": language.term(offer.duration)]
      ),
      reward: language(
        "{reward}, once {name} has got this. It stays yours, whatever you say later.",
        ["reward": String(describing: offer.reward), "name": name]
      ),
      worth: language(
        "About {worth} to {name}, by their own estimate. How they reckon: {method}.",
        [
          "worth": String(describing: offer.worth.money), "name": name,
          "method": offer.worth.method,
        ]
      ),
      closes: Moment(offer.closes, language),
      conflict: optOut != nil && !isAccepted && reason == nil
        ? language(
          "Your browser says: do not sell or share. If you say yes here, your yes counts."
        ) : nil,
      blocked: missing.isEmpty
        ? nil
        : language(
          "You have not told us this, so there is nothing to give: {names}.",
          ["names": language.list(missing.map { words.title(of: $0) })]
        ),
      choices: choices,
      hasChoices: !choices.isEmpty
    )
  }

  private static func stands(
    _ deal: Deal?,
    isAccepted: Bool,
    _ name: String,
    _ language: Language
  ) -> (word: String, says: String) {
    if deal?.paid != nil {
      return (language("Paid"), language("The reward is yours, and stays yours."))
    }
    switch deal?.answer {
    case .accepted(let date) where isAccepted:
      let values = ["day": language.day(date), "name": name]
      return (
        language("Accepted"),
        language("You said yes on {day}. {name} has got nothing yet.", values)
      )
    case .accepted(let date):
      return (
        language("Run out"),
        language(
          "You said yes on {day}, and it ran out before {name} got anything.",
          ["day": language.day(date), "name": name]
        )
      )
    case .declined(let date):
      return (language("No"), language("You said no on {day}.", ["day": language.day(date)]))
    case .withdrawn(let date):
      return (
        language("Stopped"),
        language("You took back your yes on {day}.", ["day": language.day(date)])
      )
    case nil:
      return (
        language("Waiting for you"), language("You have not said yes, so nothing is used for this.")
      )
    }
  }
}

extension OffersPage.Line {
  /// - Parameter recipients: who made which offer.
  init?(
    _ line: Statement.Line,
    _ recipients: [Offer.ID: Recipient.Name],
    _ words: Words
  ) {
    let language = words.language
    switch (line.why, line.change) {
    case (.rewarded(_, let offer), .gained(let money)):
      says = language(
        "{recipient} got what you agreed to. This is yours: {reward}.",
        ["recipient": words.title(of: recipients[offer]), "reward": String(describing: money)]
      )
    case (.paidOut(_, let payout), .lost(let money)):
      says = language(
        "We paid out to you: {reward} (payout {name}).",
        ["reward": String(describing: money), "name": payout.rawValue]
      )
    default: return nil
    }
    time = Moment(line.time, language)
  }
}
