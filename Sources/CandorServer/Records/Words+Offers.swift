import Candor

extension Words {
  func says(_ offering: Offering) -> String {
    language(
      """
      {recipient} offered you {reward} for a yes that lasts {term}. We think that what they ask for \
      is worth {worth}: {method}.
      """,
      [
        "recipient": title(of: offering.consent.recipient),
        "reward": String(describing: offering.reward),
        "term": language.term(offering.duration),
        "worth": String(describing: offering.worth.money),
        "method": offering.worth.method,
      ]
    )
  }

  func says(_ payment: Payment) -> String {
    let reward = String(describing: payment.reward)
    switch payment.why {
    case .delivered(let consent):
      return language(
        "{recipient} got what you agreed to. This is yours: {reward}.",
        ["recipient": title(of: consent.recipient), "reward": reward]
      )
    case .paidOut(let payout):
      return language(
        "We paid out to you: {reward} (payout {name}).",
        ["reward": reward, "name": payout.rawValue]
      )
    }
  }
}
