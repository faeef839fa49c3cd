import Foundation

/// An offer, as it was shown to a person.
public struct Offering: Hashable, Sendable {
  public let consent: Consent
  public let attributes: [Attribute.Name]
  public let duration: Term
  public let reward: Reward
  public let worth: Worth
  /// The hash of exactly what was shown.
  public let terms: Notice.Hash
}

/// A yes to an offer.
public struct Acceptance: Hashable, Sendable {
  public let consent: Consent
  public let reward: Reward
  /// The hash of exactly what was shown.
  public let terms: Notice.Hash
}

/// A reward that became the person's, or money of theirs that was paid out.
public struct Payment: Hashable, Sendable {
  public enum Why: Hashable, Sendable {
    /// What they agreed to was delivered.
    case delivered(Consent)
    /// It stands in a payout file, under this name.
    case paidOut(Payout.ID)
  }

  public let why: Why
  public let reward: Reward
}

extension Offering: Recorded {
  var json: JSON {
    .members([
      "attributes": .names(attributes),
      "duration": .string(String(describing: duration)),
      "offer": .name(consent.offer),
      "purpose": .name(consent.purpose),
      "recipient": .name(consent.recipient),
      "reward": reward.json,
      "terms": .name(terms),
      "worth": worth.json,
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let worth = json["worth"] else { throw Malformed("an offer without a worth") }
    self.init(
      consent: try json.paidConsent(),
      attributes: try json.names("attributes"),
      duration: try json.term("duration"),
      reward: try json.reward(),
      worth: try Worth(worth),
      terms: try json.name("terms")
    )
  }
}

extension Acceptance: Recorded {
  var json: JSON {
    .members([
      "offer": .name(consent.offer),
      "purpose": .name(consent.purpose),
      "recipient": .name(consent.recipient),
      "reward": reward.json,
      "terms": .name(terms),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    self.init(
      consent: try json.paidConsent(),
      reward: try json.reward(),
      terms: try json.name("terms")
    )
  }
}

extension Payment: Recorded {
  var json: JSON {
    switch why {
    case .delivered(let consent): ["for": consent.json, "reward": reward.json]
    case .paidOut(let payout): ["payout": .string(payout.rawValue), "reward": reward.json]
    }
  }

  init(_ json: JSON) throws(Malformed) {
    if let consent = json["for"] {
      self.init(why: .delivered(try consent.paidConsent()), reward: try json.reward())
    } else {
      self.init(why: .paidOut(try json.name("payout")), reward: try json.reward())
    }
  }
}

extension JSON {
  /// A consent that names its offer.
  fileprivate func paidConsent() throws(Malformed) -> Consent {
    let consent = try Consent(self)
    guard consent.offer != nil else { throw Malformed("no offer") }
    return consent
  }

  fileprivate func reward() throws(Malformed) -> Reward {
    guard let reward = self["reward"] else { throw Malformed("no reward") }
    return try Reward(reward)
  }
}
