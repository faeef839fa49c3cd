import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `Bad input is refused, and nothing is half-written` {
  @Test(arguments: BadRequest.all)
  func `names the field and the rule`(_ bad: BadRequest) async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Poetry"])
      let before = try await client.call(.get, "/v1/people/\(person)/record").body
      let path = bad.path.replacing("PERSON", with: person)
      let answered = try await client.call(bad.method, path, bad.body)
      #expect(answered.status == bad.status)
      #expect(answered.headers[.contentType] == "application/problem+json")
      let problem = try answered.problem
      #expect(problem.status == bad.status)
      if let field = bad.field {
        #expect(problem.errors?.map(\.field).contains(field) == true, "\(problem)")
        #expect(problem.errors?.allSatisfy { !$0.rule.isEmpty } == true)
      }
      #expect(!answered.text.lowercased().contains("quillfeather"))
      let after = try await client.call(.get, "/v1/people/\(person)/record").body
      #expect(before == after)
      let items = try await test.store.read { try $0.items().count }
      #expect(items == 120)
      let strangers = try await client.call(.post, "/v1/people/lookup", #"{"externalId": "p"}"#)
      #expect(strangers.status == 404)
    }
  }

  @Test(arguments: [
    ("GET", "/v1/people/PERSON/record"), ("GET", "/v1/people/PERSON/lists/discover"),
    ("DELETE", "/v1/people/PERSON"), ("POST", "/v1/people/PERSON/export"),
  ])
  func `an unknown person is 404`(_ method: String, _ path: String) async throws {
    let test = try await TestHouse()
    try await test.test { client in
      for person in ["00000000-0000-7000-8000-000000000000", "nobody"] {
        let path = path.replacing("PERSON", with: person)
        let method = try #require(HTTPRequest.Method(rawValue: method))
        #expect(try await client.call(method, path).status == 404)
      }
    }
  }

  @Test func `a key that is missing, unknown, expired or too narrow opens nothing`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      #expect(try await client.call(.get, "/v1/experiences", key: nil).status == 401)
      #expect(try await client.call(.get, "/v1/experiences", key: "candor_x").status == 401)
      let key = TestHouse.readOnly
      #expect(try await client.call(.get, "/v1/experiences", key: key).status == 200)
      #expect(try await client.call(.post, "/v1/people", "{}", key: key).status == 403)
      let made = try await client.call(
        .post,
        "/v1/keys",
        #"{"name": "short", "scopes": ["people:read"], "until": "\#(test.clock.now.addingTimeInterval(60).rfc3339)"}"#
      ).decoded(KeyReply.self)
      let secret = try #require(made.secret)
      #expect(try await client.call(.get, "/v1/experiences", key: secret).status == 200)
      test.clock.advance(61)
      #expect(try await client.call(.get, "/v1/experiences", key: secret).status == 401)
    }
  }

  @Test func `a body that is too large or not JSON is refused`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let large = "{\"email\": \"" + String(repeating: "x", count: 1 << 20) + "\"}"
      #expect(try await client.call(.post, "/v1/people", large).status == 413)
      let text = try await client.call(.post, "/v1/people", "{}", type: "text/plain")
      #expect(text.status == 415)
    }
  }
}
