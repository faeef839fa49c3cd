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

  /// For each person a number: even while it is taken back, odd while it stands.
  ///
  /// Moved before a yes is said, and after a no is answered.
  private final class Hands: Sendable {
    private let places: Mutex<[Person.ID: Int]>
    private let checked = Mutex(0)

    init(_ people: [Person.ID]) {
      places = Mutex(Dictionary(uniqueKeysWithValues: people.map { ($0, 1) }))
    }

    var now: [Person.ID: Int] { places.withLock { $0 } }

    func move(_ person: Person.ID) { places.withLock { $0[person, default: 1] += 1 } }

    /// How often somebody was held against their withdrawal.
    var checks: Int { checked.withLock { $0 } }

    func check() { checked.withLock { $0 += 1 } }
  }

  private func page(
    _ vault: Vault,
    after person: Person.ID? = nil,
    count: Int = 100
  ) async throws -> (rows: [Person.ID], last: Person.ID?) {
    let lines = try await vault.lines(after: person, count: count, at: .start, Self.decide)
    return (try await vault.disclose(lines, at: .start, Self.decide), lines.last)
  }

  private static let decide: Vault.Decide<Person.ID> = { record in
    terms.line(of: record, through: Gate(.small), at: .start).map { line in
      (Vault.Entry(line.news.map { [.disclosed($0)] } ?? []), record.person)
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

  /// `make bench` tries it a million times, on a disk.
  private static let operations = 1_500

  @Test func `no copy that begins after a withdrawal was answered has anything of it`() async throws
  {
    let vault = try await Vault(MemoryStore(), .cast)
    let people = (0..<50).map { _ in Person.ID(UUID()) }
    let contents = try Rules.small.declared(by: .mara) + [Rules.small.yes(to: Self.offers)]
    for person in people { try await vault.meet(person, at: .start, .init(contents)) }
    let hands = Hands(people)
    let (grant, stop) = (
      try Rules.small.yes(to: Self.offers), Event.Content.withdrawn(Withdrawal(Self.offers))
    )
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<5 {
        // Each speaks for ten people, so that what was said last is known.
        let own = Array(people[(10 * task)..<(10 * task + 10)])
        group.addTask {
          var dice = Dice(UInt64(task))
          for _ in 0..<(Self.operations * 9 / 50) {
            let person = dice.pick(own)
            let isStanding = hands.now[person, default: 1] % 2 == 1
            if !isStanding { hands.move(person) }
            let entry = Vault.Entry([isStanding ? stop : grant])
            _ = try await vault.write(to: person, at: .start) { _ in (entry, ()) }
            if isStanding { hands.move(person) }
          }
        }
      }
      for _ in 0..<2 {
        group.addTask {
          for _ in 0..<(Self.operations / 20) {
            let before = hands.now
            let rows = Set(try await page(vault).rows)
            let after = hands.now
            for (person, place) in before where place % 2 == 0 && after[person] == place {
              hands.check()
              #expect(!rows.contains(person))
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(hands.checks > Self.operations / 20)
  }
}
