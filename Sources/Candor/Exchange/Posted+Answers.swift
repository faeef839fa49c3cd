import Foundation

extension Posted {
  /// What a record gains when the offer is shown for the first time.
  public func contentsShown(to record: Record, _ terms: Notice.Hash) -> [Event.Content] {
    if let deal = record.deals[offer.id], deal.terms == terms || deal.isAccepted { return [] }
    return [Self.offering(offer, terms)]
  }

  static func offering(_ offer: Offer, _ terms: Notice.Hash) -> Event.Content {
    .offered(
      Offering(
        consent: offer.consent,
        attributes: offer.attributes,
        duration: offer.duration,
        reward: offer.reward,
        worth: offer.worth,
        terms: terms
      )
    )
  }

  /// A yes to this offer and to no other: a grant that ends, and a place.
  ///
  /// - Parameters:
  ///   - shown: the hash of what the person read.
  ///   - despite: a signal against it that was shown beside the offer.
  /// - Returns: what the record gains.
  public mutating func accept(
    _ shown: Notice.Hash,
    by record: Record,
    despite: Signal? = nil,
    through gate: Gate,
    at now: Date
  ) throws(Offer.Unavailable) -> [Event.Content] {
    if record.deals[offer.id]?.paid != nil || rewarded.contains(record.person) {
      throw .alreadyRewarded
    }
    // A yes that ran out can be given anew.
    let isHeld = places[record.person].map { $0 > now } ?? false
    if isHeld, record.deals[offer.id]?.isAccepted == true { throw .alreadyAccepted }
    if let reason = unavailable(at: now) { throw reason }
    guard offer.allTerms(by: gate.rules).contains(shown) else { throw .otherTerms }
    let missing = offer.attributes.filter { !record.holds($0) }
    guard missing.isEmpty else { throw .unanswered(missing) }
    let until = offer.duration.end(from: now)
    let contents =
      contentsShown(to: record, shown)
      + [
        .accepted(Acceptance(consent: offer.consent, reward: offer.reward, terms: shown)),
        .granted(
          Grant(
            offer.consent,
            attributes: offer.attributes,
            notice: shown,
            until: until,
            despite: despite
          )
        ),
      ]
    // Nothing is promised for a yes that would let nothing through.
    let after = record.applying(record.events(adding: contents, at: now))
    let reasons = gate.reasons(against: offer.use, on: after, at: now)
    guard reasons.isEmpty else { throw .refused(reasons) }
    give(record.person, until: until)
    return contents
  }

  /// A no: it costs nothing, and can be said at any time.
  ///
  /// - Returns: what the record gains; nothing when it says so already.
  public mutating func decline(_ shown: Notice.Hash, by record: Record) -> [Event.Content] {
    if case .declined? = record.deals[offer.id]?.answer { return [] }
    release(record.person)
    return contentsShown(to: record, shown)
      + [.refused(Refusal(offer.consent, attributes: offer.attributes, notice: shown))]
  }

  /// The end of a yes, at any time; what was paid stays paid.
  ///
  /// - Returns: what the record gains; nothing when no yes stands.
  public mutating func withdraw(by record: Record) -> [Event.Content] {
    release(record.person)
    guard record.deals[offer.id]?.isAccepted == true else { return [] }
    return [.withdrawn(Withdrawal(offer.consent))]
  }

  /// What the person agreed to was delivered: the reward is theirs.
  ///
  /// Only what the Gate let through is rewarded, and only the first time.
  /// - Returns: what the record gains; nothing when it was rewarded before.
  public mutating func deliver(
    _ permitted: Permitted,
    in books: inout Books
  ) throws(Offer.Unavailable) -> [Event.Content] {
    guard permitted.use == offer.use else { throw .otherUse }
    let person = permitted.person
    if rewarded.contains(person) { return [] }
    guard places[person] != nil else { throw .notAccepted }
    if let money = offer.reward.money {
      let why = Posting.Why.rewarded(person, for: offer.id)
      do {
        try books.post(Posting(why, money, at: permitted.time))
      } catch {
        throw .books(error)
      }
    }
    reward(person)
    return [.paid(Payment(why: .delivered(offer.consent), reward: offer.reward))]
  }
}

extension Record {
  /// Whether there is anything to give for the attribute.
  fileprivate func holds(_ name: Attribute.Name) -> Bool {
    name == .acts ? !acts.isEmpty : answers[name] != nil
  }
}
