import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// What every store promises of offers, of places and of the books.
struct OfferTests {
  private static let euro = Currency("EUR") ?? .dollar

  private static func cents(_ minor: Int64) -> Money {
    Money(minor: minor, euro) ?? .none(in: euro)
  }

  private static func offer(_ id: Offer.ID = "voyage", wanted: Int = 2) -> Offer {
    Offer(
      id,
      by: "tern-travel",
      for: "offers",
      attributes: ["genres"],
      duration: Term(20, .day),
      reward: .money(cents(20)),
      wanted: wanted,
      escrow: cents(20 * Int64(wanted)),
      worth: Worth(cents(25), method: "what we paid last year, by each"),
      text: "We send you voyages \u{10000}.",
      opens: .start,
      closes: .start.after(days: 10)
    )
  }

  private static func posted(_ offer: Offer, closed: Date? = nil, returns: Int = 0) -> Posted {
    Posted(stored: offer, closed: closed, returns: returns, others: .init())
  }

  private static let until = Date.start.after(days: 20)

  @Test(arguments: StoreUnderTest.allCases)
  func `an offer comes back as it was posted, and only its end changes`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let offers = [Self.offer("b"), Self.offer("a")]
      try await store.write { for offer in offers { try $0.put(Self.posted(offer)) } }
      #expect(try await store.read { try $0.offers() } == offers)
      let other = Self.posted(Self.offer("b", wanted: 9), closed: .start, returns: 3)
      try await store.write { try $0.put(other) }
      let found = try await store.read { try $0.posted("b", of: nil, at: .start) }
      #expect(found == Self.posted(offers[0], closed: .start, returns: 3))
      #expect(try await store.read { try $0.offers() } == offers)
      #expect(try await store.read { try $0.posted("c", of: nil, at: .start) } == nil)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a place is one person's, and a number to all others`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      try await store.write { transaction in
        try transaction.put(Self.posted(Self.offer()))
        try transaction.put(.held(until: Self.until), of: Cast.mara.id, in: "voyage")
        try transaction.put(.rewarded, of: Cast.teodor.id, in: "voyage")
      }
      func seen(by person: Person.ID?, at now: Date = .start) async throws -> Posted {
        try #require(try await store.read { try $0.posted("voyage", of: person, at: now) })
      }
      let byMara = try await seen(by: Cast.mara.id)
      #expect(byMara.places == [Cast.mara.id: Self.until])
      #expect(byMara.others == .init(rewarded: 1))
      let byTeodor = try await seen(by: Cast.teodor.id)
      #expect(byTeodor.rewarded == [Cast.teodor.id])
      #expect(byTeodor.others == .init(promised: 1))
      #expect(try await seen(by: nil).people == 2)
      // The yes ran out, and with it the place.
      #expect(try await seen(by: Cast.mara.id, at: Self.until).people == 1)
      try await store.write { transaction in
        try transaction.free(Cast.mara.id, in: "voyage")
        try transaction.free(Cast.teodor.id, in: "voyage")
      }
      #expect(try await seen(by: nil).others == .init(rewarded: 1))
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `an erasure frees a place, but not the reward that was had`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      try await store.write { transaction in
        try transaction.put(Self.posted(Self.offer()))
        for member in [Cast.mara, .teodor] {
          try transaction.append([], snapshot: .number(0), of: member.id, after: nil)
        }
        try transaction.put(.held(until: Self.until), of: Cast.mara.id, in: "voyage")
        try transaction.put(.rewarded, of: Cast.teodor.id, in: "voyage")
      }
      for member in [Cast.mara, .teodor] {
        try await store.write { try $0.erase(member.id, leaf: nil) }
      }
      let found = try await store.read { try $0.posted("voyage", of: Cast.teodor.id, at: .start) }
      #expect(found?.others == .init(rewarded: 1))
      #expect(found?.rewarded == [])
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `what is booked is booked once, and never below nothing`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let lines = [
        Posting(.deposited(by: "tern-travel", reference: "1"), Self.cents(40), at: .start),
        Posting(.setAside(for: "voyage", by: "tern-travel"), Self.cents(40), at: .start),
        Posting(.rewarded(Cast.mara.id, for: "voyage"), Self.cents(20), at: .start),
        Posting(
          .returned(from: "voyage", to: "tern-travel", number: 1),
          Self.cents(20),
          at: .start
        ),
        Posting(.refunded(to: "tern-travel", reference: "2"), Self.cents(5), at: .start),
        Posting(.paidOut(to: Cast.mara.id, in: "june"), Self.cents(15), at: .start),
        Posting(.sent("june"), Self.cents(15), at: .start),
      ]
      for line in lines { try await store.write { try $0.append(line) } }
      #expect(try await store.read { try $0.postings(of: nil) } == lines)
      #expect(
        try await store.read { try $0.postings(of: .person(Cast.mara.id)) } == [lines[2], lines[5]]
      )
      let books = try Books(lines)
      for (account, held) in books.balances {
        #expect(try await store.read { try $0.balances(of: account) } == held)
      }
      #expect(try await store.read { try $0.balances(of: .payout) }.isEmpty)
      await #expect(throws: Occupied.self) {
        try await store.write { try $0.append(lines[0]) }
      }
      await #expect(throws: Books.Refused.notEnough(.person(Cast.mara.id))) {
        try await store.write {
          let more = Posting(.paidOut(to: Cast.mara.id, in: "july"), Self.cents(6), at: .start)
          try $0.append(more)
        }
      }
      #expect(try await store.read { try $0.postings(of: nil) } == lines)
    }
  }
}
