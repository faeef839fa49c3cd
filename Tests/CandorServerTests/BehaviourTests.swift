import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import CandorServer

/// A house with a reader who said yes, and a client that may tell of them.
struct Telling {
  let test: TestHouse
  let client: any TestClientProtocol
  let key: String
  let person: String

  static let yes = #"{"consent": {"categoryPreferences": {"personalisation": true}}}"#

  static func test(_ body: @Sendable @escaping (Telling) async throws -> Void) async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let made = try await client.call(
        .post,
        "/v1/keys",
        #"{"name": "website", "scopes": ["behaviour"]}"#
      )
      let person = try await client.call(.post, "/v1/people", #"{"externalId": "reader-7"}"#)
        .decoded(PersonReply.self).person
      let telling = Telling(
        test: test,
        client: client,
        key: try #require(made.decoded(KeyReply.self).secret),
        person: person
      )
      try await telling.say("grant", notice, "personal-lists")
      test.clock.advance(60)
      try await body(telling)
    }
  }

  func say(_ answer: String, _ notice: Notice.Hash?, _ purpose: String) async throws {
    let shown = notice.map { #", "notice": "\#($0)""# } ?? ""
    let said = try await client.call(
      .put,
      "/v1/people/\(person)/consents/\(purpose)",
      #"{"answer": "\#(answer)"\#(shown)}"#
    )
    #expect(said.status == 200, "\(said.text)")
  }

  /// A track event about a story that the reader is said to have read just now.
  func read(
    _ id: String,
    _ story: String = "story-1",
    user: String = "reader-7",
    context: String = Telling.yes,
    more: String = ""
  ) -> String {
    """
    {"type": "track", "messageId": "\(id)", "userId": "\(user)", "event": "Story Read",
     "properties": {"story_id": "\(story)"}, "context": \(context), "timestamp": "\(now)"\(more)}
    """
  }

  var now: String { test.clock.now.rfc3339 }

  @discardableResult
  func tell(
    _ messages: [String],
    key: String? = nil,
    more: String = "",
    headers: HTTPFields = [:]
  ) async throws -> Answered {
    let sent = test.clock.now.rfc3339
    return try await client.call(
      .post,
      "/v1/batch",
      #"{"batch": [\#(messages.joined(separator: ","))], "sentAt": "\#(sent)"\#(more)}"#,
      key: key ?? self.key,
      headers: headers
    )
  }

  /// Why the messages that were dropped so far were dropped, and how often.
  func drops() async throws -> [String: Int] {
    try await counts().dropped.reduce(into: [:]) { $0[$1.reason, default: 0] += $1.count }
  }

  func counts() async throws -> BehaviourCountsReply.Source {
    let reply = try await client.call(.get, "/v1/behaviour/counts")
      .decoded(BehaviourCountsReply.self)
    return reply.sources.first { $0.source == "website" }
      ?? .init(source: "website", taken: [:], dropped: [], left: [])
  }

  func record(_ person: String? = nil) async throws -> Record {
    let person = try #require(Person.ID(person ?? self.person))
    return try await test.house.vault.record(of: person)
  }

  func stories() async throws -> Set<String> {
    Set(
      try await record().acts.keys.compactMap { object in
        if case .item(let item) = object { item.rawValue } else { nil }
      }
    )
  }
}

@Suite struct `What an analytics client tells` {
  @Test func `is taken once, with the key that told it, and can be read in My record`() async throws
  {
    try await Telling.test { telling in
      for _ in 0..<3 {
        let answered = try await telling.tell([telling.read("m-1"), telling.read("m-1")])
        #expect(answered.status == 200)
        #expect(answered.text == #"{"success":true}"#)
      }
      let id = try #require(Person.ID(telling.person))
      let events = try await telling.test.house.vault.events(of: id)
      let acts = events.compactMap { event -> Act? in
        if case .acted(let act) = event.content { act } else { nil }
      }
      #expect(acts.map(\.toldBy) == ["website"])
      let words = await telling.test.house.words()
      #expect(
        words.says(.acted(acts[0])) == "You read ‘Story 1’. We were told so by ‘website’."
      )
      #expect(try await telling.counts().taken == ["track": 1])
      #expect(try await telling.drops() == ["duplicate": 5])
    }
  }

  @Test func `may come by every path, and under the key wherever clients show it`() async throws {
    try await Telling.test { telling in
      let client = telling.client
      let basic = "Basic " + Data("\(telling.key):".utf8).base64EncodedString()
      let item = #""properties": {"story_id": "story-2"}, "context": \#(Telling.yes)"#
      let calls = [
        ("track", #""event": "Story Liked", \#(item)"#),
        ("page", #""name": "Story", \#(item)"#),
        ("screen", #""name": "Story", \#(item)"#),
        ("identify", #""traits": {"curious_about": ["Poetry"]}, "context": \#(Telling.yes)"#),
      ]
      for (kind, members) in calls {
        let body = #"{"messageId": "\#(kind)", "userId": "reader-7", \#(members)}"#
        let answered = try await client.call(
          .post,
          "/v1/\(kind)",
          body,
          key: nil,
          headers: [.authorization: basic]
        )
        #expect(answered.status == 200, "\(answered.text)")
      }
      let inBody = #"{"batch": [\#(telling.read("w"))], "writeKey": "\#(telling.key)"}"#
      #expect(try await client.call(.post, "/v1/batch", inBody, key: nil).status == 200)
      #expect(
        try await telling.counts().taken == [
          "track": 2, "page": 1, "screen": 1, "identify": 1,
        ]
      )
      let answer = try #require(try await telling.record().answers["genres"])
      #expect(answer.declaration.value == .list(["Poetry"]))
      #expect(answer.declaration.source == .init(experience: "tastes", question: "genres"))
      #expect(answer.declaration.toldBy == "website")
    }
  }

  @Test func `needs a key that may tell, and that key may do nothing else`() async throws {
    try await Telling.test { telling in
      let body = #"{"batch": []}"#
      for (key, status, code) in [
        (nil, 401, "unauthorized"), ("candor_x", 401, "unauthorized"),
        (TestHouse.readOnly, 403, "forbidden"),
      ] {
        let answered = try await telling.client.call(.post, "/v1/batch", body, key: key)
        #expect(answered.status == status)
        #expect(try answered.decoded(FaultReply.self).code == code)
      }
      for path in ["/v1/people/\(telling.person)/record", "/v1/behaviour/counts"] {
        #expect(try await telling.client.call(.get, path, key: telling.key).status == 403)
      }
    }
  }

  @Test func `about somebody without a name of the company is found by the made-up one alone`()
    async throws
  {
    try await Telling.test { telling in
      // The made-up name is spelled like the company's for somebody else.
      let body = #"{"anonymousId": "reader-7"}"#
      let stranger = try await telling.client.call(.post, "/v1/people", body)
        .decoded(PersonReply.self).person
      #expect(stranger != telling.person)
      let message = telling.read("a").replacing("userId", with: "anonymousId")
      try await telling.tell([message])
      #expect(try await telling.drops() == ["never-asked": 1])
      let both = #"{"anonymousId": "x", "externalId": "y"}"#
      #expect(try await telling.client.call(.post, "/v1/people", both).status == 422)
    }
  }
}
