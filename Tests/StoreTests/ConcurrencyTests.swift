import Candor
import CandorFixtures
import Foundation
import Testing

/// Many at once, in every store.
struct ConcurrencyTests {
  @Test(arguments: StoreUnderTest.allCases)
  func `writes come one after the other`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      let mara = Cast.mara.id
      try await store.write { try $0.append([], snapshot: .number(0), of: mara, after: nil) }
      let seen = try await withThrowingTaskGroup(of: Int.self, returning: [Int].self) { group in
        for _ in 0..<200 {
          group.addTask {
            try await store.write { transaction in
              let before = try #require(try transaction.version(of: mara))
              try transaction.append([], snapshot: .number(before + 1), of: mara, after: before)
              return before
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(seen.sorted() == Array(0..<200))
      #expect(try await store.snapshot(of: mara) == .number(200))
    }
  }

  private struct Stop: Error {}

  @Test(arguments: StoreUnderTest.allCases)
  func `a write that throws takes none of its neighbours down`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let failures = await withTaskGroup(of: Int?.self, returning: [Int].self) { group in
        for number in 0..<200 {
          group.addTask {
            do {
              try await store.write { transaction in
                try transaction.put([Item(id: Item.ID("item-\(number)"), title: "Item")])
                if number.isMultiple(of: 3) { throw Stop() }
              }
              return nil
            } catch {
              return number
            }
          }
        }
        return await group.reduce(into: []) { failures, number in
          if let number { failures.append(number) }
        }
      }
      #expect(failures.sorted() == (0..<200).filter { $0.isMultiple(of: 3) })
      let kept = (0..<200).filter { !$0.isMultiple(of: 3) }.map { Item.ID("item-\($0)") }
      let items = try await store.items().map(\.id)
      #expect(items.sorted() == kept.sorted())
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a reader never sees half of a transaction`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      let mara = Cast.mara.id
      try await store.write { try $0.append([], snapshot: .number(0), of: mara, after: nil) }
      let halves = try await withThrowingTaskGroup(of: Bool.self, returning: Int.self) { group in
        group.addTask {
          for number in 1...100 {
            try await store.write { transaction in
              try transaction.append(
                [.number(number)],
                snapshot: .number(number),
                of: mara,
                after: number - 1
              )
              try transaction.put([Item(id: Item.ID("item-\(number)"), title: "Item")])
            }
          }
          return false
        }
        for _ in 0..<100 {
          group.addTask {
            try await store.read { reader in
              let events = try reader.events(of: mara).count
              let snapshot = try reader.snapshot(of: mara)?.sequence
              return try snapshot != events || reader.items().count != events
            }
          }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(halves == 0)
      #expect(try await store.events(of: mara).count == 100)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `keys are shredded while others are being read`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      var dice = Dice(3)
      let people = (0..<40).map { _ in Person.ID(at: .start, using: &dice) }
      try await store.keep(Dictionary(uniqueKeysWithValues: people.map { ($0, Data($0.bytes)) }))
      try await withThrowingTaskGroup(of: Void.self) { group in
        for person in people.prefix(20) {
          group.addTask {
            try await store.shred(person, leaving: Keyring.cast.handle(ofErased: person))
          }
        }
        for person in people.suffix(20) {
          group.addTask {
            for _ in 0..<20 {
              let key = try await store.key(of: person)
              #expect(key == Data(person.bytes))
            }
          }
        }
        try await group.waitForAll()
      }
      for person in people.prefix(20) {
        #expect(try await store.key(of: person) == nil)
      }
    }
  }
}
