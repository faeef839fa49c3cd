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
  public private(set) var returns = 0
  /// Those whose places are not among `places` and `rewarded`.
  public private(set) var others = Others()

  /// How many people have a place, where it does not matter who.
  public struct Others: Hashable, Sendable {
    /// Who accepted and has had nothing yet.
    public var promised = 0
    /// Who has had the reward, those included who were erased since.
    public var rewarded = 0

    public init(promised: Int = 0, rewarded: Int = 0) {
      self.promised = promised
      self.rewarded = rewarded
    }
  }

  /// What a person has in an offer.
  public enum Place: Hashable, Sendable {
    case held(until: Date)
    case rewarded
  }

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

  /// An offer as it was stored, with the place of one person and the count of all others.
  public init(
    stored offer: Offer,
    closed: Date?,
    returns: Int,
    others: Others,
    _ place: (person: Person.ID, place: Place)? = nil
  ) {
    self.offer = offer
    self.closed = closed
    self.returns = returns
    self.others = others
    switch place?.place {
    case .held(let until)?: places = place.map { [$0.person: until] } ?? [:]
    case .rewarded?: rewarded = place.map { [$0.person] } ?? []
    case nil: break
    }
  }

  /// How many have accepted, whether they have had their reward or not.
  public var people: Int {
    places.count + rewarded.count + others.promised + others.rewarded
  }

  public var isFull: Bool { people >= offer.wanted }

  /// Why nobody can accept it now; nil while somebody can.
  public func unavailable(at now: Date) -> Offer.Unavailable? {
    if let closed { return .closed(since: closed) }
    if now < offer.opens { return .notYetOpen(until: offer.opens) }
    if now >= offer.closes { return .over(since: offer.closes) }
    return isFull ? .full : nil
  }

  /// Takes a place, if the person may have one.
  mutating func take(
    _ person: Person.ID,
    until: Date,
    at now: Date
  ) throws(Offer.Unavailable) {
    if rewarded.contains(person) { throw .alreadyRewarded }
    if let held = places[person], held > now { throw .alreadyAccepted }
    if let reason = unavailable(at: now) { throw reason }
    give(person, until: until)
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
      rest = try held.subtracting(try reward.times(places.count + others.promised))
    } catch {
      throw error == .tooMuch ? .tooMuch : .notEnough(.escrow(offer.id))
    }
    guard !rest.isNone else { return }
    let why = Posting.Why.returned(from: offer.id, to: offer.recipient, number: returns + 1)
    try books.post(Posting(why, rest, at: now))
    returns += 1
  }
}
