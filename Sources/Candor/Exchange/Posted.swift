import Foundation

/// An offer that is posted: who has a place in it, and who has had its reward.
///
/// What people said to it stands in their records; this holds no more than is needed to keep count.
public struct Posted: Hashable, Sendable {
  public let offer: Offer
  /// Who accepted and has had nothing yet, and until when their yes lasts.
  ///
  /// As much is kept in the escrow as all of them are promised.
  public private(set) var places: [Person.ID: Date] = [:]
  public private(set) var rewarded: Set<Person.ID> = []
  /// When the recipient closed it before its time.
  public private(set) var closed: Date?
  /// How often something of its escrow was returned.
  private(set) var returns = 0

  /// Posts an offer and sets its escrow aside.
  ///
  /// - Throws: `Invalid` with everything that is wrong with it.
  public init(
    _ offer: Offer,
    under rules: Rules,
    in books: inout Books,
    at now: Date
  ) throws(Invalid) {
    let problems = offer.broken(in: rules)
    guard problems.isEmpty else { throw Invalid(problems) }
    if let escrow = offer.escrow {
      do {
        let why = Posting.Why.setAside(for: offer.id, by: offer.recipient)
        guard try books.post(Posting(why, escrow, at: now)) else {
          throw Invalid([Problem("id", "'\(offer.id)' is posted already")])
        }
      } catch let invalid as Invalid {
        throw invalid
      } catch {
        let rule = "is not there: pay in first what the offer promises"
        throw Invalid([Problem("escrow", rule)])
      }
    }
    self.offer = offer
  }

  public var isFull: Bool { places.count + rewarded.count >= offer.wanted }

  /// Why nobody can accept it now; nil while somebody can.
  public func unavailable(at now: Date) -> Offer.Unavailable? {
    if let closed { return .closed(since: closed) }
    if now < offer.opens { return .notYetOpen(until: offer.opens) }
    if now >= offer.closes { return .over(since: offer.closes) }
    return isFull ? .full : nil
  }

  mutating func give(_ place: Person.ID, until: Date) { places[place] = until }

  mutating func reward(_ person: Person.ID) {
    places[person] = nil
    rewarded.insert(person)
  }

  /// Frees the place of somebody who is no longer bound; who was paid stays paid.
  public mutating func release(_ person: Person.ID) { places[person] = nil }

  /// Frees the places whose yes ran out before anything was delivered.
  public mutating func releaseLapsed(at now: Date) {
    places = places.filter { $0.value > now }
  }

  /// Takes no more yeses.
  ///
  /// What was promised before stays promised.
  public mutating func close(at now: Date) { closed = closed ?? now }

  /// Gives back to the recipient what nobody can have any more.
  ///
  /// Nothing while somebody can still accept.
  public mutating func returnRest(
    in books: inout Books,
    at now: Date
  ) throws(Books.Refused) {
    guard closed != nil || now >= offer.closes, let reward = offer.reward.money else { return }
    let rest: Money
    do {
      let held = books.balance(of: .escrow(offer.id), in: reward.currency)
      rest = try held.subtracting(try reward.times(places.count))
    } catch {
      throw error == .tooMuch ? .tooMuch : .notEnough(.escrow(offer.id))
    }
    guard !rest.isNone else { return }
    let why = Posting.Why.returned(from: offer.id, to: offer.recipient, number: returns + 1)
    try books.post(Posting(why, rest, at: now))
    returns += 1
  }
}
