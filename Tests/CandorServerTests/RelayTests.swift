import Candor
import CandorAPI
import CandorFixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `Mail to an address of a copy` {
  private func alias(in line: String) throws -> String {
    String(try #require(line.firstMatch(of: /[a-z2-7]{20}@relay\.lark\.example/)).0)
  }

  private func ask(_ address: String, _ client: any TestClientProtocol) async throws -> Answered {
    try await client.call(.get, "/v1/relay/\(address.replacing("+", with: "%2B"))")
  }

  @Test func `goes to its person, however it is written, at the address that they have now`()
    async throws
  {
    let test = try await Subscribers.house()
    try await test.test { client in
      let person = try await client.subscriber(0, of: test)
      let line = try #require(
        try await client.copy(client.agree()).first { $0.contains("Quill") }
      )
      let alias = try alias(in: line)
      let tagged = alias.replacing("@", with: "+summer@")
      for address in [alias, alias.uppercased(), tagged] {
        let reply = try await ask(address, client).decoded(RelayReply.self)
        #expect(reply.address == "reader0@mail.example")
        #expect(reply.recipient == "auk-travel" && reply.purpose == "offers" && !reply.isSeed)
      }
      let correction = #"{"value": "ada@new.example"}"#
      let path = "/v1/people/\(person)/attributes/email"
      #expect(try await client.call(.put, path, correction).status == 200)
      let reply = try await ask(alias, client).decoded(RelayReply.self)
      #expect(reply.address == "ada@new.example")
    }
  }

  @Test func `goes to nobody from the moment on at which the yes to that copy is over`()
    async throws
  {
    let test = try await Subscribers.house()
    try await test.test { client in
      var people: [String] = []
      for number in 0..<2 { people.append(try await client.subscriber(number, of: test)) }
      let copy = try await client.copy(client.agree())
      let aliases = try (0..<2).map { number in
        try alias(in: try #require(copy.first { $0.contains("\(100 + number) N") }))
      }
      let consent = "/v1/people/\(people[0])/consents/offers/auk-travel"
      let withdrawn = try await client.call(.put, consent, #"{"answer": "withdraw"}"#)
      #expect(withdrawn.status == 200)
      let ended = try await ask(aliases[0], client)
      #expect(ended.status == 410)
      #expect(try ended.problem.detail == "The person withdrew their yes to 'email'.")
      #expect(try await ask(aliases[1], client).status == 200)
      #expect(try await client.call(.delete, "/v1/people/\(people[1])").status < 300)
      #expect(try await ask(aliases[1], client).status == 404)
    }
  }

  @Test func `comes to the company when its person is fictional`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      for number in 0..<30 { _ = try await client.subscriber(number, of: test) }
      let copy = try await client.copy(client.agree())
      let seed = try #require(copy.first { !$0.contains("Quill") })
      let reply = try await ask(try alias(in: seed), client).decoded(RelayReply.self)
      #expect(reply.isSeed && reply.address == test.house.rules.company.contact)
      #expect(reply.recipient == "auk-travel")
    }
  }

  @Test func `is nobody's where no copy has the address, and not told to every key`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      _ = try await client.subscriber(0, of: test)
      let line = try #require(
        try await client.copy(client.agree()).first { $0.contains("Quill") }
      )
      let alias = try alias(in: line)
      let elsewhere = alias.replacing("relay.lark", with: "relay.kite")
      let made = "abcdefghijklmnopqrst@relay.lark.example"
      for address in [elsewhere, made, "reader0@mail.example", "nonsense"] {
        #expect(try await ask(address, client).status == 404, "\(address)")
      }
      for more in ["x=\(alias)", "\(alias)@other.example", "\(alias) \(alias)"] {
        let path = "/v1/relay/\(more.replacing(" ", with: "%20"))"
        #expect(try await client.call(.get, path).status == 404, "\(more)")
      }
      let path = "/v1/relay/\(alias)"
      #expect(try await client.call(.get, path).status == 200)
      #expect(try await client.call(.get, path, key: TestHouse.readOnly).status == 403)
      #expect(try await client.call(.get, path, key: nil).status == 401)
    }
  }
}
