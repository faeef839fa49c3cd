import Candor
import CandorAPI
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JWTKit
import Testing

@testable import CandorServer

@Suite struct `An experience on another site` {
  private static let form = "application/x-www-form-urlencoded"

  private func visit(
    _ client: any TestClientProtocol,
    _ method: HTTPRequest.Method,
    _ path: String,
    _ body: String? = nil,
    session: String? = nil,
    origin: String? = Signer.host,
    type: String = "application/json",
    cookie: String? = nil
  ) async throws -> Answered {
    var headers = HTTPFields()
    headers[.origin] = origin
    headers[.cookie] = cookie.map { "candor=\($0)" }
    return try await client.call(method, path, body, key: session, type: type, headers: headers)
  }

  private func begin(
    _ client: any TestClientProtocol,
    _ token: String? = nil
  ) async throws -> SessionReply {
    let body = token.map { #"{"token": "\#($0)"}"# } ?? "{}"
    return try await visit(client, .post, "/embed/sessions", body).decoded()
  }

  /// Says one thing, and nothing else.
  private func answer(
    _ client: any TestClientProtocol,
    _ session: String
  ) async throws -> Answered {
    let form = "page=1&length=medium&skipped=next-story&go=next"
    return try await visit(
      client,
      .post,
      "/embed/e/letters",
      form,
      session: session,
      type: Self.form
    )
  }

  private func person(_ test: TestHouse, _ session: String) async throws -> Person.ID {
    try #require(try await test.house.embeddedSession(session)?.person)
  }

  struct Forgery: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let field: String
    let make: @Sendable (Signer, Signer.Claims) async throws -> String

    init(
      _ description: String,
      _ field: String,
      _ make: @escaping @Sendable (Signer, Signer.Claims) async throws -> String
    ) {
      (testDescription, self.field, self.make) = (description, "token\(field)", make)
    }

    /// A true signature over claims that break a rule.
    static func claims(
      _ description: String,
      _ field: String,
      _ change: @escaping @Sendable (inout Signer.Claims) -> Void
    ) -> Self {
      Self(description, field) { signer, claims in
        var claims = claims
        change(&claims)
        return try await signer.token(claims)
      }
    }

    static let all: [Self] = [
      Self("no algorithm", ".alg") { signer, claims in
        let header = #"{"alg":"none","kid":"es"}"#
        let token = Signer.with(header: header, try await signer.token(claims))
        return token.split(separator: ".").prefix(2).joined(separator: ".") + "."
      },
      Self("a code made with the public key", ".alg") {
        try await $0.token($1, by: "code", naming: "es")
      },
      Self("one key under the name of another", ".alg") {
        try await $0.token($1, by: "ed", naming: "es")
      },
      Self("a stranger's key under a known name", ".signature") {
        try await $0.token($1, by: "stranger", naming: "es")
      },
      Self("a key that nobody knows", ".kid") { try await $0.token($1, by: "stranger") },
      Self("no key named", ".kid") { signer, claims in
        Signer.with(header: #"{"alg":"ES256"}"#, try await signer.token(claims))
      },
      Self("an extension that must be understood", ".crit") { signer, claims in
        let header = #"{"alg":"ES256","kid":"es","crit":["b64"]}"#
        return Signer.with(header: header, try await signer.token(claims))
      },
      Self("a number in the header that no Int holds", ".signature") { signer, claims in
        let header = #"{"alg":"ES256","kid":"es","x":1e300}"#
        return Signer.with(header: header, try await signer.token(claims))
      },
      Self("other claims under a true signature", ".signature") { signer, claims in
        var other = claims
        other.sub = "reader-1"
        let parts = try await signer.token(claims).split(separator: ".")
        let claims = try await signer.token(other).split(separator: ".")
        return [parts[0], claims[1], parts[2]].joined(separator: ".")
      },
      Self("a signature that is cut off", ".signature") {
        String(try await $0.token($1).dropLast(8))
      },
      Self("two parts", "") {
        try await $0.token($1).split(separator: ".").prefix(2).joined(separator: ".")
      },
      Self("no header", "") { _, _ in "e.e.e" },
      Self("what is too long", "") { _, _ in "a.\(String(repeating: "a", count: 5000)).a" },
      .claims("another issuer", ".iss") { $0.iss = "somebody" },
      .claims("another audience", ".aud") { $0.aud = "https://other.example" },
      .claims("no audience", ".aud") { $0.aud = nil },
      .claims("nobody", ".sub") { $0.sub = nil },
      .claims("an empty name", ".sub") { $0.sub = "" },
      .claims("no end", ".exp") { $0.exp = nil },
      .claims("an end that is past", ".exp") { $0.exp = ($0.iat ?? 0) - 1 },
      .claims("too long a life", ".exp") { $0.exp = ($0.iat ?? 0) + 901 },
      .claims("no beginning", ".iat") { $0.iat = nil },
      .claims("a beginning ahead of us", ".iat") { claims in
        claims.iat = claims.iat.map { $0 + 120 }
        claims.exp = claims.exp.map { $0 + 120 }
      },
      .claims("a time that has not come", ".nbf") { $0.nbf = ($0.iat ?? 0) + 300 },
      .claims("an empty number", ".jti") { $0.jti = "" },
    ]
  }

  @Test(arguments: Forgery.all)
  func `believes no forged token, and says which rule it breaks`(_ forgery: Forgery) async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    let token = try await forgery.make(signer, Signer.Claims(at: test.clock.now))
    try await test.test { client in
      let refused = try await visit(client, .post, "/embed/sessions", #"{"token": "\#(token)"}"#)
      #expect(refused.status == 401)
      let problem = try refused.problem
      #expect(problem.errors?.map(\.field) == [forgery.field], "\(refused.text)")
      #expect(!refused.text.contains("reader-"))
      #expect(try await test.house.store.read { try $0.people(after: nil, count: 1) }.isEmpty)
    }
  }

  @Test(arguments: ["es", "ed"])
  func `knows whom a token names, the same person each time`(_ key: String) async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    let claims = Signer.Claims(at: test.clock.now)
    let token = try await signer.token(claims, by: JWKIdentifier(string: key))
    try await test.test { client in
      let first = try await begin(client, token)
      let second = try await begin(client, token)
      #expect(first.isKnown && first.session != second.session)
      #expect(try await person(test, first.session) == person(test, second.session))
      let named = try await client.call(
        .post,
        "/v1/people/lookup",
        #"{"externalId": "reader-4711"}"#
      )
      let known = try named.decoded(PersonReply.self).person
      #expect(try await String(describing: person(test, first.session)) == known)
    }
  }

  @Test func `takes a token with a number once`() async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    var claims = Signer.Claims(at: test.clock.now)
    claims.jti = "once"
    let token = try await signer.token(claims)
    try await test.test { client in
      _ = try await begin(client, token)
      let again = try await visit(client, .post, "/embed/sessions", #"{"token": "\#(token)"}"#)
      #expect(try again.problem.errors?.map(\.field) == ["token.jti"])
      let spent = try await visit(
        client,
        .get,
        "/embed/e/letters",
        session: "candor/spent-token/v1\0once"
      )
      #expect(spent.status == 401)
    }
  }

  @Test(arguments: [
    "https://other.example", "http://shop.example", "https://shop.example:444", "null", nil,
    "https://shop.example.evil.example",
  ])
  func `is shown to no site that the rules do not name`(_ origin: String?) async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    try await test.test { client in
      for (method, path) in [
        (HTTPRequest.Method.get, "/embed.js"), (.get, "/embed/candor.css"),
        (.get, "/embed/e/letters"), (.post, "/embed/sessions"), (.options, "/embed/sessions"),
      ] {
        let refused = try await visit(client, method, path, origin: origin)
        #expect(refused.status == 403)
        #expect(refused.headers[.accessControlAllowOrigin] == nil)
        #expect(refused.headers[.vary] == "Origin")
      }
    }
  }

  @Test func `is shown to the sites in the rules, without cookies`() async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    try await test.test { client in
      for path in ["/embed.js", "/embed/candor.css", "/embed/e/letters", "/embed/nowhere"] {
        let shown = try await visit(client, .get, path)
        #expect(shown.headers[.accessControlAllowOrigin] == Signer.host)
        #expect(shown.headers[.vary] == "Origin")
        #expect(shown.headers[.accessControlAllowCredentials] == nil)
        #expect(shown.headers[.setCookie] == nil)
      }
      let ahead = try await visit(client, .options, "/embed/claims")
      #expect(ahead.status == 204)
      #expect(ahead.headers[.accessControlAllowHeaders]?.contains("authorization") == true)
      let element = try await visit(client, .get, "/embed.js")
      #expect(element.body.count <= 6 * 1024)
      let page = try await visit(client, .get, "/embed/e/letters").text
      #expect(page.contains("class=\"page wrap") && page.contains("<form"))
      #expect(!page.contains("<html") && !page.contains("masthead") && !page.contains("style="))
      for path in ["/", "/e/letters", "/v1/experiences", "/assets/candor.css"] {
        let own = try await visit(client, .get, path)
        #expect(own.headers[.accessControlAllowOrigin] == nil, "\(path)")
      }
      let foreign = try await visit(client, .post, "/e/letters", "go=next", type: Self.form)
      #expect(foreign.status == 403)
    }
  }

  @Test func `is not there unless the rules provide for it`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      for path in ["/embed.js", "/embed/e/letters", "/embed/sessions"] {
        let page = try await visit(client, .get, path)
        #expect(page.status == 404)
      }
    }
  }

  @Test func `begins a record with the first answer, in the session that was there`() async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    try await test.test { client in
      let session = try await begin(client).session
      #expect(try await test.house.store.read { try $0.people(after: nil, count: 1) }.isEmpty)
      let answered = try await answer(client, session)
      try #require(answered.status == 200 || answered.status == 303, "\(answered.text)")
      if answered.status == 200 {
        // The yes or no of this experience is asked before anything is written.
        let notice = try #require(test.house.rules.notice(for: Consent("editorial-planning"))).hash
        let form = "page=2&length=medium&skipped=next-story&notice=\(notice)&say=yes"
        let said = try await visit(
          client,
          .post,
          "/embed/e/letters",
          form,
          session: session,
          type: Self.form
        )
        #expect(said.status == 303, "\(said.text)")
        #expect(said.headers[.location] == "/embed/e/letters/outcome")
        #expect(said.headers[.setCookie] == nil)
      }
      let record = try await test.house.vault.record(of: person(test, session))
      #expect(record.answers["length"]?.declaration.value == .text("medium"))
      let outcome = try await visit(client, .get, "/embed/e/letters/outcome", session: session)
      #expect(outcome.text.contains("Forget this"))
      let unknown = try await visit(
        client,
        .post,
        "/embed/me/acts",
        "kind=like&item=story-1",
        type: Self.form
      )
      #expect(unknown.status == 401)
    }
  }

  /// An anonymous session in which something was said.
  private func told(_ client: any TestClientProtocol, _ test: TestHouse) async throws -> String {
    let session = try await begin(client).session
    let notice = try #require(test.house.rules.notice(for: Consent("editorial-planning"))).hash
    let form = "page=2&length=medium&skipped=next-story&notice=\(notice)&say=yes"
    _ = try await visit(client, .post, "/embed/e/letters", form, session: session, type: Self.form)
    return session
  }

  @Test func `gives what was told to whom the company names, once`() async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    let token = try await signer.token(Signer.Claims(at: test.clock.now))
    try await test.test { client in
      let session = try await told(client, test)
      let anonymous = try await person(test, session)
      let body = #"{"token": "\#(token)"}"#
      let claimed = try await visit(client, .post, "/embed/claims", body, session: session)
      let known = try claimed.decoded(SessionReply.self)
      let record = try await test.house.vault.record(of: person(test, known.session))
      #expect(record.answers["length"]?.declaration.value == .text("medium"))
      await #expect(throws: Vault.UnknownPerson.self) {
        try await test.house.vault.record(of: anonymous)
      }
      #expect(try await test.house.embeddedSession(session) == nil)
      let again = try await visit(client, .post, "/embed/claims", body, session: session)
      #expect(again.status == 401)
      let second = try await visit(client, .post, "/embed/claims", body, session: known.session)
      #expect(second.status == 422)
    }
  }

  @Test func `moves a record for a server, with both scopes`() async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    try await test.test { client in
      let anonymous = try await person(test, told(client, test))
      let met = try await client.call(.post, "/v1/people", "{}").decoded(PersonReply.self).person
      let (path, body) = ("/v1/people/\(met)/claims", #"{"anonymous": "\#(anonymous)"}"#)
      #expect(try await client.call(.post, path, body, key: TestHouse.readOnly).status == 403)
      #expect(try await client.call(.post, path, body).status == 200)
      let record = try await test.house.vault.record(of: try #require(Person.ID(met)))
      #expect(record.answers["length"] != nil)
      #expect(try await client.call(.post, path, body).status == 404)
    }
  }

  @Test func `has somebody forgotten whom nobody knows, and nobody else`() async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    let token = try await signer.token(Signer.Claims(at: test.clock.now))
    try await test.test { client in
      let session = try await told(client, test)
      let anonymous = try await person(test, session)
      let path = "/embed/me/erase"
      let erased = try await visit(
        client,
        .post,
        path,
        "confirm=erase",
        session: session,
        type: Self.form
      )
      #expect(erased.status == 200)
      await #expect(throws: Vault.UnknownPerson.self) {
        try await test.house.vault.record(of: anonymous)
      }
      let known = try await begin(client, token).session
      let kept = try await visit(
        client,
        .post,
        path,
        "confirm=erase",
        session: known,
        type: Self.form
      )
      #expect(kept.status == 403)
      _ = try await test.house.vault.record(of: person(test, known))
    }
  }

  @Test func `has sessions that open nothing of My record`() async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    let token = try await signer.token(Signer.Claims(at: test.clock.now))
    try await test.test { client in
      let session = try await begin(client, token).session
      let own = try await test.house.beginSession(of: person(test, session))
      for path in ["/me", "/me/lists", "/me/consents"] {
        #expect(try await visit(client, .get, path, cookie: session).status == 401, "\(path)")
        #expect(try await visit(client, .get, path, cookie: own).status == 200, "\(path)")
      }
      for path in ["/embed/me", "/embed/me/receipts", "/embed/me/answers/length", "/embed/sign-in"]
      {
        #expect(try await visit(client, .get, path, session: session).status == 404, "\(path)")
      }
      #expect(try await visit(client, .get, "/embed/me/consents", session: session).status == 200)
      #expect(try await visit(client, .get, "/embed/me/consents", session: own).status == 401)
      #expect(try await visit(client, .get, "/embed/me/consents", cookie: own).status == 401)
      #expect(try await visit(client, .get, "/v1/experiences", session: session).status == 401)
      test.clock.advance(House.sessionLife + 1)
      #expect(try await visit(client, .get, "/embed/me/consents", session: session).status == 401)
    }
  }

  @Test func `has a style that stays inside the element`() {
    let css = EmbeddedStyle.of(
      "\n:root { --a: 1rem; }\nhtml { font-size: 1rem; }\nmain.narrow, .button.main { top: -0.5rem }"
        + "\n@media (max-width: 44rem) {\n  main { x: 1 }\n}\n.a b { c: 1 }\n.domain, .b main > p { }"
    )
    #expect(css.contains(":host { --a: calc(1 * var(--rem)); }\n:host { font-size"))
    #expect(css.contains(".page.narrow, .button.main { top: calc(-0.5 * var(--rem)) }"))
    #expect(css.contains("@container (max-width: 704px) {\n  .page { x: 1 }"))
    #expect(css.contains(".domain"))
  }
}
