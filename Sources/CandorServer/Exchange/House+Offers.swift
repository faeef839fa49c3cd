import Candor
import Foundation

/// Offers as the house makes them, closes them and pays for them.
extension House {
  /// What all money is counted in here.
  ///
  /// - Throws: `Invalid` when nothing may be offered for.
  func currency() throws -> Currency {
    guard gate.rules.sale == .exchange, let exchange = gate.rules.exchange else {
      throw Invalid([
        Problem("", "the rules say 'sale: never': nothing is sold here, at no price")
      ])
    }
    return exchange.currency
  }

  /// Posts an offer and sets its escrow aside; the same offer twice is one.
  func post(_ offer: Offer) async throws -> Posted {
    let (now, rules) = (now(), gate.rules)
    return try await store.write { transaction in
      if let known = try transaction.posted(offer.id, of: nil, at: now) {
        guard known.offer == offer else {
          throw Invalid([Problem("id", "'\(offer.id)' is posted already, with other terms")])
        }
        return known
      }
      var books = try transaction.books(of: [.funding(offer.recipient), .escrow(offer.id)])
      let posted = try Posted(offer, under: rules, in: &books, at: now)
      try transaction.put(posted)
      for posting in books.postings { try transaction.append(posting) }
      for text in offer.texts(keptSince: now, by: rules) { try transaction.put(text) }
      return posted
    }
  }

  /// Takes no more yeses, and gives back to the recipient what nobody can have any more.
  ///
  /// Done again, it gives back what became free since.
  func close(_ id: Offer.ID) async throws -> Posted {
    let now = now()
    return try await store.write { transaction in
      guard var posted = try transaction.posted(id, of: nil, at: now) else {
        throw NoSuch(what: "offer")
      }
      posted.close(at: now)
      let recipient = posted.offer.recipient
      var books = try transaction.books(of: [.escrow(id), .funding(recipient)])
      try posted.returnRest(in: &books, at: now)
      try transaction.put(posted)
      for posting in books.postings { try transaction.append(posting) }
      return posted
    }
  }

  func posted(_ id: Offer.ID, of person: Person.ID? = nil) async throws -> Posted {
    let now = now()
    guard let posted = try await store.read({ try $0.posted(id, of: person, at: now) }) else {
      throw NoSuch(what: "offer")
    }
    return posted
  }

  /// All offers, each with the place of a person.
  func allPosted(of person: Person.ID? = nil) async throws -> [Posted] {
    let now = now()
    return try await store.read { reader in
      try reader.offers().compactMap { try reader.posted($0.id, of: person, at: now) }
    }
  }

  /// Books what a recipient paid in; the same transfer twice is one.
  ///
  /// - Returns: what is theirs and set aside for nothing.
  func fund(
    _ recipient: Recipient.Name,
    _ amount: Money,
    reference: String
  ) async throws -> Money {
    let now = now()
    return try await store.write { transaction in
      let posting = Posting(.deposited(by: recipient, reference: reference), amount, at: now)
      do {
        try transaction.append(posting)
      } catch is Occupied {
        let known = try transaction.postings(of: .funding(recipient))
        guard known.contains(where: { $0.why == posting.why && $0.amount == amount }) else {
          throw Invalid([Problem("reference", "came in before, with another amount")])
        }
      }
      return try transaction.balances(of: .funding(recipient))[amount.currency]
        ?? .none(in: amount.currency)
    }
  }

  /// Puts what is people's into a payout file, each with their record in one transaction.
  ///
  /// The same file comes again under its name. What was cut off halfway is in the next one.
  /// - Returns: nil when nobody has as much.
  func payOut(_ id: Payout.ID, least: Money?) async throws -> Payout? {
    // One that is half made would be sent to the bank by whoever asks again.
    guard payouts.begin(id) else { throw StillRunning() }
    defer { payouts.end(id) }
    let (now, currency) = (now(), try currency())
    var books = try Books(try await store.read { try $0.postings(of: nil) })
    let isKnown = books.hasPaidOut(id)
    let payout = try books.payOut(id, in: currency, least: least, at: now)
    guard let payout, !isKnown else { return payout }
    let contents = payout.contents
    for line in payout.lines {
      guard let content = contents[line.person] else { continue }
      do {
        _ = try await vault.write(to: line.person, at: now) { _ in
          (Vault.Entry([content], steps: [.paidOut(id, line.amount)]), ())
        }
      } catch is Vault.UnknownPerson {
        // Whoever was erased left the money behind: nobody can say any more whose it was.
        continue
      } catch is Occupied {
        // Another server makes the same file.
        continue
      } catch is Books.Refused {
        // The money is in another file by now.
        continue
      }
    }
    let paid = try await store.read { try $0.postings(of: .payout) }
    let made = Payout(id, in: currency, paid)
    return made.lines.isEmpty ? nil : made
  }

  func statement(of person: Person.ID) async throws -> Statement {
    let currency = try currency()
    _ = try await vault.record(of: person)
    let postings = try await store.read { try $0.postings(of: .person(person)) }
    return try Statement(of: [.person(person)], in: currency, postings)
  }
}

/// What a person says to an offer.
extension House {
  enum OfferAnswer: Sendable {
    /// - Parameter despite: a signal against it that was shown beside the offer.
    case accept(shown: Notice.Hash, despite: Signal?)
    case decline(shown: Notice.Hash)
    case withdraw
  }

  func answer(
    _ id: Offer.ID,
    _ answer: OfferAnswer,
    by person: Person.ID,
    _ wish: Wish = Wish()
  ) async throws -> Changed {
    let (now, gate) = (now(), gate)
    let posted = try await posted(id, of: person)
    var steps: [Offer.Step] = []
    if case .accept = answer {
      steps = [.accepted(id, until: posted.offer.duration.end(from: now))]
    }
    return try await change(person, steps: steps, wish) { record in
      var posted = posted
      switch answer {
      case .accept(let shown, let despite):
        return try posted.accept(shown, by: record, despite: despite, through: gate, at: now)
      case .decline(let shown):
        guard posted.offer.allTerms(by: gate.rules).contains(shown) else {
          throw Offer.Unavailable.otherTerms
        }
        return posted.decline(shown, by: record)
      case .withdraw: return posted.withdraw(by: record)
      }
    }
  }

  /// Why the person cannot accept the offer as it is shown here; nil when they can.
  func unavailable(
    _ posted: Posted,
    to record: Record,
    despite: Signal? = nil
  ) -> Offer.Unavailable? {
    var tried = posted
    let terms = posted.offer.terms(by: rules)
    do {
      _ = try tried.accept(terms, by: record, despite: despite, through: gate, at: now())
      return nil
    } catch {
      return error
    }
  }
}
