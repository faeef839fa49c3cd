import Candor
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import CandorServer

@Suite struct `Pages` {
  /// A browser on one of our pages, with a session or without.
  private func visit(
    _ client: any TestClientProtocol,
    _ method: HTTPRequest.Method,
    _ path: String,
    session: String? = nil,
    form: String? = nil,
    site: String? = "same-origin"
  ) async throws -> Answered {
    var headers = HTTPFields()
    if let session { headers[.cookie] = "candor=\(session)" }
    if form != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    if let site, let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = site }
    let body = form.map { ByteBuffer(string: $0) }
    return try await client.execute(uri: path, method: method, headers: headers, body: body) {
      Answered(status: $0.status.code, headers: $0.headers, body: Data($0.body.readableBytesView))
    }
  }

  @Test(arguments: [
    "/me", "/me/lists", "/me/lists/weeks", "/me/consents", "/me/erase", "/me/answers/genres",
  ])
  func `of somebody's own show nobody's record to a stranger`(_ path: String) async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let page = try await visit(client, .get, path)
      #expect(page.status == 401)
      #expect(page.text.contains("No record is open here"))
    }
  }

  @Test(arguments: ["cross-site", "same-site", nil])
  func `take no form from another site`(_ site: String?) async throws {
    let test = try await TestHouse()
    let person = try await test.house.meet().person
    let session = try await test.house.beginSession(of: person)
    try await test.test { client in
      let path = "/me/erase"
      let form = "confirm=erase"
      let refused = try await visit(client, .post, path, session: session, form: form, site: site)
      #expect(refused.status == 403)
      #expect(try await test.house.vault.record(of: person).version == 0)
      let taken = try await visit(client, .post, path, session: session, form: form)
      #expect(taken.status < 400)
      await #expect(throws: Vault.UnknownPerson.self) {
        try await test.house.vault.record(of: person)
      }
      #expect(try await visit(client, .get, "/me", session: session).status == 401)
    }
  }

  @Test func `show what was typed as text, never as markup`() async throws {
    let test = try await TestHouse()
    let person = try await test.house.meet().person
    let session = try await test.house.beginSession(of: person)
    let experience = try #require(test.house.rules.experience("tastes"))
    let typed = "<script>alert(1)</script>"
    _ = try await test.house.answer(
      experience,
      ["authors": .list([typed, "\"><img src=x>"])],
      saying: [],
      by: person
    )
    try await test.test { client in
      for path in ["/me", "/me/answers/authors", "/me/lists"] {
        let page = try await visit(client, .get, path, session: session)
        #expect(page.status == 200)
        #expect(!page.text.contains("<script"))
        #expect(!page.text.contains("<img"))
      }
      let record = try await visit(client, .get, "/me", session: session)
      #expect(record.text.contains("&lt;script&gt;"))
    }
  }

  @Test func `of lists tell the week, the reasons in numbers, and the weeks before`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      try await client.readers(notice)
      try await test.house.train()
      let name = try await client.reader(notice, genres: ["Poetry"], of: 4..<9)
      let person = try #require(Person.ID(name))
      let session = try await test.house.beginSession(of: person)
      let lists = try await visit(client, .get, "/me/lists", session: session).text
      #expect(lists.contains("For week 39 of 2026."))
      #expect(lists.contains("Why, in numbers"))
      #expect(lists.contains("of what speaks for it."))
      #expect(lists.contains("Without the first of these it would"))
      let none = try await visit(client, .get, "/me/lists/weeks", session: session).text
      #expect(none.contains("There is no earlier week yet"))
      test.clock.advance(7 * 86_400)
      let later = try await test.house.beginSession(of: person)
      let weeks = try await visit(client, .get, "/me/lists/weeks", session: later).text
      #expect(weeks.contains("Week 39 of 2026"))
      #expect(weeks.contains("with the model live since"))
      #expect(weeks.contains("<li>Story "))
      let record = try await visit(client, .get, "/me", session: later).text
      #expect(record.contains("We gave you a Discover list for week 39 of 2026:"))
      #expect(record.contains("It was made with the model live since"))
    }
  }

  @Test func `of an erasure and a withdrawal say that nothing is learned any more`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      try await client.readers(notice)
      let name = try await client.reader(notice, genres: ["Poetry"], of: 4..<9)
      try await test.house.train()
      let session = try await test.house.beginSession(of: try #require(Person.ID(name)))
      let stopped = try await visit(
        client,
        .post,
        "/me/consents",
        session: session,
        form: "purpose=personal-lists&answer=withdraw"
      )
      #expect(stopped.headers[.location] == "/me/consents?note=unlearned")
      let page = try await visit(client, .get, "/me/consents?note=unlearned", session: session)
      #expect(page.text.contains("Your part left what lists learn from at once"))
      let erased = try await visit(
        client,
        .post,
        "/me/erase",
        session: session,
        form: "confirm=erase"
      )
      #expect(erased.text.contains("It left the statistics that lists are learned from at once."))
    }
  }

  @Test func `that do not exist say so, as a page or as a problem`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let page = try await visit(client, .get, "/nowhere")
      #expect(page.status == 404)
      #expect(page.headers[.contentType]?.hasPrefix("text/html") == true)
      let problem = try await client.call(.get, "/v1/nowhere")
      #expect(problem.status == 404)
      #expect(problem.headers[.contentType] == "application/problem+json")
      #expect(try await visit(client, .get, "/assets/candor.css").status == 200)
    }
  }

  @Test func `forbid scripts of others and framing, whatever they answer`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      for path in ["/", "/me", "/nowhere", "/v1/experiences", "/assets/candor.css"] {
        let policy = try await visit(client, .get, path).headers[.contentSecurityPolicy]
        #expect(policy?.contains("default-src 'none'") == true, "\(path)")
        #expect(policy?.contains("frame-ancestors 'none'") == true, "\(path)")
      }
    }
  }

  @Test func `of an experience carry answers on and begin a record at the end only`() async throws {
    let test = try await TestHouse()
    let before = try await test.house.store.read { try $0.access(of: .session).count }
    try await test.test { client in
      let first = try await visit(client, .get, "/e/letters")
      #expect(first.status == 200)
      #expect(first.text.contains("What it’s for") || first.text.contains("What it's for"))
      let wrong = try await visit(client, .post, "/e/letters", form: "page=0&go=next&length=x")
      #expect(wrong.status == 422 || wrong.text.contains("must be one of"))
      let unknown = try await visit(client, .get, "/e/nothing")
      #expect(unknown.status == 404)
    }
    let after = try await test.house.store.read { try $0.access(of: .session).count }
    #expect(before == after)
  }
}
