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
        let refused = try await client.visit(method, path, origin: origin)
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
        let shown = try await client.visit(.get, path)
        #expect(shown.headers[.accessControlAllowOrigin] == Signer.host)
        #expect(shown.headers[.vary] == "Origin")
        #expect(shown.headers[.accessControlAllowCredentials] == nil)
        #expect(shown.headers[.setCookie] == nil)
      }
      let ahead = try await client.visit(.options, "/embed/claims")
      #expect(ahead.status == 204)
      #expect(ahead.headers[.accessControlAllowHeaders]?.contains("authorization") == true)
      let element = try await client.visit(.get, "/embed.js")
      #expect(element.body.count <= 6 * 1024)
      let page = try await client.visit(.get, "/embed/e/letters").text
      #expect(page.contains("class=\"page wrap") && page.contains("<form"))
      #expect(!page.contains("<html") && !page.contains("masthead") && !page.contains("style="))
      for path in ["/", "/e/letters", "/v1/experiences", "/assets/candor.css"] {
        let own = try await client.visit(.get, path)
        #expect(own.headers[.accessControlAllowOrigin] == nil, "\(path)")
      }
      let foreign = try await client.visit(.post, "/e/letters", "go=next", type: formType)
      #expect(foreign.status == 403)
    }
  }

  @Test func `is not there unless the rules provide for it`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      for path in ["/embed.js", "/embed/e/letters", "/embed/sessions"] {
        let page = try await client.visit(.get, path)
        #expect(page.status == 404)
      }
    }
  }

  @Test func `begins a record with the first answer, in the session that was there`() async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    try await test.test { client in
      let session = try await client.begin().session
      #expect(try await test.house.store.read { try $0.people(after: nil, count: 1) }.isEmpty)
      let answered = try await client.answer(session)
      try #require(answered.status == 200 || answered.status == 303, "\(answered.text)")
      if answered.status == 200 {
        // The yes or no of this experience is asked before anything is written.
        let notice = try #require(test.house.rules.notice(for: Consent("editorial-planning"))).hash
        let form = "page=2&length=medium&skipped=next-story&notice=\(notice)&say=yes"
        let said = try await client.visit(
          .post,
          "/embed/e/letters",
          form,
          session: session,
          type: formType
        )
        #expect(said.status == 303, "\(said.text)")
        #expect(said.headers[.location] == "/embed/e/letters/outcome")
        #expect(said.headers[.setCookie] == nil)
      }
      let record = try await test.house.vault.record(of: person(test, session))
      #expect(record.answers["length"]?.declaration.value == .text("medium"))
      let outcome = try await client.visit(.get, "/embed/e/letters/outcome", session: session)
      #expect(outcome.text.contains("Forget this"))
      let unknown = try await client.visit(
        .post,
        "/embed/me/acts",
        "kind=like&item=story-1",
        type: formType
      )
      #expect(unknown.status == 401)
    }
  }

  /// An anonymous session in which something was said.
  private func told(_ client: any TestClientProtocol, _ test: TestHouse) async throws -> String {
    let session = try await client.begin().session
    let notice = try #require(test.house.rules.notice(for: Consent("editorial-planning"))).hash
    let form = "page=2&length=medium&skipped=next-story&notice=\(notice)&say=yes"
    _ = try await client.visit(.post, "/embed/e/letters", form, session: session, type: formType)
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
      let claimed = try await client.visit(.post, "/embed/claims", body, session: session)
      let known = try claimed.decoded(SessionReply.self)
      let record = try await test.house.vault.record(of: person(test, known.session))
      #expect(record.answers["length"]?.declaration.value == .text("medium"))
      await #expect(throws: Vault.UnknownPerson.self) {
        try await test.house.vault.record(of: anonymous)
      }
      #expect(try await test.house.embeddedSession(session) == nil)
      let again = try await client.visit(.post, "/embed/claims", body, session: session)
      #expect(again.status == 401)
      let second = try await client.visit(.post, "/embed/claims", body, session: known.session)
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
      let erased = try await client.visit(
        .post,
        path,
        "confirm=erase",
        session: session,
        type: formType
      )
      #expect(erased.status == 200)
      await #expect(throws: Vault.UnknownPerson.self) {
        try await test.house.vault.record(of: anonymous)
      }
      let known = try await client.begin(token).session
      let kept = try await client.visit(
        .post,
        path,
        "confirm=erase",
        session: known,
        type: formType
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
      let session = try await client.begin(token).session
      let own = try await test.house.beginSession(of: person(test, session))
      for path in ["/me", "/me/lists", "/me/consents"] {
        #expect(try await client.visit(.get, path, cookie: session).status == 401, "\(path)")
        #expect(try await client.visit(.get, path, cookie: own).status == 200, "\(path)")
      }
      for path in ["/embed/me", "/embed/me/receipts", "/embed/me/answers/length", "/embed/sign-in"]
      {
        #expect(try await client.visit(.get, path, session: session).status == 404, "\(path)")
      }
      #expect(try await client.visit(.get, "/embed/me/consents", session: session).status == 200)
      #expect(try await client.visit(.get, "/embed/me/consents", session: own).status == 401)
      #expect(try await client.visit(.get, "/embed/me/consents", cookie: own).status == 401)
      #expect(try await client.visit(.get, "/v1/experiences", session: session).status == 401)
      test.clock.advance(House.sessionLife + 1)
      #expect(try await client.visit(.get, "/embed/me/consents", session: session).status == 401)
    }
  }

  @Test func `has a style that stays inside the element`() {
    let css = EmbeddedStyle.of(
      "\n:root { --a: 1rem; }\nhtml { font-size: 1rem; }\nmain.narrow, .button.main { top: -0.5rem }"
        + "\n@media (max-width: 44rem) {\n  main { x: 1 }\n}\n.a b { c: 1 }\n.domain, .b main > p { }"
    )
    #expect(css.contains(":host { --a: calc(1 * var(--rem)); }\n:host { font-size"))
    #expect(css.contains(".page.narrow, .button.main { top: calc(-0.5 * var(--rem)) }"))
    #expect(css.contains("@container (max-width: 704.0px) {\n  .page { x: 1 }"))
    #expect(css.contains(".domain"))
  }

  private func person(_ test: TestHouse, _ session: String) async throws -> Person.ID {
    try #require(try await test.house.embeddedSession(session)?.person)
  }
}
