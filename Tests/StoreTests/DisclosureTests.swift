import Candor
import CandorFixtures
import Foundation
import SQLiteStore
import Testing

/// What every store promises of disclosures and of the outbox.
struct DisclosureTests {
  private static let offers = Consent("offers", at: "tern-travel")

  private static func disclosure(_ id: Disclosure.ID) -> Disclosure {
    Disclosure(
      id,
      to: "tern-travel",
      for: "offers",
      of: ["genres", "departure"],
      audience: ["genres": ["Ocean", "\u{10000}"]],
      at: .start
    )
  }

  private static func outgoing(
    _ id: Change.ID,
    to recipient: Recipient.Name = "tern-travel",
    since date: Date = .start
  ) -> Outgoing {
    let offers = Consent("offers", at: recipient)
    let change = Change(id, .withdrawn, at: offers, of: ["genres"], since: date)
    return Outgoing(change, of: "0a1b", person: Cast.mara.id)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `disclosures come back as they were, and none takes another's place`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let all = [Self.disclosure("d-2"), Self.disclosure("d-1")]
      for one in all { try await store.write { try $0.put(one) } }
      #expect(try await store.read { try $0.disclosures() } == all)
      #expect(try await store.read { try $0.disclosure("d-1") } == all[1])
      #expect(try await store.read { try $0.disclosure("d-3") } == nil)
      await #expect(throws: Occupied.self) { try await store.write { try $0.put(all[0]) } }
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `what is due comes first come, first served, until it is done`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let first = Self.outgoing("msg_a")
      let second = Self.outgoing("msg_b", since: .start.after(days: 1))
      try await store.write { transaction in
        try transaction.put(second)
        try transaction.put(Self.outgoing("msg_x", to: "gannet-mail"))
        try transaction.put(first)
      }
      func due(_ date: Date) async throws -> [Outgoing] {
        try await store.read { try $0.outgoing(to: "tern-travel", dueBy: date, count: 9) }
      }
      #expect(try await due(.start.after(milliseconds: -1)).isEmpty)
      #expect(try await due(.start) == [first])
      #expect(try await due(.start.after(days: 2)) == [first, second])
      let failed = first.failed(at: .start, jitter: 0)
      try await store.write { try $0.put(failed) }
      #expect(try await due(.start).isEmpty)
      #expect(try await due(.start.after(milliseconds: 5000)) == [failed])
      let told = failed.reached(at: .start.after(milliseconds: 5000))
      try await store.write { try $0.put(told) }
      #expect(try await due(.start.after(days: 9)) == [second])
      #expect(try await store.read { try $0.outgoing("msg_a") } == told)
      let open = try await store.read {
        try $0.unconfirmed(by: "tern-travel", count: 9)
      }
      #expect(open == [second, told])
      try await store.write { try $0.put(second.settled(at: .start.after(days: 2))) }
      let rest = try await store.read { try $0.unconfirmed(by: "tern-travel", count: 9) }
      #expect(rest == [told])
      #expect(try await due(.distantFuture).isEmpty)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a recipient reads what is theirs, from where they left it`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let all = ["msg_c", "msg_a", "msg_b"].map { Self.outgoing(Change.ID($0)) }
      try await store.write { transaction in
        try transaction.put(all[0])
        try transaction.put(Self.outgoing("msg_x", to: "gannet-mail"))
        try transaction.put(all[1])
        try transaction.put(all[2])
      }
      func read(after id: Change.ID?, _ count: Int = 9) async throws -> [Outgoing] {
        try await store.read { try $0.outgoing(to: "tern-travel", after: id, count: count) }
      }
      #expect(try await read(after: nil) == all)
      #expect(try await read(after: "msg_c", 1) == [all[1]])
      #expect(try await read(after: "msg_b").isEmpty)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `an erasure leaves what recipients have to be told, without the person`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let one = Self.outgoing("msg_a")
      try await store.write { transaction in
        try transaction.append([], snapshot: .number(0), of: Cast.mara.id, after: nil)
        try transaction.put(one)
      }
      try await store.write { try $0.erase(Cast.mara.id, leaf: nil) }
      var orphan = one
      orphan.person = nil
      #expect(try await store.read { try $0.outgoing("msg_a") } == orphan)
    }
  }
}
