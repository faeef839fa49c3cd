import Foundation

/// Offers, places and books in memory, as the store that forgets keeps them.
struct MemoryExchange {
  private(set) var offers: [Posted] = []
  var places: [Offer.ID: [Person.ID: Posted.Place]] = [:]
  /// How many were rewarded and erased since.
  private var gone: [Offer.ID: Int] = [:]
  private(set) var books = Books()

  func posted(_ id: Offer.ID, of person: Person.ID?, at now: Date) -> Posted? {
    guard let posted = offers.first(where: { $0.offer.id == id }) else { return nil }
    var others = Posted.Others(rewarded: gone[id] ?? 0)
    var own: (Person.ID, Posted.Place)?
    for (holder, place) in places[id] ?? [:] {
      if case .held(let until) = place, until <= now { continue }
      switch (holder == person, place) {
      case (true, _): own = (holder, place)
      case (false, .held): others.promised += 1
      case (false, .rewarded): others.rewarded += 1
      }
    }
    return Posted(
      stored: posted.offer,
      closed: posted.closed,
      returns: posted.returns,
      others: others,
      own
    )
  }

  mutating func put(_ posted: Posted) {
    if let index = offers.firstIndex(where: { $0.offer.id == posted.offer.id }) {
      offers[index] = Posted(
        stored: offers[index].offer,
        closed: posted.closed,
        returns: posted.returns,
        others: .init()
      )
    } else {
      offers.append(posted)
    }
  }

  mutating func free(_ person: Person.ID, in offer: Offer.ID) {
    if case .held? = places[offer]?[person] { places[offer]?[person] = nil }
  }

  mutating func erase(_ person: Person.ID) {
    for (offer, held) in places {
      if held[person] == .rewarded { gone[offer, default: 0] += 1 }
      places[offer]?[person] = nil
    }
  }

  func postings(of account: Account?) -> [Posting] {
    guard let account else { return books.postings }
    return books.postings.filter { $0.debit == account || $0.credit == account }
  }

  mutating func append(_ posting: Posting) throws {
    guard !books.has(posting.why) else { throw Occupied() }
    try books.post(posting)
  }
}
