import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// Records, places and books move together, in every store.
struct BargainTests {
  private static func rules() throws -> Rules {
    let exchange = """
      sale: exchange

      exchange:
        currency: EUR
        purposes: [offers]

      """
    return try .changed("sale: never\n", to: exchange)
  }

  private static func cents(_ minor: Int64) throws -> Money {
    let euro = try #require(Currency("EUR"))
    return try #require(Money(minor: minor, euro))
  }

  private static func offer(wanted: Int) throws -> Offer {
    Offer(
      "voyage",
      by: "tern-travel",
      for: "offers",
      attributes: ["genres"],
      duration: Term(20, .day),
      reward: .money(try cents(20)),
      wanted: wanted,
      escrow: try cents(20 * Int64(wanted)),
      worth: Worth(try cents(25), method: "what we paid last year, by each"),
      text: "We send you voyages that fit what you read.",
      opens: .start,
      closes: .start.after(days: 10)
    )
  }

  /// A house in which the offer is posted, and the cast has told what it reads.
  private struct Setting {
    let vault: Vault
    let gate: Gate
    let offer: Offer
    let store: any Store

    init(_ store: any Store, wanted: Int) async throws {
      let rules = try BargainTests.rules()
      let offer = try BargainTests.offer(wanted: wanted)
      self.store = store
      self.offer = offer
      gate = Gate(rules)
      vault = try await Vault(store, .cast)
      for member in [Cast.mara, .teodor] {
        try await vault.meet(member.id, at: .start, Vault.Entry(rules.declared(by: member)))
      }
      try await store.write { transaction in
        guard let escrow = offer.escrow else { return }
        let why = Posting.Why.deposited(by: offer.recipient, reference: "1")
        try transaction.append(Posting(why, escrow, at: .start))
        var books = try transaction.books(of: [.funding(offer.recipient), .escrow(offer.id)])
        try transaction.put(Posted(offer, under: rules, in: &books, at: .start))
        for posting in books.postings { try transaction.append(posting) }
      }
    }

    func posted(at now: Date = .start) async throws -> Posted {
      let id = offer.id
      let posted = try await store.read { try $0.posted(id, of: nil, at: now) }
      return try #require(posted)
    }

    /// - Parameter posted: the offer as it was seen before anybody answered.
    func accept(_ posted: Posted, by member: Cast) async throws {
      let (gate, offer) = (gate, offer)
      _ = try await vault.write(to: member.id, at: .start) { record in
        var posted = posted
        let terms = offer.terms(by: gate.rules)
        let contents = try posted.accept(terms, by: record, through: gate, at: .start)
        let until = offer.duration.end(from: .start)
        return (Vault.Entry(contents, steps: [.accepted(offer.id, until: until)]), ())
      }
    }

    func deliver(to member: Cast) async throws {
      let (gate, offer) = (gate, offer)
      _ = try await vault.write(to: member.id, at: .start) { record in
        guard case .allowed(let permitted) = gate.decide(offer.use, on: record, at: .start) else {
          return (Vault.Entry([]), ())
        }
        return (try offer.delivered(permitted, to: record) ?? Vault.Entry([]), ())
      }
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `of two who take the last place at once, one gets it`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      let setting = try await Setting(store, wanted: 1)
      let seen = try await setting.posted()
      let got = await withTaskGroup(of: Cast?.self, returning: [Cast].self) { group in
        for member in [Cast.mara, .teodor] {
          group.addTask {
            do {
              try await setting.accept(seen, by: member)
              return member
            } catch {
              #expect(error as? Offer.Unavailable == .full)
              return nil
            }
          }
        }
        return await group.reduce(into: []) { got, member in if let member { got.append(member) } }
      }
      #expect(got.count == 1)
      #expect(try await setting.posted().people == 1)
      for member in [Cast.mara, .teodor] {
        let record = try await setting.vault.record(of: member.id)
        #expect((record.deals["voyage"] != nil) == got.contains(member))
      }
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a yes that was seen before another of the same person takes no second place`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let setting = try await Setting(store, wanted: 2)
      let seen = try await setting.posted()
      try await setting.accept(seen, by: .mara)
      await #expect(throws: Offer.Unavailable.alreadyAccepted) {
        try await setting.accept(seen, by: .mara)
      }
      #expect(try await setting.posted().people == 1)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `whoever says stop to the recipient leaves the place to another`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let setting = try await Setting(store, wanted: 1)
      let seen = try await setting.posted()
      try await setting.accept(seen, by: .mara)
      let stop = Withdrawal(Consent("offers", at: "tern-travel"))
      _ = try await setting.vault.write(to: Cast.mara.id, at: .start) { _ in
        (Vault.Entry([.withdrawn(stop)]), ())
      }
      #expect(try await setting.posted().people == 0)
      try await setting.accept(seen, by: .teodor)
      #expect(try await setting.posted().isFull)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `what is delivered is paid once, and an erasure makes no room for a second reward`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let setting = try await Setting(store, wanted: 1)
      try await setting.deliver(to: .mara)
      let mine = Account.person(Cast.mara.id)
      #expect(try await store.read { try $0.balances(of: mine) }.isEmpty)
      try await setting.accept(setting.posted(), by: .mara)
      for _ in 0..<2 { try await setting.deliver(to: .mara) }
      #expect(
        try await store.read { try $0.balances(of: mine) }.values.map(\.minor) == [20]
      )
      let record = try await setting.vault.record(of: Cast.mara.id)
      #expect(record.rewarded == ["voyage"])
      #expect(try Books(await store.read { try $0.postings(of: nil) }).isBalanced)
      try await setting.vault.erase(Cast.mara.id, at: .start)
      let seen = try await setting.posted()
      #expect(seen.isFull)
      #expect(seen.others == .init(rewarded: 1))
      await #expect(throws: Offer.Unavailable.full) {
        try await setting.accept(seen, by: .teodor)
      }
    }
  }
}
