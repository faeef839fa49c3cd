import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `Telling recipients of changes` {
  @Test func `says what was taken back, without a value, and the record says it was told`()
    async throws
  {
    let house = try await Partnership()
    try await house.test.test { client in
      let person = try await house.person(client)
      try await house.disclose(client)
      #expect(try await house.sendDue() == 0)
      try await house.say("withdraw", person, client)
      try await house.sendAllDue()
      let message = try #require(await house.partner.taken.first)
      let body = String(decoding: message.body, as: UTF8.self)
      #expect(body.contains(#""type":"person.withdrawn""#))
      #expect(!body.contains("Film"))
      #expect(!body.contains(person))
      #expect(try await house.kinds(of: person).suffix(2) == ["withdrawn", "told"])
      #expect(try await house.sendDue() == 0)
      #expect(await house.partner.taken.count == 1)
    }
  }

  @Test func `goes on after an erasure, of which no record is left`() async throws {
    let house = try await Partnership()
    try await house.test.test { client in
      let person = try await house.person(client)
      try await house.disclose(client)
      let reference = try await house.test.house.vault.keyring.reference(
        to: house.record(of: person).person,
        for: "meridian-travel"
      )
      _ = try await client.call(.delete, "/v1/people/\(person)")
      try await house.sendAllDue()
      let message = try #require(await house.partner.taken.first)
      let body = String(decoding: message.body, as: UTF8.self)
      #expect(body.contains(#""type":"person.erased""#))
      #expect(body.contains(reference))
      #expect(try await house.confirm([message.id.rawValue], client).status == 200)
      #expect(try await house.pull(client).changes.map(\.confirmed) == [house.now.rfc3339])
    }
  }

  /// Each day of the week two people take their yes back, one corrects, and one is erased.
  @Test func `loses nothing while a recipient is down for a week`() async throws {
    let house = try await Partnership(answer: nil)
    try await house.test.test { client in
      var people: [String] = []
      for _ in 0..<28 { people.append(try await house.person(client)) }
      try await house.disclose(client)
      for day in 0..<7 {
        let some = people[(day * 4)..<(day * 4 + 4)]
        try await house.say("withdraw", some[day * 4], client)
        try await house.say("withdraw", some[day * 4 + 1], client)
        try await house.correct(some[day * 4 + 2], "Poetry", client)
        _ = try await client.call(.delete, "/v1/people/\(some[day * 4 + 3])")
        let end = house.now.addingTimeInterval(86_400)
        while house.now < end {
          try await house.sendAllDue()
          house.test.clock.advance(600)
        }
      }
      #expect(await house.partner.taken.isEmpty)
      let all = try await house.test.store.read {
        try $0.outgoing(to: "meridian-travel", after: nil, count: 1000)
      }
      #expect(all.count == 28)
      // Those of the first days were tried as often as it goes; none was given up for good.
      #expect(all.prefix(4).allSatisfy { $0.attempts == 10 && $0.next == nil })
      #expect(all.suffix(4).allSatisfy { $0.attempts < 10 && $0.next != nil })
      #expect(try await client.call(.get, "/health/live", key: nil).status == 200)

      await house.partner.turn(Acknowledgement(status: 200))
      house.test.clock.advance(2 * 86_400)
      try await house.sendAllDue()
      let sent = await house.partner.taken.map(\.id)
      #expect(sent.count >= 12)
      #expect(Set(sent).count == sent.count)

      var pulled: [ChangeReply] = []
      var reply: ChangesReply
      repeat {
        reply = try await house.pull(client, since: pulled.last?.id, count: 5)
        pulled += reply.changes
      } while reply.more
      #expect(pulled.map(\.id) == all.map(\.change.id.rawValue))
      #expect(pulled.map(\.timestamp) == pulled.map(\.timestamp).sorted())
      #expect(pulled.filter { $0.type == "person.withdrawn" }.count == 14)
      #expect(pulled.filter { $0.type == "person.corrected" }.count == 7)
      #expect(pulled.filter { $0.type == "person.erased" }.count == 7)
      try await house.sendAllDue()
      #expect(await house.partner.taken.count == sent.count)

      let rest = try await house.confirm(pulled.map(\.id), client)
        .decoded(ConfirmationsReply.self)
      #expect(rest == ConfirmationsReply(unconfirmed: 0, suspended: false))
      let kinds = try await house.kinds(of: people[0]).suffix(3)
      #expect(kinds == ["withdrawn", "told", "confirmed"])
      #expect(try await house.record(of: people[0]).held.isEmpty)
    }
  }

  @Test func `comes again by the schedule, and when the recipient says`() async throws {
    let house = try await Partnership(answer: Acknowledgement(status: 503, retryAfter: 3600))
    try await house.test.test { client in
      let person = try await house.person(client)
      try await house.disclose(client)
      try await house.say("withdraw", person, client)
      #expect(try await house.sendDue() == 1)
      house.test.clock.advance(3599)
      #expect(try await house.sendDue() == 0)
      await house.partner.turn(nil)
      house.test.clock.advance(1)
      #expect(try await house.sendDue() == 1)
      await house.partner.turn(Acknowledgement(status: 202))
      house.test.clock.advance(299)
      #expect(try await house.sendDue() == 0)
      house.test.clock.advance(31)
      #expect(try await house.sendDue() == 1)
      #expect(await house.partner.tries == 3)
      #expect(await house.partner.taken.count == 1)
    }
  }

  @Test func `ends where a recipient says that nobody is there any more`() async throws {
    let house = try await Partnership(answer: Acknowledgement(status: 410))
    try await house.test.test { client in
      let person = try await house.person(client)
      try await house.disclose(client)
      try await house.say("withdraw", person, client)
      try await house.sendAllDue()
      house.test.clock.advance(86_400)
      try await house.sendAllDue()
      #expect(await house.partner.tries == 1)
      #expect(try await house.pull(client).changes.count == 1)
    }
  }

  @Test func `is done once, whoever else of the house sends`() async throws {
    let house = try await Partnership()
    try await house.test.test { client in
      var people: [String] = []
      for _ in 0..<20 { people.append(try await house.person(client)) }
      try await house.disclose(client)
      for person in people { try await house.say("withdraw", person, client) }
      let twin = try await House(
        house.test.house.rules,
        store: house.test.store,
        keyring: house.test.house.vault.keyring,
        mailer: nil,
        messenger: house.partner,
        now: { house.now }
      )
      let recipient = try house.recipient
      try await withThrowingTaskGroup(of: Void.self) { group in
        for server in [house.test.house, twin] {
          group.addTask { while try await server.sendDue(to: recipient) > 0 {} }
        }
        try await group.waitForAll()
      }
      #expect(await house.partner.tries == 20)
      #expect(Set(await house.partner.taken.map(\.id)).count == 20)
    }
  }

  @Test func `whose server ended on the way comes again`() async throws {
    let house = try await Partnership()
    try await house.test.test { client in
      let person = try await house.person(client)
      try await house.disclose(client)
      try await house.say("withdraw", person, client)
      // As a server leaves it that took it and was never seen again.
      try await house.test.store.write { transaction in
        let due = try transaction.outgoing(
          to: "meridian-travel",
          dueBy: .distantFuture,
          count: 1
        )
        for one in due { try transaction.put(one.taken(until: house.now + 60)) }
      }
      #expect(try await house.sendDue() == 0)
      house.test.clock.advance(60)
      #expect(try await house.sendDue() == 1)
    }
  }

  @Test func `begins as soon as it is said while the server runs`() async throws {
    let house = try await Partnership()
    try await house.test.test { client in
      let person = try await house.person(client)
      try await house.disclose(client)
      let sending = Task { await Sending(house: house.test.house).run() }
      try await house.say("withdraw", person, client)
      for _ in 0..<1000 where await house.partner.taken.isEmpty {
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(await house.partner.taken.count == 1)
      sending.cancel()
      await sending.value
    }
  }
}
