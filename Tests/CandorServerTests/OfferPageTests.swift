import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `The page of offers` {
  private func visit(
    _ client: any TestClientProtocol,
    _ path: String,
    _ session: String
  ) async throws -> String {
    try await client.call(.get, path, key: nil, headers: [.cookie: "candor=\(session)"]).text
  }

  /// Clicks a button of an offer, with what its form holds.
  private func click(
    _ answer: String,
    terms: String,
    _ client: any TestClientProtocol,
    _ session: String
  ) async throws -> Answered {
    // As a browser says it of a form of ours.
    let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
    return try await client.call(
      .post,
      "/me/offers",
      "offer=voyage&terms=\(terms)&answer=\(answer)",
      key: nil,
      type: "application/x-www-form-urlencoded",
      headers: [.cookie: "candor=\(session)", site: "same-origin"]
    )
  }

  private func buttons(of page: String) -> [String] {
    page.matches(of: /<button class="button" name="answer" value="([a-z]+)">/).map {
      String($0.1)
    }
  }

  @Test func `says all terms, and takes a yes, a no and a stop`() async throws {
    let test = try await TestHouse.market()
    let notice = try test.notice
    try await test.test { client in
      _ = try await client.fund("1.00", "t-1")
      #expect(try await client.post(test.terms()).status == 201)
      let person = try await client.person(notice, genres: ["Film"])
      let id = try #require(Person.ID(person))
      let session = try await test.house.beginSession(of: id)
      let strange = try await visit(client, "/me/offers", session)
      #expect(buttons(of: strange) == ["decline"])
      #expect(strange.contains("Sign in with one"))
      let shown = try #require(strange.firstMatch(of: /name="terms" value="([0-9a-f]{64})"/)).1
      _ = try await click("accept", terms: String(shown), client, session)
      #expect(try await test.house.vault.record(of: id).deals["voyage"]?.isAccepted != true)
      try await test.address("reader@cast.example", of: id)
      let asked = try await visit(client, "/me/offers", session)
      for words in [
        "0.20 EUR from Meridian Travel", "Who asks", "What for", "What you are curious about",
        "Your yes lasts 20 days", "About 0.25 EUR to Meridian Travel",
        "what we paid for such an answer last year, by each", "Open until", "Nothing changes.",
        "We plan journeys by what people read.", "You have 0.00 EUR with us",
      ] {
        #expect(asked.contains(words), "\(words)")
      }
      #expect(buttons(of: asked) == ["accept", "decline"])
      #expect(!asked.contains("checked") && !asked.contains("autofocus"))
      let terms = try #require(asked.firstMatch(of: /name="terms" value="([0-9a-f]{64})"/)).1

      let stale = try await click("accept", terms: "00", client, session)
      #expect(stale.headers[.location] == "/me/offers?note=stale")
      #expect(try await test.house.vault.record(of: id).deals.isEmpty)

      _ = try await click("accept", terms: String(terms), client, session)
      let accepted = try await visit(client, "/me/offers", session)
      #expect(accepted.contains("Meridian Travel has got nothing yet."))
      #expect(buttons(of: accepted) == ["withdraw"])
      #expect(try await visit(client, "/me", session).contains("href=\"/me/offers\""))

      _ = try await click("withdraw", terms: String(terms), client, session)
      #expect(try await visit(client, "/me/offers", session).contains("You took back your yes"))
      _ = try await click("accept", terms: String(terms), client, session)
      try await test.deliver("voyage", to: id)
      let paid = try await visit(client, "/me/offers", session)
      #expect(paid.contains("Meridian Travel got what you agreed to. This is yours: 0.20 EUR."))
      #expect(paid.contains("You have 0.20 EUR with us"))
      #expect(buttons(of: paid) == ["withdraw"])
    }
  }

  @Test func `asks nobody for what they have not told, and shows no offer that is full`()
    async throws
  {
    let test = try await TestHouse.market()
    let notice = try test.notice
    try await test.test { client in
      _ = try await client.fund("1.00", "t-1")
      _ = try await client.post(test.terms(wanted: 1, escrow: "0.20"))
      let silent = try await test.house.meet().person
      let session = try await test.house.beginSession(of: silent)
      let page = try await visit(client, "/me/offers", session)
      #expect(page.contains("You have not told us this, so there is nothing to give:"))
      #expect(buttons(of: page) == [])
      let person = try await client.person(notice, genres: ["Film"])
      _ = try await client.answer("voyage", "accept", by: person)
      #expect(
        try await visit(client, "/me/offers", session).contains("Nobody offers anything now.")
      )
    }
  }

  @Test func `is not there where nothing is sold`() async throws {
    let test = try await TestHouse()
    let person = try await test.house.meet().person
    let session = try await test.house.beginSession(of: person)
    try await test.test { client in
      let page = try await client.call(
        .get,
        "/me/offers",
        key: nil,
        headers: [.cookie: "candor=\(session)"]
      )
      #expect(page.status == 404)
      let record = try await visit(client, "/me", session)
      #expect(record.contains("We sell nothing.") && !record.contains("/me/offers"))
    }
    let market = try await TestHouse.market()
    let other = try await market.house.meet().person
    let open = try await market.house.beginSession(of: other)
    try await market.test { client in
      let record = try await visit(client, "/me", open)
      #expect(!record.contains("We sell nothing."))
    }
  }
}

@Suite struct `The price of selling` {
  @Test func `is reckoned from the figures in the address`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let page = try await client.call(.get, "/whatif", key: nil).text
      #expect(page.contains("Selling costs more than it brings: -40000.00 USD."))
      #expect(page.contains("one in 300 leaves"))
      let other = try await client.call(.get, "/whatif?price=1.00&churn=0&currency=EUR", key: nil)
      #expect(other.text.contains("Selling brings 100000.00 EUR more than it costs."))
    }
  }

  @Test(arguments: [
    ("price=0.205", "price"), ("currency=XAU", "currency"), ("people=many", "people"),
    ("sold=101", "sold"), ("churn=-1", "churn"), ("worth=", "worth"), ("years=101", "years"),
  ])
  func `points at the figure that cannot be read`(_ query: String, _ name: String) async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let page = try await client.call(.get, "/whatif?\(query)", key: nil).text
      #expect(page.contains("id=\"\(name)-mistake\""))
      #expect(page.matches(of: /-mistake" role/).count == 1)
      #expect(!page.contains("Selling brings"))
    }
  }
}

extension TestHouse {
  /// Makes an address lead back to somebody.
  func address(_ text: String, of person: Person.ID) async throws {
    let email = try #require(EmailAddress(text))
    let content = try house.rules.content(of: email, at: house.now())
    let handle = house.vault.keyring.handle(of: email)
    _ = try await house.vault.write(to: person, at: house.now()) { _ in
      (Vault.Entry([content], handles: [handle]), ())
    }
  }
}
