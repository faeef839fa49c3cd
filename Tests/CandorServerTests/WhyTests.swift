import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `The reasons for a pick` {
  /// Somebody who told two things, in a house that has learned from others.
  private func person(_ client: any TestClientProtocol, _ test: TestHouse) async throws -> String {
    let notice = try test.notice
    try await client.readers(notice)
    try await test.house.train()
    let genres = try #require(test.house.rules.experience("tastes")?.questions.first?.choices)
    let person = try await client.person(notice, genres: [genres[3].value, genres[1].value])
    _ = try await client.call(
      .post,
      "/v1/people/\(person)/answers",
      #"{"experience": "tastes", "answers": {"authors": ["Creator 3"]}}"#
    )
    return person
  }

  @Test func `say what would be without the first, and that is what comes`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try await person(client, test)
      let before = try await client.discover(person)
      let told = before.picks.filter { $0.whys.first?.attribute == "authors" }
      #expect(!told.isEmpty)
      let muted = try await client.call(
        .put,
        "/v1/people/\(person)/muted",
        #"{"attribute": "authors", "muted": true}"#
      ).decoded(WriteReply.self)
      let after = try #require(muted.given.discover)
      var compared = 0
      for pick in told {
        guard let other = after.picks.first(where: { $0.item.id == pick.item.id }) else { continue }
        #expect(other.rank == pick.rankWithout, "\(pick.item.id)")
        compared += 1
      }
      #expect(compared > 0)
    }
  }

  @Test func `add up, and are told as one sentence`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try await person(client, test)
      for pick in try await client.discover(person).picks {
        let share = pick.whys.reduce(0) { $0 + $1.share }
        #expect(pick.whys.isEmpty || abs(share - 1) < 0.005 * Double(pick.whys.count))
        #expect((pick.says == nil) == pick.whys.isEmpty)
        #expect((pick.rank == nil) == pick.whys.isEmpty)
        guard let says = pick.says else { continue }
        #expect(says.hasPrefix("Mainly because you ") || says.hasPrefix("Because you "))
      }
    }
  }

  @Test func `name what others read together, when that is why`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      try await client.readers(notice, 60)
      try await test.house.train()
      let person = try await client.reader(notice, genres: ["Poetry"], of: 4..<9)
      _ = try await client.call(
        .put,
        "/v1/people/\(person)/muted",
        #"{"attribute": "genres", "muted": true}"#
      )
      let whys = try await client.discover(person).picks.flatMap(\.whys)
      let learned = whys.filter { $0.item != nil && $0.term == nil }
      #expect(!learned.isEmpty)
      #expect(learned.allSatisfy { $0.says.hasSuffix(", whose readers often read this") })
      #expect(learned.allSatisfy { $0.match == nil })
    }
  }
}
