import Foundation

/// What was offered to a person once, and what became of it.
public struct Deal: Hashable, Sendable {
  public enum Answer: Hashable, Sendable {
    case accepted(Date)
    case declined(Date)
    case withdrawn(Date)
  }

  public internal(set) var consent: Consent
  public internal(set) var reward: Reward
  /// The hash of what was shown when the answer was given, or last.
  public internal(set) var terms: Notice.Hash
  /// Nil while nothing was said.
  public internal(set) var answer: Answer?
  /// When the reward became the person's: it stays theirs, whatever they say later.
  public internal(set) var paid: Date?

  public var isAccepted: Bool { if case .accepted? = answer { true } else { false } }

  /// Whether the reward is owed as soon as what was agreed to is delivered.
  public var isDue: Bool { isAccepted && paid == nil }
}

extension Record {
  /// The offers whose reward is owed on delivery.
  public var due: [Offer.ID] { deals.filter(\.value.isDue).keys.sorted() }

  /// The offers whose reward became the person's.
  public var rewarded: [Offer.ID] { deals.filter { $0.value.paid != nil }.keys.sorted() }

  /// Whether any yes stands that a withdrawal of this one would end, paid ones included.
  public func hasYes(to consent: Consent) -> Bool {
    let isGranted = standings[consent]?.values.contains { standing in
      if case .granted = standing { true } else { false }
    }
    return isGranted == true
      || deals.values.contains {
        $0.isAccepted && ($0.consent == consent || $0.consent.unpaid == consent)
      }
  }

  /// What was accepted before and is not any more, with nothing delivered: those places are free.
  public func givenUp(since before: Record) -> [Offer.ID] {
    before.due.filter { deals[$0]?.isAccepted != true }
  }

  mutating func apply(_ offering: Offering, at time: Date) {
    guard let offer = offering.consent.offer, !(deals[offer]?.isAccepted ?? false) else { return }
    let before = deals[offer]
    deals[offer] = Deal(
      consent: offering.consent,
      reward: offering.reward,
      terms: offering.terms,
      answer: before?.answer,
      paid: before?.paid
    )
  }

  mutating func apply(_ acceptance: Acceptance, at time: Date) {
    guard let offer = acceptance.consent.offer else { return }
    deals[offer] = Deal(
      consent: acceptance.consent,
      reward: acceptance.reward,
      terms: acceptance.terms,
      answer: .accepted(time),
      paid: deals[offer]?.paid
    )
  }

  mutating func apply(_ payment: Payment, at time: Date) {
    guard case .delivered(let consent) = payment.why, let offer = consent.offer,
      deals[offer]?.paid == nil
    else { return }
    deals[offer]?.paid = time
  }

  /// A no to an offer declines it; a no to the same purpose at the same recipient, for nothing,
  /// ends every paid yes that stands there.
  mutating func decline(_ consent: Consent, at time: Date) {
    guard let offer = consent.offer else { return endDeals(under: consent, at: time) }
    guard let deal = deals[offer] else { return }
    deals[offer]?.answer = deal.isAccepted ? .withdrawn(time) : .declined(time)
  }

  mutating func withdraw(_ consent: Consent, at time: Date) {
    standings[consent] = standings[consent]?.mapValues { standing in
      guard case .granted = standing else { return standing }
      return .withdrawn(at: time)
    }
    optOut?.despite[consent] = nil
  }

  /// Whoever is told to stop stops altogether: nobody has to end each of their yeses by itself.
  mutating func endDeals(under consent: Consent, at time: Date) {
    for (offer, deal) in deals where deal.isAccepted {
      guard deal.consent == consent || deal.consent.unpaid == consent else { continue }
      deals[offer]?.answer = .withdrawn(time)
      withdraw(deal.consent, at: time)
    }
  }
}

extension Deal: Recorded {
  var json: JSON {
    .members([
      "answer": answer?.json,
      "consent": consent.json,
      "paid": .date(paid),
      "reward": reward.json,
      "terms": .name(terms),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let consent = json["consent"], let reward = json["reward"] else {
      throw Malformed("a deal without a consent or a reward")
    }
    self.init(
      consent: try Consent(consent),
      reward: try Reward(reward),
      terms: try json.name("terms"),
      answer: try json["answer"].map { answer throws(Malformed) in try Answer(answer) },
      paid: try json.optionalDate("paid")
    )
  }
}

extension Deal.Answer: Recorded {
  var json: JSON {
    switch self {
    case .accepted(let date): ["accepted": .integer(date.milliseconds)]
    case .declined(let date): ["declined": .integer(date.milliseconds)]
    case .withdrawn(let date): ["withdrawn": .integer(date.milliseconds)]
    }
  }

  init(_ json: JSON) throws(Malformed) {
    if let date = try json.optionalDate("accepted") {
      self = .accepted(date)
    } else if let date = try json.optionalDate("declined") {
      self = .declined(date)
    } else {
      self = .withdrawn(try json.date("withdrawn"))
    }
  }
}

extension [Offer.ID: Deal] {
  var json: JSON {
    .object(JSON.Members(map { ($0.rawValue, $1.json) }))
  }

  init(_ json: JSON) throws(Malformed) {
    guard case .object(let members) = json else { throw Malformed("deals are an object") }
    self = [:]
    for (name, deal) in members { self[Offer.ID(name)] = try Deal(deal) }
  }
}
