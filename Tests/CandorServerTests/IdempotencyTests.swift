import Candor
import CandorAPI
import CandorFixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import TransparencyLog

@testable import CandorServer

@Suite struct `A request under an Idempotency-Key` {
  private static func key(_ text: String) -> HTTPFields { [.idempotencyKey: text] }

  /// Every POST that writes, with a body that would write again if it were taken again.
  private func writes(_ person: String, _ notice: Notice.Hash) -> [(path: String, body: String)] {
    [
      ("/v1/people", "{}"),
      ("/v1/people/\(person)/acts", #"{"acts": [{"kind": "follow", "creator": "Creator 7"}]}"#),
      (
        "/v1/people/\(person)/answers",
        #"{"experience": "tastes", "answers": {"authors": ["Creator 3"]}}"#
      ),
      ("/v1/people/\(person)/export", ""),
      (
        "/v1/imports/acts",
        #"{"acts": [{"person": "\#(person)", "act": {"kind": "read", "item": "story-1"}}]}"#
      ),
      ("/v1/keys", #"{"name": "till", "scopes": ["people:read"]}"#),
    ]
  }

  @Test func `is done once and answered with the same bytes`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Astronomy"])
      for (number, (path, body)) in writes(person, notice).enumerated() {
        let key = Self.key("\"write-\(number)\"")
        let first = try await client.call(.post, path, body, headers: key)
        #expect((200...201).contains(first.status), "\(path): \(first.text)")
        let size = test.house.vault.log.checkpoint.claim.size
        // What else happens does not change the answer.
        let act = #"{"acts": [{"kind": "follow", "creator": "In between \#(number)"}]}"#
        _ = try await client.call(.post, "/v1/people/\(person)/acts", act)
        test.clock.advance(60)
        let again = try await client.call(.post, path, body, headers: key)
        #expect(again.status == first.status)
        #expect(again.body == first.body, "\(path)")
        #expect(test.house.vault.log.checkpoint.claim.size == size + 1)
      }
    }
  }

  @Test func `with another body, another path or another wish is refused`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try await client.person(test.notice, genres: ["Astronomy"])
      let path = "/v1/people/\(person)/acts"
      let body = #"{"acts": [{"kind": "follow", "creator": "Creator 7"}]}"#
      let key = Self.key("one")
      #expect(try await client.call(.post, path, body, headers: key).status == 200)
      let minimal: HTTPFields = [.idempotencyKey: "one", .prefer: "return=minimal"]
      for (path, body, headers) in [
        (path, body.replacing("7", with: "8"), key), ("/v1/people", "{}", key),
        (path, body, minimal),
      ] {
        let other = try await client.call(.post, path, body, headers: headers)
        #expect(other.status == 422)
        #expect(try other.problem.title == "Another request")
      }
      // Another caller's key of the same name is another key.
      let made = try await client.call(
        .post,
        "/v1/keys",
        #"{"name": "other", "scopes": ["people:write"]}"#
      )
      let secret = try #require(try made.decoded(KeyReply.self).secret)
      let foreign = try await client.call(.post, path, body, key: secret, headers: key)
      #expect(foreign.status == 200)
    }
  }

  @Test func `that failed may be sent again`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try await client.person(test.notice, genres: ["Astronomy"])
      let path = "/v1/people/\(person)/acts"
      let wrong = #"{"acts": [{"kind": "like", "item": "no-such"}]}"#
      let right = #"{"acts": [{"kind": "like", "item": "story-1"}]}"#
      let key = Self.key("one")
      #expect(try await client.call(.post, path, wrong, headers: key).status == 422)
      #expect(try await client.call(.post, path, right, headers: key).status == 200)
    }
  }

  @Test func `is forgotten after three days, and with the person`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try await client.person(test.notice, genres: ["Astronomy"])
      let path = "/v1/people/\(person)/acts"
      let body = #"{"acts": [{"kind": "follow", "creator": "Creator 7"}]}"#
      let key = Self.key("one")
      let first = try await client.call(.post, path, body, headers: key)
      test.clock.advance(Repeatable.span + 1)
      let later = try await client.call(.post, path, body, headers: key)
      #expect(later.status == 200)
      #expect(later.body != first.body)
      _ = try await client.call(.delete, "/v1/people/\(person)")
      #expect(try await client.call(.post, path, body, headers: key).status == 404)
    }
  }

  @Test(arguments: ["", "\"\"", "a b", "naïve", "\"quo\"te\"", String(repeating: "k", count: 256)])
  func `must be a plain word of at most 255 characters`(_ key: String) async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let answered = try await client.call(.post, "/v1/people", "{}", headers: Self.key(key))
      #expect(answered.status == 422)
      #expect(try answered.problem.errors?.first?.field == "Idempotency-Key")
    }
  }

  @Test func `that is being answered is refused meanwhile`() async throws {
    let test = try await TestHouse()
    let asked = test.house.vault.keyring.repeatable(
      "one",
      by: "all",
      asking: Data(),
      at: test.clock.now
    )
    #expect(test.house.running.begin(asked.request))
    try await test.test { client in
      let answered = try await client.call(.post, "/v1/people", "{}", headers: Self.key("one"))
      #expect(answered.status == 409)
      test.house.running.end(asked.request)
      #expect(
        try await client.call(.post, "/v1/people", "{}", headers: Self.key("one")).status == 201
      )
    }
  }
}
