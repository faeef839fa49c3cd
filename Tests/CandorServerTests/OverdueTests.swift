import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `A recipient that does not confirm` {
  private func decide(_ person: String, _ client: any TestClientProtocol) async throws -> String? {
    let reply = try await client.call(
      .post,
      "/v1/decisions",
      """
      {"uses": [{"person": "\(person)", "purpose": "travel-offers", \
      "recipient": "meridian-travel", "attributes": ["genres"]}]}
      """
    ).decoded(DecisionsReply.self)
    return reply.decisions.first?.reasons.first?.cause
  }

  private func state(
    _ client: any TestClientProtocol
  ) async throws -> RecipientReply {
    try await client.call(.get, "/v1/recipients/meridian-travel").decoded()
  }

  @Test func `gets nothing of anybody from the deadline until it does`() async throws {
    let house = try await Partnership()
    try await house.test.test { client in
      let person = try await house.person(client)
      let other = try await house.person(client)
      try await house.disclose(client)
      try await house.say("withdraw", person, client)
      try await house.sendAllDue()
      let change = try #require(await house.partner.taken.first).id.rawValue
      let next = try await house.test.house.suspendOverdue()
      #expect(next == house.now.addingTimeInterval(86_400))
      house.test.clock.advance(86_399)
      try await house.test.house.suspendOverdue()
      #expect(try await decide(other, client) == nil)
      #expect(try await state(client).state == "open")
      #expect(try await state(client).unconfirmed == 1)

      house.test.clock.advance(1)
      try await house.test.house.suspendOverdue()
      #expect(try await decide(other, client) == "recipient-suspended")
      #expect(try await state(client).state == "overdue")
      let refused = try await house.agree(client)
      #expect(refused.status == 422)
      #expect(try refused.problem.errors?.map(\.field) == ["recipient"])

      let reply = try await house.confirm([change], client).decoded(ConfirmationsReply.self)
      #expect(reply == ConfirmationsReply(unconfirmed: 0, suspended: false))
      #expect(try await decide(other, client) == nil)
      #expect(try await house.agree(client).status == 201)
    }
  }

  @Test func `is suspended after a new start too, before anybody is answered`() async throws {
    let house = try await Partnership()
    try await house.test.test { client in
      let person = try await house.person(client)
      try await house.disclose(client)
      try await house.say("withdraw", person, client)
    }
    house.test.clock.advance(2 * 86_400)
    let again = try await House(
      house.test.house.rules,
      store: house.test.store,
      keyring: house.test.house.vault.keyring,
      mailer: nil,
      now: { house.now }
    )
    #expect(again.gate.suspended == ["meridian-travel"])
  }

  @Test func `is shown to the person with what it was told, and with what it confirmed`()
    async throws
  {
    let house = try await Partnership()
    try await house.test.test { client in
      let person = try await house.person(client)
      try await house.disclose(client)
      func news() async throws -> [String] {
        let served = house.test.house
        let id = try #require(Person.ID(person))
        let (record, events) = try await (
          served.vault.record(of: id), served.vault.events(of: id)
        )
        return Holder.all(record, events, served, await served.words()).flatMap(\.news)
      }
      #expect(try await news().isEmpty)
      try await house.correct(person, "Poetry", client)
      #expect(
        try await news() == [
          "We are telling them that something else holds now: What you are curious about."
        ]
      )
      try await house.sendAllDue()
      #expect(try await news().first?.contains("They have to confirm it by") == true)
      let first = try #require(await house.partner.taken.last).id.rawValue
      try await house.confirm([first], client)
      #expect(try await news().first?.contains("that they changed: What you") == true)

      try await house.say("withdraw", person, client)
      try await house.sendAllDue()
      #expect(try await news().first?.hasPrefix("We told them on ") == true)
      house.test.clock.advance(86_400)
      #expect(
        try await news() == [
          """
          Meridian Travel has not confirmed within one day what we had to tell them: What you are \
          curious about. They get nothing until they do.
          """
        ]
      )
      let last = try #require(await house.partner.taken.last).id.rawValue
      try await house.confirm([last], client)
      #expect(try await news().first?.contains("that they deleted: What you") == true)
      #expect(try await news().count == 1)
    }
  }

  @Test func `is told to who runs the house, with the keys of one at a time`() async throws {
    let house = try await Partnership()
    try await house.test.test { client in
      let all = try await client.call(.get, "/v1/recipients").decoded(RecipientsReply.self)
      #expect(all.recipients.map(\.name) == ["harbour-post", "meridian-travel"])
      #expect(all.recipients.allSatisfy { $0.keys == nil })
      let keys = try #require(try await state(client).keys)
      #expect(keys.secret.hasPrefix("whsec_"))
      #expect(keys.publicKey.hasPrefix("whpk_"))
      #expect(keys.authority == "127.0.0.1:8080")
      let none = try await client.call(.get, "/v1/recipients/nobody")
      #expect(none.status == 404)
      let reader = try await client.call(.get, "/v1/recipients", key: TestHouse.readOnly)
      #expect(reader.status == 403)
    }
  }
}
