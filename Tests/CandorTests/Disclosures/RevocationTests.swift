import Candor
import CandorFixtures
import Foundation
import Synchronization
import Testing

/// What is taken back goes to nobody any more, and who has it is told.
@Suite struct Revocation {
  private static let offers = Consent("offers", at: "tern-travel")
  private static let terms = Disclosure(
    "d-1",
    to: "tern-travel",
    for: "offers",
    of: ["genres", "departure"],
    at: .start
  )

  /// Even while it is taken back, odd while it stands: moved before a yes is said, and after a no is
  /// answered.
  private final class Hands: Sendable {
    private let place = Mutex(1)

    var now: Int { place.withLock { $0 } }

    func move() { place.withLock { $0 += 1 } }

    private let checked = Mutex(0)

    /// How many copies were held against a withdrawal.
    var checks: Int { checked.withLock { $0 } }

    func check() { checked.withLock { $0 += 1 } }
  }

  private func page(_ vault: Vault, after person: Person.ID? = nil, count: Int = 100) async throws
    -> Vault.Page<Person.ID>
  {
    let gate = Gate(.small)
    return try await vault.disclose(after: person, count: count, at: .start) { record in
      Self.terms.line(of: record, through: gate, at: .start).map { line in
        (Vault.Entry(line.news.map { [.disclosed($0)] } ?? []), record.person)
      }
    }
  }

  private func vault(_ store: MemoryStore, people: [Cast]) async throws -> Vault {
    let vault = try await Vault(store, .cast)
    for member in people {
      let contents = try Rules.small.declared(by: .mara) + [Rules.small.yes(to: Self.offers)]
      try await vault.meet(member.id, at: .start, .init(contents))
    }
    return vault
  }

  @Test func `what goes is in the record, and a page ends where the next begins`() async throws {
    let store = MemoryStore()
    let cast = [Cast.mara, .oona]
    let vault = try await vault(store, people: cast)
    let first = try await page(vault, count: 1)
    let second = try await page(vault, after: first.last, count: 1)
    #expect(Set(first.rows + second.rows) == Set(cast.map(\.id)))
    #expect(try await page(vault, after: second.last, count: 1).rows.isEmpty)
    #expect(try await vault.record(of: Cast.mara.id).held[Self.offers]?.parts.count == 2)
    let version = try await vault.record(of: Cast.mara.id).version
    #expect(try await page(vault).rows.count == 2)
    #expect(try await vault.record(of: Cast.mara.id).version == version)
  }

  @Test func `the outbox has it in the same transaction, also of who is erased`() async throws {
    let store = MemoryStore()
    let vault = try await vault(store, people: [.mara, .oona])
    _ = try await page(vault)
    func due() async throws -> [Outgoing] {
      try await store.read { try $0.outgoing(to: "tern-travel", dueBy: .start, count: 9) }
    }
    #expect(try await due().isEmpty)
    let entry = Vault.Entry([.withdrawn(Withdrawal(Self.offers))])
    _ = try await vault.write(to: Cast.mara.id, at: .start) { _ in (entry, ()) }
    let told = try #require(try await due().first)
    #expect(told.change.kind == .withdrawn)
    #expect(told.change.attributes == ["departure", "genres"])
    #expect(told.person == Cast.mara.id)
    #expect(told.reference == Keyring.cast.reference(to: Cast.mara.id, for: "tern-travel"))
    #expect(told.reference != Keyring.cast.reference(to: Cast.mara.id, for: "gannet-mail"))
    try await vault.erase(Cast.oona.id, at: .start)
    let all = try await due()
    #expect(all.map(\.change.kind) == [.withdrawn, .erased])
    #expect(all.last?.person == nil)
    #expect(try await page(vault).rows.isEmpty)
  }

  @Test func `no copy that begins after a withdrawal was answered has anything of it`() async throws
  {
    let store = MemoryStore()
    let vault = try await vault(store, people: [.mara])
    let clock = Hands()
    let grant = try Rules.small.yes(to: Self.offers)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for _ in 0..<100 {
          let stop = Vault.Entry([.withdrawn(Withdrawal(Self.offers))])
          _ = try await vault.write(to: Cast.mara.id, at: .start) { _ in (stop, ()) }
          clock.move()
          try await Task.sleep(for: .milliseconds(2))
          clock.move()
          _ = try await vault.write(to: Cast.mara.id, at: .start) { _ in (Vault.Entry([grant]), ())
          }
        }
      }
      for _ in 0..<3 {
        group.addTask {
          for _ in 0..<100 {
            let before = clock.now
            let rows = try await page(vault).rows
            let after = clock.now
            guard before == after, before.isMultiple(of: 2) else { continue }
            clock.check()
            #expect(rows.isEmpty)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(clock.checks > 0)
  }
}
