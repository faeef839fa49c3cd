import Candor
import CandorFixtures
import Foundation
import Synchronization
import Testing

/// What every store promises of who has a record.
struct PeopleTests {
  private func store(_ people: [Person.ID], in store: any Store) async throws {
    try await store.write { transaction in
      for person in people {
        try transaction.append([], snapshot: .number(0), of: person, after: nil)
      }
    }
  }

  /// Everybody, page by page.
  private func everybody(in store: any Store, by count: Int) async throws -> [[Person.ID]] {
    var pages: [[Person.ID]] = []
    while true {
      let last = pages.last?.last
      let page = try await store.read { try $0.people(after: last, count: count) }
      if page.isEmpty { return pages }
      pages.append(page)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `people come page by page in the order of their bytes, each once`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      var dice = Dice(5)
      let people = (0..<100).map { _ in
        Person.ID(bytes: (0..<16).map { _ in UInt8(dice.roll(0...255)) })
      }
      try await self.store(people, in: store)
      let sorted = people.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
      #expect(sorted == people.sorted())
      for count in [1, 7, 100, 1000] {
        let pages = try await everybody(in: store, by: count)
        #expect(pages.flatMap(\.self) == sorted)
        #expect(pages.dropLast().allSatisfy { $0.count == count })
      }
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `nobody is named who has no record, or has it no more`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      #expect(try await everybody(in: store, by: 10).isEmpty)
      try await store.keep([Cast.teodor.id: Data("key".utf8)])
      try await self.store([Cast.oona.id, Cast.mara.id], in: store)
      try await store.write { try $0.erase(Cast.mara.id, leaf: nil) }
      #expect(try await everybody(in: store, by: 10) == [[Cast.oona.id]])
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `who is erased between two pages leaves no gap`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      try await self.store(Cast.allCases.map(\.id), in: store)
      let first = try await store.read { try $0.people(after: nil, count: 1) }
      #expect(first == [Cast.mara.id])
      try await store.write { transaction in
        try transaction.erase(Cast.mara.id, leaf: nil)
        try transaction.erase(Cast.teodor.id, leaf: nil)
      }
      #expect(
        try await store.read { try $0.people(after: Cast.mara.id, count: 9) } == [Cast.oona.id]
      )
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `the records of everybody are opened while others write and erase`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let vault = try await Vault(store, .cast)
      var dice = Dice(6)
      let people = (0..<300).map { _ in Person.ID(at: .start, using: &dice) }
      let line: @Sendable (Record) -> Vault.Entry = { _ in
        Vault.Entry([.exported, .did(.read, .item("starter"))])
      }
      try await vault.write(people.map { Vault.Line($0, isNew: true, line) }, at: .start)
      let told = Told()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await vault.forEachRecord { told.add($0) } }
        group.addTask {
          for person in people.prefix(20) { try await vault.erase(person, at: .start) }
        }
        group.addTask {
          for person in people.suffix(20) {
            _ = try await vault.write(to: person, at: .start) { _ in
              (Vault.Entry([.exported]), true)
            }
          }
        }
        try await group.waitForAll()
      }
      let records = told.records
      #expect(Set(records.map(\.person)).count == records.count)
      #expect(Set(records.map(\.person)).isSuperset(of: people.dropFirst(20)))
      #expect(records.allSatisfy { (2...3).contains($0.version) && $0.acts.count == 1 })
    }
  }
}

/// The records that were gone through.
private final class Told: Sendable {
  private let all = Mutex<[Record]>([])

  var records: [Record] { all.withLock { $0 } }

  func add(_ record: Record) { all.withLock { $0.append(record) } }
}
