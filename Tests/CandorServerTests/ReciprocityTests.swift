import Candor
import CandorAPI
import CandorFixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `Reciprocity` {
  private func reply(_ client: any TestClientProtocol) async throws -> ReciprocityReply {
    try await client.call(.get, "/v1/reciprocity").decoded()
  }

  private func question(
    _ name: String,
    in reply: ReciprocityReply
  ) throws -> ReciprocityReply.Question {
    try #require(reply.questions.first { $0.question == name })
  }

  /// What somebody tells beside their genres.
  private func answer(
    _ answers: String,
    of person: String,
    _ client: any TestClientProtocol
  ) async throws {
    let body = #"{"experience": "tastes", "answers": \#(answers)}"#
    let answered = try await client.call(.post, "/v1/people/\(person)/answers", body)
    #expect(answered.status == 200)
  }

  @Test func `tells which questions give something back, and which should not be asked`()
    async throws
  {
    let test = try await TestHouse()
    try await test.test { client in
      for genre in ["Astronomy", "Music"] {
        let person = try await client.person(test.notice, genres: [genre])
        // What is sent at one moment is taken for one answer to the experience.
        test.clock.advance(60)
        // In the middle of the scale: it speaks neither for nor against a poem.
        try await answer(#"{"poetry": 3, "motivation": "learn"}"#, of: person, client)
      }
      let reply = try await reply(client)
      #expect(reply.people == 2)
      #expect(reply.days == 30)
      #expect(reply.lists > 0)
      let genres = try question("genres", in: reply)
      #expect(genres.verdict == "moves-lists")
      #expect((genres.counts.asked, genres.counts.answered, genres.counts.held) == (4, 2, 2))
      #expect(genres.counts.moved > 0)
      let poetry = try question("poetry", in: reply)
      #expect(poetry.verdict == "moves-nothing")
      #expect(poetry.counts.given > 0)
      for words in ["Stop asking it", "Purge its answers: two people hold one", "'poetry'"] {
        #expect(poetry.says.contains(words))
      }
      let motivation = try question("motivation", in: reply)
      #expect(motivation.verdict == "gives-no-list")
      #expect(motivation.says.contains("letters page"))
      #expect(!motivation.says.contains("Stop"))
      #expect(try question("authors", in: reply).verdict == "too-early")
      #expect(reply.attributes.map(\.attribute) == test.house.rules.attributes.map(\.name.rawValue))
    }
  }

  @Test func `counts nobody who was invented`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let experience = try #require(test.house.rules.experience("tastes"))
      let told = try test.house.rules.declarations(
        from: ["genres": .list(["Astronomy"])],
        to: experience,
        at: test.clock.now
      )
      let contents = [.invented] + told.map { Event.Content.declared($0) }
      _ = try await test.house.vault.meet(
        Cast.mara.id,
        at: test.clock.now,
        Vault.Entry(contents)
      )
      let reply = try await reply(client)
      #expect(reply.people == 0)
      #expect(reply.questions.allSatisfy { $0.counts.asked == 0 })
      #expect(reply.attributes.allSatisfy { $0.counts.held == 0 })
    }
  }

  @Test func `lets a month go by, and forgets nobody's answer`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      _ = try await client.person(test.notice, genres: ["Astronomy"])
      test.clock.advance(31 * 86_400)
      let reply = try await reply(client)
      #expect(reply.lists == 0)
      let genres = try question("genres", in: reply)
      #expect((genres.counts.answered, genres.counts.held, genres.counts.moved) == (1, 1, 0))
      #expect(genres.verdict == "too-early")
    }
  }

  @Test func `tells no value, and needs a key that may count`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try await client.person(test.notice, genres: ["Astronomy"])
      try await answer(#"{"authors": ["Quenby Marlstone"]}"#, of: person, client)
      let answered = try await client.call(.get, "/v1/reciprocity")
      for secret in ["Quenby", "Astronomy", person] { #expect(!answered.text.contains(secret)) }
      let refused = try await client.call(.get, "/v1/reciprocity", key: TestHouse.readOnly)
      #expect(refused.status == 403)
      #expect(try await client.call(.get, "/v1/reciprocity", key: nil).status == 401)
    }
  }
}
