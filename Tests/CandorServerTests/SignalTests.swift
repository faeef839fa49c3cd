import Candor
import CandorAPI
import CandorFixtures
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import CandorServer

@Suite struct `Global Privacy Control` {
  private static let line = "Your browser asks us not to sell or share: we do not."
  private let offers = Consent("travel-offers", at: "meridian-travel")
  private let use = """
    {"uses": [{"person": "PERSON", "purpose": "travel-offers", "recipient": "meridian-travel", \
    "attributes": ["genres"]}]}
    """

  struct Fields: Sendable, CustomTestStringConvertible {
    let lines: [String]
    var trailer: String?
    let asks: Bool

    var testDescription: String { "\(lines)\(trailer.map { " and behind the body \($0)" } ?? "")" }

    static let all = [
      Fields(lines: [], asks: false),
      Fields(lines: ["Sec-GPC: 1"], asks: true),
      Fields(lines: ["sec-gpc:1"], asks: true),
      Fields(lines: ["Sec-GPC: \t 1 \t"], asks: true),
      Fields(lines: ["Sec-GPC: 0"], asks: false),
      Fields(lines: ["Sec-GPC: true"], asks: false),
      Fields(lines: ["Sec-GPC: 1, 1"], asks: false),
      Fields(lines: ["Sec-GPC: 11"], asks: false),
      Fields(lines: ["Sec-GPC: \"1\""], asks: false),
      Fields(lines: ["Sec-GPC: 1;q=1"], asks: false),
      Fields(lines: ["Sec-GPC:"], asks: false),
      Fields(lines: ["Sec-GPC: 0", "Sec-GPC: 1"], asks: true),
      Fields(lines: ["Sec-GPC: 1", "Sec-GPC: 0"], asks: true),
      Fields(lines: ["Sec-GPC: 1", "Sec-GPC: 1"], asks: true),
      Fields(lines: ["Sec-GPC: 0", "Sec-GPC: true"], asks: false),
      Fields(lines: ["X-Sec-GPC: 1"], asks: false),
      Fields(lines: [], trailer: "Sec-GPC: 1", asks: false),
      Fields(lines: ["Sec-GPC: 1"], trailer: "Sec-GPC: 0", asks: true),
    ]

    /// A form that comes in chunks, with a field behind it, or a plain request.
    var request: String {
      let fields = lines.map { "\($0)\r\n" }.joined()
      guard let trailer else {
        return "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(fields)\r\n"
      }
      return """
        POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r
        Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r
        Trailer: Sec-GPC\r\nTransfer-Encoding: chunked\r\n\(fields)\r
        7\r\nemail=x\r\n0\r\n\(trailer)\r\n\r\n
        """
    }
  }

  @Test(arguments: Fields.all)
  func `over the wire`(_ fields: Fields) async throws {
    let test = try await TestHouse()
    let router = try await buildRouter(test.house)
    try await Application(router: router).test(.live) { client in
      let page = try await Wire.exchange(fields.request, port: try #require(client.port))
      #expect(page.contains("Lanternfish"), "\(page.prefix(200))")
      #expect(page.contains(Self.line) == fields.asks)
    }
  }

  @Test func `is said to be obeyed`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let answered = try await client.call(.get, "/.well-known/gpc.json", key: nil)
      #expect(answered.headers[.contentType] == "application/json")
      #expect(answered.text == #"{"gpc":true,"lastUpdate":"2026-11-29"}"#)
    }
  }

  /// A browser with the control on, unless it is said to be off.
  private func visit(
    _ client: any TestClientProtocol,
    _ path: String,
    session: String? = nil,
    form: String? = nil,
    cookies: [String] = [],
    isOn: Bool = true
  ) async throws -> Answered {
    var headers = HTTPFields()
    for (name, value) in [("Sec-GPC", isOn ? "1" : "0"), ("Sec-Fetch-Site", "same-origin")] {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    let all = cookies + (session.map { ["candor=\($0)"] } ?? [])
    if !all.isEmpty { headers[.cookie] = all.joined(separator: "; ") }
    if form != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    let body = form.map { ByteBuffer(string: $0) }
    let method: HTTPRequest.Method = form == nil ? .get : .post
    return try await client.execute(uri: path, method: method, headers: headers, body: body) {
      Answered(status: $0.status.code, headers: $0.headers, body: Data($0.body.readableBytesView))
    }
  }

  private func kinds(of person: Person.ID, in test: TestHouse) async throws -> [String] {
    try await test.house.vault.events(of: person).map(\.content.kind)
  }

  @Test func `is written when a browser becomes somebody, and once`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let form = "page=0&genres=Film&page=9&go=next"
      let done = try await visit(client, "/e/tastes", form: form.replacing("page=0&", with: ""))
      #expect(done.text.contains("Yes or no"))
      let said = test.house.rules.notices.map { "say:\($0.hash)=no" }.joined(separator: "&")
      let finished = try await visit(
        client,
        "/e/tastes",
        form: "genres=Film&page=9&go=next&\(said)"
      )
      let cookie = try #require(finished.headers[.setCookie]?.split(separator: ";").first)
      let session = String(cookie.dropFirst("candor=".count))
      let person = try #require(try await test.house.person(ofSession: session))
      #expect(try await kinds(of: person, in: test).first == "signalled")
      for path in ["/me", "/me/lists", "/me/consents"] {
        let page = try await visit(client, path, session: session)
        #expect(page.text.contains(Self.line))
      }
      #expect(try await kinds(of: person, in: test).filter { $0 == "signalled" }.count == 1)
      // The record remembers, whichever browser it is looked at with.
      let other = try await visit(client, "/me", session: session, isOn: false)
      #expect(other.text.contains(Self.line))
      #expect(other.text.contains("Your browser asked us not to sell or share"))
    }
  }

  @Test func `is written when somebody signs in`() async throws {
    let test = try await TestHouse()
    let person = try await test.house.meet(email: Cast.mara.address).person
    try await test.house.sendLink(to: Cast.mara.address)
    let mail = try #require(await test.house.mailbox?.mails.first)
    let secret = try #require(mail.body.firstMatch(of: /sign-in\/([A-Za-z0-9_-]+)/)).1
    try await test.test { client in
      _ = try await visit(client, "/sign-in/\(secret)")
      #expect(try await kinds(of: person, in: test) == ["declared"])
      _ = try await visit(client, "/sign-in/\(secret)", form: "")
      #expect(try await kinds(of: person, in: test) == ["declared", "signalled"])
    }
  }

  @Test func `is told by a company's server in the body, never by its own header`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let name = try #require(HTTPField.Name("Sec-GPC"))
      let own = try await client.call(.post, "/v1/people", "{}", headers: [name: "1"])
        .decoded(PersonReply.self).person
      #expect(try await kinds(of: try #require(Person.ID(own)), in: test) == [])
      let person = try await client.call(.post, "/v1/people", #"{"gpc": true}"#)
        .decoded(PersonReply.self).person
      let id = try #require(Person.ID(person))
      #expect(try await kinds(of: id, in: test) == ["signalled"])
      let path = "/v1/people/\(person)/signals"
      let told = try await client.call(.put, path, #"{"gpc": true}"#).decoded(WriteReply.self)
      #expect(told.version == 1 && told.optedOut == test.clock.now.rfc3339)
      let answers = #"{"experience": "tastes", "answers": {"genres": ["Film"]}, "gpc": true}"#
      _ = try await client.call(.post, "/v1/people/\(person)/answers", answers)
      #expect(try await kinds(of: id, in: test).filter { $0 == "signalled" }.count == 1)
      let over = try await client.call(.put, path, #"{"gpc": false}"#).decoded(WriteReply.self)
      #expect(over.optedOut == nil)
      let record = try await client.call(.get, "/v1/people/\(person)/record")
      #expect(try record.decoded(RecordReply.self).optedOut == nil)
      let bad = try await client.call(.put, path, #"{"gpc": 1}"#)
      #expect(try bad.problem.errors?.map(\.field) == ["gpc"])
      #expect(
        try await client.call(.put, path, #"{"gpc": true}"#, key: TestHouse.readOnly).status == 403
      )
    }
  }

  /// Somebody who said yes to sharing, and whose browser asks otherwise afterwards.
  private func torn(in test: TestHouse) async throws -> (person: Person.ID, session: String) {
    let house = test.house
    let person = try await house.meet().person
    let tastes = try #require(house.rules.experience("tastes"))
    _ = try await house.answer(tastes, ["genres": .list(["Film"])], saying: [], by: person)
    let notice = try #require(house.rules.notice(for: offers))
    let yes = House.ConsentAnswer.grant(shown: notice.hash, attributes: nil, despite: nil)
    _ = try await house.consent(offers, yes, by: person)
    test.clock.advance(60)
    return (person, try await house.beginSession(of: person))
  }

  private func isAllowed(_ person: Person.ID, _ client: any TestClientProtocol) async throws -> Bool
  {
    let body = use.replacing("PERSON", with: String(describing: person))
    let answered = try await client.call(.post, "/v1/decisions", body)
    let decision = try #require(try answered.decoded(DecisionsReply.self).decisions.first)
    if !decision.allowed { #expect(decision.reasons.map(\.cause) == ["opted-out"]) }
    return decision.allowed
  }

  @Test(arguments: ["grant", "refuse"])
  func `asks once which of two words counts, and keeps to it`(_ answer: String) async throws {
    let test = try await TestHouse()
    let (person, session) = try await torn(in: test)
    let page = offers.path
    let hash = try #require(test.house.rules.notice(for: offers)).hash
    try await test.test { client in
      #expect(try await isAllowed(person, client))
      let record = try await visit(client, "/me", session: session)
      #expect(
        record.text.contains("Your browser says: do not share. You said yes to Meridian Travel")
      )
      #expect(record.text.contains(page))
      #expect(try await isAllowed(person, client) == false)
      for path in ["/me/consents", page] {
        let asked = try await visit(client, path, session: session).text
        #expect(asked.contains("Which one counts?"))
        #expect(
          asked.contains("What my browser says") && asked.contains("My yes to Meridian Travel")
        )
      }
      let told = try #require(record.headers[values: .setCookie].first { $0.contains("asked") })
      let mark = String(told.prefix { $0 != ";" })
      let again = try await visit(client, "/me/lists", session: session, cookies: [mark])
      #expect(!again.text.contains("We ask you again"), "once a visit")
      let form = """
        purpose=travel-offers&recipient=meridian-travel&notice=\(hash)&despite=gpc&answer=\(answer)\
        &back=\(page)
        """
      let said = try await visit(client, "/me/consents", session: session, form: form)
      #expect(said.headers[.location] == page)
      let after = try await visit(client, page, session: session).text
      #expect(!after.contains("Which one counts?"))
      #expect(try await isAllowed(person, client) == (answer == "grant"))
      let next = try await visit(client, "/me", session: session).text
      #expect(!next.contains("We ask you again"))
      #expect(next.contains("but for your yes to Meridian Travel") == (answer == "grant"))
    }
  }

  @Test func `does not count a yes beside which it was not shown`() async throws {
    let test = try await TestHouse()
    let (person, session) = try await torn(in: test)
    let hash = try #require(test.house.rules.notice(for: offers)).hash
    try await test.test { client in
      _ = try await visit(client, "/me", session: session)
      let form = "purpose=travel-offers&recipient=meridian-travel&notice=\(hash)&answer=grant"
      _ = try await visit(client, "/me/consents", session: session, form: form)
      #expect(try await isAllowed(person, client) == false)
      let path = "/v1/people/\(person)/consents/travel-offers/meridian-travel"
      let body = #"{"answer": "grant", "notice": "\#(hash)", "despite": {"gpc": true}}"#
      #expect(try await client.call(.put, path, body).status == 200)
      #expect(try await isAllowed(person, client))
    }
  }
}
