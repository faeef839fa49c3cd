import Candor
import CandorAPI
import CandorFixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

extension TestHouse {
  /// The demo, in which Meridian Travel may make offers.
  static func market() async throws -> TestHouse {
    try await TestHouse { rules in
      rules.replacing(
        "sale: never\n",
        with: """
          sale: exchange

          exchange:
            currency: EUR
            purposes: [travel-offers]
            least: 0.10

          """
      )
    }
  }

  /// Twenty cents for what somebody reads.
  func terms(_ id: String = "voyage", wanted: Int = 2, escrow: String? = "0.40") -> OfferTerms {
    OfferTerms(
      id: id,
      recipient: "meridian-travel",
      purpose: "travel-offers",
      attributes: ["genres"],
      duration: "20 days",
      reward: .init(money: "0.20"),
      wanted: wanted,
      escrow: escrow,
      worth: .init(money: "0.25", method: "what we paid for such an answer last year, by each"),
      text: "We plan journeys by what people read.",
      opens: clock.now.addingTimeInterval(-60).rfc3339,
      closes: clock.now.addingTimeInterval(10 * 86_400).rfc3339
    )
  }

  /// Delivers what was agreed to, as a copy under the offer does.
  func deliver(_ id: Offer.ID, to person: Person.ID) async throws {
    let posted = try await house.posted(id)
    let (gate, now) = (house.gate, clock.now)
    _ = try await house.vault.write(to: person, at: now) { record in
      guard case .allowed(let permitted) = gate.decide(posted.offer.use, on: record, at: now)
      else { return (Vault.Entry([]), ()) }
      return (try posted.offer.delivered(permitted, to: record) ?? Vault.Entry([]), ())
    }
  }
}

extension TestClientProtocol {
  func fund(_ amount: String, _ reference: String) async throws -> Answered {
    let body =
      #"{"recipient":"meridian-travel","amount":"\#(amount)","reference":"\#(reference)"}"#
    return try await call(.post, "/v1/funding", body)
  }

  func post(_ terms: OfferTerms) async throws -> Answered {
    let body = String(decoding: try JSONEncoder().encode(terms), as: UTF8.self)
    return try await call(.post, "/v1/offers", body)
  }

  func answer(_ offer: String, _ answer: String, by person: String) async throws -> Answered {
    let offers = try await call(.get, "/v1/people/\(person)/offers")
      .decoded(PersonOffersReply.self)
    let terms = offers.offers.first { $0.offer.id == offer }?.terms ?? ""
    return try await call(
      .post,
      "/v1/people/\(person)/offers/\(offer)",
      #"{"answer":"\#(answer)","terms":"\#(terms)"}"#
    )
  }
}

@Suite struct `Offers over HTTP` {
  @Test func `are posted once they are paid for, accepted, paid and paid out`() async throws {
    let test = try await TestHouse.market()
    let notice = try test.notice
    try await test.test { client in
      let unpaid = try await client.post(test.terms())
      #expect(unpaid.status == 422)
      #expect(try unpaid.problem.errors?.map(\.field) == ["escrow"])
      for _ in 0..<2 {
        let funded = try await client.fund("1.00", "t-1")
        #expect(funded.status == 201)
        #expect(try funded.decoded(FundingReply.self).balance == "1.00")
      }
      #expect(try await client.fund("2.00", "t-1").status == 422)
      for _ in 0..<2 { #expect(try await client.post(test.terms()).status == 201) }
      let other = test.terms(wanted: 1)
      #expect(try await client.post(other).status == 422)

      let person = try await client.person(notice, genres: ["Film"])
      let accepted = try await client.answer("voyage", "accept", by: person)
      #expect(accepted.status == 200)
      #expect(try !accepted.decoded(WriteReply.self).receipts.isEmpty)
      #expect(try await client.answer("voyage", "accept", by: person).status == 409)

      let id = try #require(Person.ID(person))
      for _ in 0..<2 { try await test.deliver("voyage", to: id) }
      let statement = try await client.call(.get, "/v1/people/\(person)/statement")
        .decoded(StatementReply.self)
      #expect(statement.balance == "0.20")
      #expect(statement.lines.map(\.of) == ["voyage"])

      for _ in 0..<2 {
        let payout = try await client.call(.post, "/v1/payouts", #"{"id":"june"}"#)
        #expect(payout.status == 201)
        let reply = try payout.decoded(PayoutReply.self)
        #expect(reply.total == "0.20")
        #expect(reply.csv.contains("\(person),0.20,EUR,june-1"))
      }
      let after = try await client.call(.get, "/v1/people/\(person)/statement")
        .decoded(StatementReply.self)
      #expect(after.balance == "0.00")
      #expect(after.lines.map(\.why) == ["rewarded", "paid-out"])
      let events = try await test.house.vault.events(of: id).map(\.content.kind)
      #expect(events.suffix(2) == ["paid", "paid"])
    }
  }

  @Test func `tell no count of people below ten`() async throws {
    let test = try await TestHouse.market()
    let notice = try test.notice
    try await test.test { client in
      _ = try await client.fund("3.00", "t-1")
      _ = try await client.post(test.terms("few", wanted: 1, escrow: "0.20"))
      _ = try await client.post(test.terms("many", wanted: 10, escrow: "2.00"))
      for number in 0..<10 {
        let person = try await client.person(notice, genres: ["Film"])
        if number == 0 { _ = try await client.answer("few", "accept", by: person) }
        let before = try await client.call(.get, "/v1/offers/many").decoded(OfferReply.self)
        #expect(before.people == nil)
        #expect(before.standing == "open")
        #expect(try await client.answer("many", "accept", by: person).status == 200)
      }
      let all = try await client.call(.get, "/v1/offers").decoded(OffersReply.self).offers
      #expect(all.map(\.people) == [nil, 10])
      #expect(all.map(\.standing) == ["open", "full"])
      let late = try await client.person(notice, genres: ["Film"])
      #expect(try await client.answer("few", "accept", by: late).status == 409)
    }
  }

  @Test func `need the scope, the terms that were read, and a house that takes them`()
    async throws
  {
    let test = try await TestHouse.market()
    let notice = try test.notice
    try await test.test { client in
      for path in ["/v1/offers", "/v1/offers/voyage"] {
        #expect(try await client.call(.get, path, key: TestHouse.readOnly).status == 403)
      }
      _ = try await client.fund("1.00", "t-1")
      _ = try await client.post(test.terms())
      let person = try await client.person(notice, genres: ["Film"])
      let path = "/v1/people/\(person)/offers/voyage"
      for answer in ["accept", "decline"] {
        #expect(try await client.call(.post, path, #"{"answer":"\#(answer)"}"#).status == 422)
        let stale = #"{"answer":"\#(answer)","terms":"00"}"#
        #expect(try await client.call(.post, path, stale).status == 409)
      }
      #expect(try await client.call(.get, "/v1/offers/gossip").status == 404)
    }
    let honest = try await TestHouse()
    try await honest.test { client in
      let refused = try await client.post(honest.terms())
      #expect(refused.status == 422)
      #expect(refused.text.contains("sale: never"))
    }
  }

  @Test(arguments: [7, 23, 20_261] as [UInt64])
  func `leave the books balanced, whatever is asked in whatever order`(
    _ seed: UInt64
  ) async throws {
    let test = try await TestHouse.market()
    let notice = try test.notice
    try await test.test { client in
      var dice = Dice(seed)
      var people: [String] = []
      for _ in 0..<4 { people.append(try await client.person(notice, genres: ["Film"])) }
      let offers = ["a", "b", "c"]
      var done: Set<Int> = []
      for step in 0..<80 {
        let (person, offer) = (dice.pick(people), dice.pick(offers))
        let status: Int
        switch dice.roll(0...7) {
        case 0: status = try await client.fund("0.\(dice.roll(10...90))", "t-\(step)").status
        case 1: status = try await client.post(test.terms(offer)).status
        case 2, 3: status = try await client.answer(offer, "accept", by: person).status
        case 4:
          status = try await client.answer(
            offer,
            dice.pick(["decline", "withdraw"]),
            by: person
          ).status
        case 5:
          let id = try #require(Person.ID(person))
          if try await test.house.allPosted().contains(where: { $0.offer.id.rawValue == offer }) {
            try await test.deliver(Offer.ID(offer), to: id)
          }
          status = 200
        case 6: status = try await client.call(.post, "/v1/offers/\(offer)/close").status
        default:
          status = try await client.call(.post, "/v1/payouts", #"{"id":"p-\#(step)"}"#).status
        }
        #expect(status < 500, "step \(step)")
        done.insert(status)
        test.clock.advance(3600)
      }
      let books = try Books(try await test.store.read { try $0.postings(of: nil) })
      #expect(books.isBalanced)
      for (account, held) in books.balances {
        #expect(try await test.store.read { try $0.balances(of: account) } == held)
      }
      // Whoever was promised a reward finds it in the escrow.
      for posted in try await test.house.allPosted() {
        let money = try #require(posted.offer.reward.money)
        let promised = try money.times(posted.others.promised)
        let held = books.balance(of: .escrow(posted.offer.id), in: money.currency)
        #expect(try !held.isLess(than: promised))
      }
      #expect(done.isSuperset(of: [200, 201]))
    }
  }
}
