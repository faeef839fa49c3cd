import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `Copies under an offer` {
  private static let body = """
    {"recipient":"meridian-travel","purpose":"travel-offers","attributes":["genres"],\
    "offer":"voyage"}
    """

  @Test func `pay whoever is in them, once, and the books say so`() async throws {
    let test = try await TestHouse.market()
    let notice = try test.notice
    try await test.test { client in
      _ = try await client.fund("1.00", "t-1")
      _ = try await client.post(test.terms())
      let willing = try await client.person(notice, genres: ["Film"])
      let silent = try await client.person(notice, genres: ["Film"])
      #expect(try await client.answer("voyage", "accept", by: willing).status == 200)
      #expect(try await client.answer("voyage", "decline", by: silent).status == 200)
      let agreed = try await client.call(.post, "/v1/disclosures", Self.body)
      #expect(agreed.status == 201, "\(agreed.text)")
      let reply: DisclosureReply = try agreed.decoded()
      #expect(reply.offer == "voyage")
      for _ in 0..<2 {
        let copy = try await client.call(.get, "/v1/disclosures/\(reply.id)/copy.ndjson")
        #expect(copy.status == 200)
        #expect(copy.text.contains("Film"))
      }
      var kinds: [String: [String]] = [:]
      for person in [willing, silent] {
        let id = try #require(Person.ID(person))
        let events = try await test.house.vault.events(of: id)
        kinds[person] = events.map(\.content.kind).filter { ["disclosed", "paid"].contains($0) }
      }
      #expect(kinds == [willing: ["disclosed", "paid"], silent: []])
      let statement = try await client.call(.get, "/v1/people/\(willing)/statement")
      #expect(try statement.decoded(StatementReply.self).balance == "0.20")

      #expect(try await client.call(.post, "/v1/payouts/june/settle").status == 404)
      _ = try await client.call(.post, "/v1/payouts", #"{"id":"june"}"#)
      for _ in 0..<2 {
        let settled = try await client.call(.post, "/v1/payouts/june/settle")
        #expect(settled.status == 200)
        #expect(try settled.decoded(PayoutReply.self).total == "0.20")
      }
      let books = try await client.call(.get, "/v1/books").decoded(BooksReply.self)
      #expect(books.balanced)
      #expect(
        books.accounts.map { "\($0.name): \($0.balance)" } == [
          "bank: 0.80", "escrow voyage: 0.20", "funding meridian-travel: 0.60", "people: 0.00",
        ]
      )
      #expect(try await client.call(.get, "/v1/books", key: TestHouse.readOnly).status == 403)
    }
  }

  @Test(arguments: [
    (#""attributes":["genres"]"#, #""attributes":["genres","trip-month"]"#, "attributes"),
    (#""offer""#, #""audience":{"genres":["Film"]},"offer""#, "audience"),
  ])
  func `are of what the offer says and of nothing else`(
    _ part: String,
    _ other: String,
    _ field: String
  ) async throws {
    let test = try await TestHouse.market()
    try await test.test { client in
      let missing = try await client.call(.post, "/v1/disclosures", Self.body)
      #expect(missing.status == 404)
      _ = try await client.fund("1.00", "t-1")
      _ = try await client.post(test.terms())
      let refused = try await client.call(
        .post,
        "/v1/disclosures",
        Self.body.replacing(part, with: other)
      )
      #expect(refused.status == 422)
      #expect(try refused.problem.errors?.map(\.field) == [field])
    }
  }

  @Test func `leave out whoever took the yes back, and pay them nothing`() async throws {
    let test = try await TestHouse.market()
    let notice = try test.notice
    try await test.test { client in
      _ = try await client.fund("1.00", "t-1")
      _ = try await client.post(test.terms())
      let person = try await client.person(notice, genres: ["Film"])
      _ = try await client.answer("voyage", "accept", by: person)
      let reply: DisclosureReply = try await client.call(.post, "/v1/disclosures", Self.body)
        .decoded()
      _ = try await client.answer("voyage", "withdraw", by: person)
      _ = try await client.call(.get, "/v1/disclosures/\(reply.id)/copy.csv")
      let statement = try await client.call(.get, "/v1/people/\(person)/statement")
        .decoded(StatementReply.self)
      #expect(statement.lines.isEmpty)
      let events = try await test.house.vault.events(of: #require(Person.ID(person)))
      #expect(!events.map(\.content.kind).contains("disclosed"))
    }
  }

  @Test func `a yes that is sent again under its key is one, with one reply`() async throws {
    let test = try await TestHouse.market()
    let notice = try test.notice
    try await test.test { client in
      _ = try await client.fund("1.00", "t-1")
      _ = try await client.post(test.terms())
      let person = try await client.person(notice, genres: ["Film"])
      let offers = try await client.call(.get, "/v1/people/\(person)/offers")
        .decoded(PersonOffersReply.self)
      let terms = try #require(offers.offers.first?.terms)
      var replies: [String] = []
      for _ in 0..<2 {
        let answered = try await client.call(
          .post,
          "/v1/people/\(person)/offers/voyage",
          #"{"answer":"accept","terms":"\#(terms)"}"#,
          headers: [.idempotencyKey: "yes-1"]
        )
        #expect(answered.status == 200)
        replies.append(answered.text)
      }
      #expect(replies[0] == replies[1])
    }
  }

  @Test func `stand in My record with a stop, and in the books after an erasure`() async throws {
    let test = try await TestHouse.market()
    let notice = try test.notice
    try await test.test { client in
      _ = try await client.fund("1.00", "t-1")
      _ = try await client.post(test.terms())
      let person = try await client.person(notice, genres: ["Film"])
      let id = try #require(Person.ID(person))
      let session = try await test.house.beginSession(of: id)
      var cookie: HTTPFields = [.cookie: "candor=\(session)"]
      if let name = HTTPField.Name("Sec-Fetch-Site") { cookie[name] = "same-origin" }
      let own = cookie
      func page(_ path: String) async throws -> String {
        try await client.call(.get, path, key: nil, headers: own).text
      }
      #expect(try await !page("/me").contains("gives you 0.20 EUR for it"))
      _ = try await client.answer("voyage", "accept", by: person)
      let record = try await page("/me")
      #expect(record.contains("gives you 0.20 EUR for it"))
      #expect(record.contains(#"<form method="post" action="/me/offers">"#))
      #expect(record.contains(#"<input type="hidden" name="offer" value="voyage">"#))
      #expect(try await page("/me/erase").contains("Nothing. Your record is written"))

      try await test.deliver("voyage", to: id)
      let erase = try await page("/me/erase")
      #expect(erase.contains("stays in our books, under a number and no name."))
      #expect(erase.contains("You have 0.20 EUR with us that is not paid out yet."))
      #expect(!erase.contains("Nothing. Your record is written"))

      let stopped = try await client.call(
        .post,
        "/me/offers",
        "offer=voyage&answer=withdraw",
        key: nil,
        type: "application/x-www-form-urlencoded",
        headers: own
      )
      #expect(stopped.status == 303)
      let after = try await page("/me")
      #expect(after.contains("gives you 0.20 EUR for it") && after.contains("Stopped on"))
      #expect(!after.contains(#"action="/me/offers""#))
    }
  }
}
