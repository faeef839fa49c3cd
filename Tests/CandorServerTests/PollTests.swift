import Candor
import CandorAPI
import CandorFixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `What polls show` {
  private func house() async throws -> TestHouse {
    try await TestHouse { $0.replacing("kind: match", with: "kind: poll") }
  }

  /// So many people, the first of whom alone likes films as well.
  private func people(
    _ count: Int,
    _ test: TestHouse,
    _ client: any TestClientProtocol
  ) async throws -> [String] {
    var people: [String] = []
    for number in 0..<count {
      let genres = number == 0 ? ["Music", "Film"] : number < 4 ? ["Music"] : ["Food"]
      people.append(try await client.person(test.notice, genres: genres))
    }
    return people
  }

  private func genres(_ client: any TestClientProtocol) async throws -> PollReply.Question {
    let reply: PollReply = try await client.call(.get, "/v1/polls/tastes").decoded()
    return try #require(reply.questions.first { $0.question == "genres" })
  }

  @Test func `show shares of ten people, and nothing of nine`() async throws {
    let test = try await house()
    try await test.test { client in
      _ = try await people(9, test, client)
      #expect(try await genres(client).shares == nil)
      #expect(try await genres(client).people == nil)
      _ = try await client.person(test.notice, genres: ["Food"])
      let shown = try await genres(client)
      #expect(shown.people == 10)
      let shares = try #require(shown.shares)
      #expect(shares.first { $0.value == "Music" }?.percent == 40)
      #expect(shares.first { $0.value == "Film" }?.percent == 10)
      #expect(shares.first { $0.value == "Poetry" }?.percent == 0)
    }
  }

  @Test(arguments: [
    ("mute", #"{"attribute": "genres"}"#), ("retract", #"{"attribute": "genres"}"#),
  ])
  func `lose what is taken out of use at once`(_ way: String, _ body: String) async throws {
    let test = try await house()
    try await test.test { client in
      let person = try await people(10, test, client)[0]
      #expect(try await genres(client).shares != nil)
      let id = try #require(Person.ID(person))
      let content: Event.Content =
        way == "mute" ? .muted(.attribute("genres")) : .retracted(.attribute("genres"))
      _ = try await test.house.change(id) { _ in [content] }
      #expect(try await genres(client).shares == nil)
    }
  }

  @Test func `lose who takes a yes back, who is erased, and what runs out`() async throws {
    for way in ["withdrawal", "erasure", "time"] {
      let test = try await house()
      try await test.test { client in
        let person = try await people(10, test, client)[0]
        #expect(try await genres(client).shares != nil)
        switch way {
        case "withdrawal":
          let id = try #require(Person.ID(person))
          _ = try await test.house.change(id) { _ in
            [.withdrawn(Withdrawal(Consent("personal-lists")))]
          }
        case "erasure":
          #expect(try await client.call(.delete, "/v1/people/\(person)").status == 200)
        default: test.clock.advance(366 * 86_400)
        }
        #expect(try await genres(client).shares == nil, "\(way)")
      }
    }
  }

  @Test func `count again after a start what they counted before`() async throws {
    let test = try await house()
    try await test.test { client in
      let people = try await people(12, test, client)
      let before = try await genres(client)
      let id = try #require(Person.ID(people[11]))
      _ = try await test.house.change(id) { _ in [.muted(.attribute("genres"))] }
      let muted = try await genres(client)
      #expect(before != muted)
      try await test.house.readRecords()
      #expect(try await genres(client) == muted)
      _ = try await test.house.change(id) { _ in [.unmuted(.attribute("genres"))] }
      #expect(try await genres(client) == before)
    }
  }

  @Test func `an older state of a record never replaces a newer one`() throws {
    let rules = try Rules.changed("kind: match", to: "kind: poll")
    let polls = Polls(rules)
    polls.finishReading()
    let mark = Ballot.Mark(.init(experience: "tastes", question: "mood"), "owlwake")
    let ballot = Ballot([mark: .distantFuture])
    let person = Person.ID(UUID())
    polls.put(.empty, of: person, at: 5)
    polls.put(ballot, of: person, at: 4)
    #expect(polls.tally(at: .start) == Tally())
    polls.put(ballot, of: person, at: 6)
    #expect(polls.tally(at: .start) != Tally())
    polls.remove(person)
    polls.put(ballot, of: person, at: 7)
    #expect(polls.tally(at: .start) == Tally())
  }

  @Test func `nothing is shown before the records were read`() throws {
    #expect(Polls(.small).tally(at: .start) == nil)
  }

  @Test func `have a page for anybody, which tells the shares in words`() async throws {
    let test = try await house()
    try await test.test { client in
      _ = try await people(9, test, client)
      let early = try await client.call(.get, "/e/tastes/results", key: nil)
      #expect(early.status == 200)
      #expect(early.text.contains("No result yet"))
      #expect(!early.text.contains("<meter"))
      _ = try await client.person(test.notice, genres: ["Food"])
      let page = try await client.call(.get, "/e/tastes/results", key: nil).text
      for words in ["What are you curious about?", "At least 10 people answered.", "40&#8239;%"] {
        #expect(page.contains(words), "\(words)")
      }
      #expect(page.contains(#"<meter min="0" max="100" value="40""#))
      let outcome = try await client.call(.get, "/e/tastes/outcome", key: nil).text
      #expect(outcome.contains("What everyone said"))
      #expect(outcome.contains("/e/tastes/results"))
    }
  }

  @Test func `are read with a key that may count, and only where there is a poll`() async throws {
    let test = try await house()
    try await test.test { client in
      #expect(try await client.call(.get, "/v1/polls/tastes", key: nil).status == 401)
      let refused = try await client.call(.get, "/v1/polls/tastes", key: TestHouse.readOnly)
      #expect(refused.status == 403)
      #expect(try await client.call(.get, "/v1/polls/nothing").status == 404)
      let others = test.house.rules.experiences.filter { $0.kind != .poll }
      for other in others {
        #expect(try await client.call(.get, "/v1/polls/\(other.name)").status == 404)
        #expect(try await client.call(.get, "/e/\(other.name)/results", key: nil).status == 404)
        let outcome = try await client.call(.get, "/e/\(other.name)/outcome", key: nil).text
        #expect(!outcome.contains("What everyone said"))
      }
    }
  }
}
