import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `The Discover list of a week` {
  private func ids(_ list: ListReply?) -> [String] { list?.picks.map(\.item.id) ?? [] }

  private func write(
    _ client: any TestClientProtocol,
    _ method: HTTPRequest.Method,
    _ path: String,
    _ body: String
  ) async throws -> WriteReply {
    try await client.call(method, path, body).decoded()
  }

  /// The rules of the demo, which also ask where the person's clock stands.
  private func askingForTheClock(_ yaml: String) -> String {
    yaml.replacing(
      "attributes:\n",
      with: """
        attributes:
          - name: timezone
            title: Where your clock stands
            type: text
            kind: preference
            expires: 2 years

        """,
      maxReplacements: 1
    )
    .replacing("[genres, authors, poetry, acts]", with: "[genres, authors, poetry, acts, timezone]")
    .replacing("We would use four things", with: "We would use five things")
    .replacing(
      "\nexperiences:\n",
      with: """

        experiences:
          - name: clock
            title: Where does your clock stand?
            kind: quiz
            pages:
              - name: clock
                elements:
                  - type: text
                    name: clock
                    title: Where does your clock stand?
                    attribute: timezone
                    gives: [discover]
                    uses: [personal-lists]

        """
    )
  }

  @Test func `is the same on Tuesday, whatever was read and learned since`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Astronomy", "Poetry"])
      let monday = try await client.discover(person)
      #expect(monday.week == "2026-W39")
      #expect(monday.until == "2026-09-28T00:00:00.000Z")
      #expect(monday.model == nil)
      test.clock.advance(86_400)
      let first = try #require(monday.picks.first?.item.id)
      let reply = try await write(
        client,
        .post,
        "/v1/people/\(person)/acts",
        #"{"acts": [{"kind": "read", "item": "\#(first)"}, {"kind": "like", "item": "\#(first)"}]}"#
      )
      #expect(ids(reply.given.discover) == ids(monday))
      try await client.readers(notice)
      try await test.house.train()
      let tuesday = try await client.discover(person)
      #expect(ids(tuesday) == ids(monday))
      #expect(tuesday.week == monday.week)
      // What made it is still what made it.
      #expect(tuesday.model == nil)
    }
  }

  @Test func `is another on Monday, and the old one is kept`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      try await client.readers(notice)
      try await test.house.train()
      let person = try await client.person(notice, genres: ["Astronomy", "Poetry"])
      let first = try await client.discover(person)
      let path = "/v1/people/\(person)/lists/discover/weeks"
      #expect(try await client.call(.get, path).decoded(WeeksReply.self).weeks.isEmpty)
      test.clock.advance(7 * 86_400)
      let second = try await client.discover(person)
      #expect(second.week == "2026-W40")
      #expect(ids(second) != ids(first))
      let past = try await client.call(.get, path).decoded(WeeksReply.self).weeks
      #expect(past.map(\.week) == ["2026-W39"])
      #expect(past.first?.items.map(\.id) == ids(first))
      #expect(past.first?.model == first.model)
      #expect(first.model != nil)
    }
  }

  @Test func `is written into the record once, at the first look`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Astronomy"])
      test.clock.advance(7 * 86_400)
      for _ in 0..<3 { _ = try await client.discover(person) }
      let record = try await client.call(.get, "/v1/people/\(person)/record")
        .decoded(RecordReply.self)
      let given = record.events.filter { $0.says.contains("a Discover list for week 40 of 2026") }
      #expect(given.count == 1)
      #expect(record.events.last?.says == given.first?.says)
    }
  }

  @Test func `begins with Monday where the person is`() async throws {
    let test = try await TestHouse(askingForTheClock)
    let notice = try test.notice
    try await test.test { client in
      let (here, there) = (
        try await client.person(notice, genres: ["Poetry"]),
        try await client.person(notice, genres: ["Poetry"])
      )
      let reply = try await write(
        client,
        .post,
        "/v1/people/\(there)/answers",
        #"{"experience": "clock", "answers": {"clock": "Pacific/Auckland"}}"#
      )
      #expect(reply.given.discover?.week == "2026-W39")
      #expect(reply.given.discover?.until == "2026-09-27T11:00:00.000Z")
      // Sunday noon in Greenwich.
      let noon = try #require(Date(rfc3339: "2026-09-27T12:00:00Z"))
      test.clock.advance(noon.timeIntervalSince(test.clock.now))
      #expect(try await client.discover(here).week == "2026-W39")
      #expect(try await client.discover(there).week == "2026-W40")
    }
  }

  @Test(arguments: [
    (HTTPRequest.Method.put, "attributes/genres", #"{"value": ["Climate"]}"#),
    (.put, "muted", #"{"attribute": "authors", "muted": true}"#),
    (.delete, "attributes/authors", ""),
    (.post, "acts", #"{"acts": [{"kind": "dismiss", "item": "FIRST"}]}"#),
  ])
  func `is made anew in the same response when the person says something else`(
    _ method: HTTPRequest.Method,
    _ path: String,
    _ body: String
  ) async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Astronomy", "Poetry"])
      let answers = #"{"experience": "tastes", "answers": {"authors": ["Creator 3", "Creator 9"]}}"#
      _ = try await client.call(.post, "/v1/people/\(person)/answers", answers)
      let before = try await client.discover(person)
      let first = try #require(before.picks.first?.item.id)
      let reply = try await client.call(
        method,
        "/v1/people/\(person)/\(path)",
        body.isEmpty ? nil : body.replacing("FIRST", with: first)
      ).decoded(WriteReply.self)
      #expect(ids(reply.given.discover) != ids(before))
      #expect(reply.given.discover?.week == before.week)
      #expect(ids(try await client.discover(person)) == ids(reply.given.discover))
    }
  }

  @Test func `is answered alike from memory, and never past the end of a yes`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Astronomy"])
      let path = "/v1/people/\(person)/lists/discover"
      let first = try await client.call(.get, path)
      #expect(try await client.call(.get, path).body == first.body)
      // The yes lasts a year, and nothing is written when it runs out.
      test.clock.advance(366 * 86_400)
      #expect(try await client.discover(person).reasons.map(\.cause).contains("expired"))
    }
  }
}
