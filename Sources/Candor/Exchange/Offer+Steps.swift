import Foundation

extension Offer {
  /// What goes with what a record says of an offer: a place, money, both in its transaction.
  public enum Step: Sendable {
    /// A yes takes a place, if there still is one.
    case accepted(Offer.ID, until: Date)
    /// What was agreed to was delivered.
    case delivered(Offer, Permitted)
    /// The person's money stands in a payout file.
    case paidOut(Payout.ID, Money)
  }

  /// What is owed once this was let through to the recipient: the reward, in the record and in
  /// the books.
  ///
  /// Belongs into the entry that says what the recipient got.
  /// - Returns: nil when nothing is owed: the person did not accept it, or had the reward before.
  /// - Throws: `otherUse` when what was let through is not what was agreed to.
  public func delivered(
    _ permitted: Permitted,
    to record: Record
  ) throws(Unavailable) -> Vault.Entry? {
    guard record.deals[id]?.isDue == true else { return nil }
    guard permitted.use == use, permitted.person == record.person else { throw .otherUse }
    return Vault.Entry(
      [.paid(Payment(why: .delivered(consent), reward: reward))],
      steps: [.delivered(self, permitted)]
    )
  }
}

extension Disclosure {
  /// What keeps a copy from being what people were told who accepted the offer; nothing when it is.
  public func broken(under offer: Offer) -> [Problem] {
    var problems: [Problem] = []
    func hold(_ holds: Bool, _ path: String) {
      if !holds { problems.append(Problem(path, "is not what the offer '\(offer.id)' says")) }
    }
    hold(recipient == offer.recipient, "recipient")
    hold(purpose == offer.purpose, "purpose")
    hold(Set(attributes) == Set(offer.attributes), "attributes")
    if !audience.isEmpty {
      problems.append(Problem("audience", "has no place under an offer: whoever accepts is in it"))
    }
    return problems
  }
}

extension Offer.Step {
  /// - Throws: `Offer.Unavailable` when the last place is gone, or the books do not hold as much.
  func write(of person: Person.ID, at now: Date, to transaction: any StoreWriter) throws {
    switch self {
    case .accepted(let id, let until):
      var posted = try transaction.known(id, of: person, at: now)
      try posted.take(person, until: until, at: now)
      try transaction.put(.held(until: until), of: person, in: id)
    case .delivered(let offer, let permitted):
      var posted = try transaction.known(offer.id, of: person, at: now)
      guard posted.offer == offer else { throw Offer.Unavailable.otherUse }
      let accounts: [Account] = [.escrow(offer.id), .person(person)]
      var books = try transaction.books(of: accounts)
      _ = try posted.deliver(permitted, in: &books)
      for posting in books.postings { try transaction.append(posting) }
      try transaction.put(.rewarded, of: person, in: offer.id)
    case .paidOut(let payout, let money):
      try transaction.append(Posting(.paidOut(to: person, in: payout), money, at: now))
    }
  }
}

extension StoreReader {
  /// An offer with the place of one person.
  ///
  /// - Throws: `NotStored` when there is no such offer.
  func known(_ id: Offer.ID, of person: Person.ID?, at now: Date) throws -> Posted {
    guard let posted = try posted(id, of: person, at: now) else { throw NotStored() }
    return posted
  }

  /// The books with these accounts alone, and without a line: `postings` is what a step adds.
  ///
  /// What was booked before is not known to them; the store refuses it when it is appended.
  public func books(of accounts: [Account]) throws -> Books {
    var held: [Account: [Currency: Money]] = [:]
    for account in accounts { held[account] = try balances(of: account) }
    return Books(holding: held)
  }
}
