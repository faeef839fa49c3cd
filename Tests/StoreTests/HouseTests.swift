import Candor
import CandorFixtures
import Foundation
import Testing

/// What every store promises of doors and the catalogue.
struct HouseTests {
  @Test(arguments: StoreUnderTest.allCases)
  func `a door opens to its secret and comes back whole`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      let doors = [
        Access.named("till", scopes: [.write, .decide], until: nil),
        .named("link", .link, person: Cast.mara.id, until: .start),
        .named("session", .session, person: Cast.oona.id, until: .start.after(days: 9)),
      ]
      try await store.write { transaction in
        for door in doors { try transaction.put(door) }
      }
      for door in doors {
        #expect(try await store.access(Access.Hash(of: door.name)) == door)
      }
      #expect(try await store.access(Access.Hash(of: "gate")) == nil)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `doors are listed by kind, in order of their names`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      try await store.write { transaction in
        for name in ["shop", "desk", "till"] { try transaction.put(Access.named(name)) }
        try transaction.put(Access.named("mara", .session, person: Cast.mara.id))
      }
      #expect(
        try await store.access(of: .key).map(\.name) == ["desk", "shop", "till"]
      )
      #expect(try await store.access(of: .session).map(\.name) == ["mara"])
      #expect(try await store.access(of: .link).isEmpty)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a door that is put again is replaced`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      try await store.write { try $0.put(Access.named("till", scopes: [.read])) }
      try await store.write { try $0.put(Access.named("till", scopes: [.write])) }
      #expect(try await store.access(of: .key).map(\.scopes) == [[.write]])
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a removed door stays shut, and says whether it was there`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let hash = Access.Hash(of: "till")
      try await store.write { try $0.put(Access.named("till")) }
      #expect(try await store.write { try $0.remove(hash) })
      #expect(try await !store.write { try $0.remove(hash) })
      #expect(try await store.access(hash) == nil)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `what ended before a moment is removed, and what never ends stays`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let before = Date.start.after(milliseconds: -1)
      try await store.write { transaction in
        try transaction.put(Access.named("old", until: before))
        try transaction.put(Access.named("now", until: .start))
        try transaction.put(Access.named("ever", until: nil))
        try transaction.removeAccess(before: .start)
      }
      #expect(try await store.access(of: .key).map(\.name) == ["ever", "now"])
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `items stay in the order in which they were first put`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      try await store.write { try $0.put(Item.catalogue) }
      #expect(try await store.items() == Item.catalogue)
      let again = Item(
        id: "salt-ledger",
        title: "Salt",
        creators: ["Ilse Okonjo", "Ana Brack"],
        released: Day(.start),
        popularity: 3,
        summary: "New words.",
        url: "/salt",
        kind: "essay"
      )
      try await store.write { try $0.put([Item(id: "new", title: "New"), again]) }
      let items = try await store.items()
      #expect(items.count == 41)
      #expect(items[1] == again)
      #expect(items.last?.id == "new")
      #expect(items.map(\.id).dropLast() == Item.catalogue.map(\.id)[...])
    }
  }
}
