import CandorFixtures
import Foundation
import Synchronization
import Testing

@testable import Candor

/// Going through the records of everybody.
@Suite struct `The records of everybody` {
  private let store = MemoryStore()
  private let vault: Vault

  init() async throws {
    vault = try await Vault(store, .cast)
  }

  /// So many people, each with a history of their own.
  private func meet(_ count: Int) async throws -> [Person.ID] {
    var dice = Dice(4)
    let people = (0..<count).map { _ in Person.ID(at: .start, using: &dice) }
    let lines = people.enumerated().map { index, person in
      Vault.Line(person, isNew: true) { _ in
        Vault.Entry(
          Array(repeating: .exported, count: index % 4)
            + [.did(.read, .item(Item.ID("item-\(index)")))]
        )
      }
    }
    try await vault.write(lines, at: .start)
    return people
  }

  @Test func `come each once, as they are`() async throws {
    let people = try await meet(1000)
    let found = Found<Record>()
    try await vault.forEachRecord { found.add($0) }
    #expect(found.all.map(\.person).sorted() == people.sorted())
    for record in found.all {
      try await #require(vault.record(of: record.person) == record)
    }
  }

  @Test func `come with their events`() async throws {
    let people = try await meet(300)
    let found = Found<(record: Record, events: [Event])>()
    try await vault.forEachHistory { found.add(($0, $1)) }
    #expect(found.all.map(\.record.person).sorted() == people.sorted())
    for (record, events) in found.all {
      try await #require(vault.record(of: record.person) == record)
      try await #require(vault.events(of: record.person) == events)
    }
  }

  @Test func `are none in an empty house, and one who has said nothing yet`() async throws {
    let found = Found<Record>()
    try await vault.forEachRecord { found.add($0) }
    try await vault.forEachHistory { record, _ in found.add(record) }
    #expect(found.all.isEmpty)
    try await vault.meet(Cast.mara.id, at: .start)
    try await vault.forEachRecord { found.add($0) }
    try await vault.forEachHistory { record, _ in found.add(record) }
    #expect(found.all == [Record(of: Cast.mara.id), Record(of: Cast.mara.id)])
  }

  @Test func `leave out who was erased, also halfway`() async throws {
    let people = try await meet(10)
    try await vault.erase(people[0], at: .start)
    try await store.shred(people[1], leaving: .of(people[1]))
    let found = Found<Record>()
    try await vault.forEachRecord { found.add($0) }
    try await vault.forEachHistory { record, _ in found.add(record) }
    #expect(Set(found.all.map(\.person)) == Set(people.dropFirst(2)))
    #expect(found.all.count == 16)
  }

  private struct Stop: Error {}

  @Test func `end where somebody stops, or a record does not open`() async throws {
    let people = try await meet(10)
    await #expect(throws: Stop.self) { try await vault.forEachRecord { _ in throw Stop() } }
    await #expect(throws: Stop.self) { try await vault.forEachHistory { _, _ in throw Stop() } }
    try await store.shred(people[3], leaving: nil)
    try await store.keep([people[3]: Data("no key".utf8)])
    await #expect(throws: Malformed.self) { try await vault.forEachRecord { _ in } }
    await #expect(throws: Malformed.self) { try await vault.forEachHistory { _, _ in } }
  }
}

/// What was gone through.
private final class Found<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])

  var all: [Element] { elements.withLock { $0 } }

  func add(_ element: Element) { elements.withLock { $0.append(element) } }
}

extension Handle {
  fileprivate static func of(_ person: Person.ID) -> Handle {
    Keyring.cast.handle(ofErased: person)
  }
}
