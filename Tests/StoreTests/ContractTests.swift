import Candor
import CandorFixtures
import Foundation
import Testing

/// What every store promises of records, handles and keys.
struct ContractTests {
  private static let mara = Cast.mara.id
  private static let oona = Cast.oona.id

  @Test(arguments: StoreUnderTest.allCases)
  func `events come back in order, with the snapshot that was put last`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      try await store.write { transaction in
        try transaction.append(
          [.number(1), .number(2)],
          snapshot: .number(2),
          of: Self.mara,
          after: nil
        )
        try transaction.append([.number(1)], snapshot: .number(1), of: Self.oona, after: nil)
      }
      try await store.write {
        try $0.append([.number(3)], snapshot: .number(3), of: Self.mara, after: 2)
      }
      let events = try await store.events(of: Self.mara)
      #expect(events == [.number(1), .number(2), .number(3)])
      #expect(try await store.snapshot(of: Self.mara) == .number(3))
      #expect(try await store.events(of: Self.oona) == [.number(1)])
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a record begins with a snapshot and no events`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      #expect(try await store.snapshot(of: Self.mara) == nil)
      try await store.write { try $0.append([], snapshot: .number(0), of: Self.mara, after: nil) }
      #expect(try await store.snapshot(of: Self.mara) == .number(0))
      #expect(try await store.events(of: Self.mara).isEmpty)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a place in a record is taken once`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      try await store.write {
        try $0.append([.number(1)], snapshot: .number(1), of: Self.mara, after: nil)
      }
      await #expect(throws: (any Error).self) {
        try await store.write { transaction in
          let other = Sealed(sequence: 1, bytes: Data("another".utf8))
          try transaction.append([other], snapshot: .number(2), of: Self.mara, after: 1)
        }
      }
      #expect(try await store.events(of: Self.mara) == [.number(1)])
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a transaction sees what it wrote`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      try await store.keep([Self.mara: Data("key".utf8)])
      let seen = try await store.write { transaction in
        try transaction.append([.number(1)], snapshot: .number(1), of: Self.mara, after: nil)
        try transaction.bind(.of(.mara), to: Self.mara)
        return (
          try transaction.events(of: Self.mara).count, try transaction.person(of: .of(.mara)),
          try transaction.people(after: nil, count: 9), try transaction.key(of: Self.mara)
        )
      }
      #expect(seen.0 == 1)
      #expect(seen.1 == Self.mara)
      #expect(seen.2 == [Self.mara])
      #expect(seen.3 == Data("key".utf8))
    }
  }

  private struct Stop: Error {}

  @Test(arguments: StoreUnderTest.allCases)
  func `a transaction that throws leaves nothing`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      try await store.write { try $0.put([Item(id: "a", title: "A")]) }
      await #expect(throws: Stop.self) {
        try await store.write { transaction in
          try transaction.append([.number(1)], snapshot: .number(1), of: Self.mara, after: nil)
          try transaction.bind(.of(.mara), to: Self.mara)
          try transaction.put(Access.named("till"))
          try transaction.put([Item(id: "a", title: "Z"), Item(id: "b", title: "B")])
          throw Stop()
        }
      }
      #expect(try await store.snapshot(of: Self.mara) == nil)
      #expect(try await store.events(of: Self.mara).isEmpty)
      #expect(try await store.person(of: .of(.mara)) == nil)
      #expect(try await store.access(of: .key).isEmpty)
      #expect(try await store.items().map(\.title) == ["A"])
      // The writer goes on after it.
      try await store.write { try $0.put([Item(id: "b", title: "B")]) }
      #expect(try await store.items().map(\.title) == ["A", "B"])
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a handle has one person, and a person many handles`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      let external = Keyring.cast.handle(ofExternal: Cast.mara.external)
      try await store.write { transaction in
        try transaction.bind(.of(.mara), to: Self.mara)
        try transaction.bind(external, to: Self.mara)
        try transaction.bind(.of(.mara), to: Self.mara)
      }
      await #expect(throws: HandleTaken()) {
        try await store.write { try $0.bind(.of(.mara), to: Self.oona) }
      }
      #expect(try await store.person(of: .of(.mara)) == Self.mara)
      #expect(try await store.person(of: external) == Self.mara)
      #expect(try await store.person(of: .of(.oona)) == nil)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a released handle is nobody's, and can be bound anew`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      try await store.write { transaction in
        try transaction.bind(.of(.mara), to: Self.mara)
        try transaction.bind(.of(.oona), to: Self.oona)
        try transaction.release(.of(.mara), of: Self.mara)
        try transaction.release(.of(.oona), of: Self.mara)
      }
      #expect(try await store.person(of: .of(.mara)) == nil)
      #expect(try await store.person(of: .of(.oona)) == Self.oona)
      try await store.write { try $0.bind(.of(.mara), to: Self.oona) }
      #expect(try await store.person(of: .of(.mara)) == Self.oona)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a key is kept until it is shredded`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      let keys = [Self.mara: Data([1, 2, 3]), Self.oona: Data([4, 5, 6])]
      try await store.keep(keys)
      try await store.keep([:])
      #expect(try await store.key(of: Self.mara) == keys[Self.mara])
      try await store.shred(Self.mara, leaving: .of(.mara))
      try await store.shred(Self.mara, leaving: .of(.mara))
      #expect(try await store.key(of: Self.mara) == nil)
      #expect(try await store.key(of: Self.oona) == keys[Self.oona])
      try await store.keep([Self.mara: Data([7])])
      #expect(try await store.key(of: Self.mara) == Data([7]))
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a key that is kept is never overwritten`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      try await store.keep([Self.mara: Data([1, 2, 3])])
      await #expect(throws: (any Error).self) {
        try await store.keep([Self.oona: Data([9]), Self.mara: Data([4, 5, 6])])
      }
      #expect(try await store.key(of: Self.mara) == Data([1, 2, 3]))
      #expect(try await store.key(of: Self.oona) == nil)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `an erasure takes every row of the person, and nobody else's`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      try await store.write { transaction in
        for member in [Cast.mara, .oona] {
          try transaction.append([.number(1)], snapshot: .number(1), of: member.id, after: nil)
          try transaction.bind(.of(member), to: member.id)
          try transaction.put(Access.named(member.name, .session, person: member.id))
        }
        try transaction.put(Access.named("till"))
        try transaction.erase(Self.mara, leaf: nil)
      }
      #expect(try await store.snapshot(of: Self.mara) == nil)
      #expect(try await store.events(of: Self.mara).isEmpty)
      #expect(try await store.person(of: .of(.mara)) == nil)
      #expect(try await store.access(of: .session).map(\.person) == [Self.oona])
      #expect(try await store.access(of: .key).count == 1)
      #expect(try await store.snapshot(of: Self.oona) == .number(1))
      #expect(try await store.events(of: Self.oona) == [.number(1)])
      #expect(try await store.person(of: .of(.oona)) == Self.oona)
    }
  }
}
