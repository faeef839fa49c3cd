import Candor
import CandorFixtures
import Foundation
import SQLiteStore
import Testing

/// What only a store on disk can promise.
struct SQLiteStoreTests {
  @Test func `reopening finds everything`() async throws {
    try await withDirectory { directory in
      let contents = try Rules.small.declared(by: .mara)
      let handle = Handle.of(.mara)
      do {
        let store = try SQLiteStore(directory)
        let vault = try await Vault(store, .cast)
        _ = try await vault.meet(
          Cast.mara.id,
          at: .start,
          Vault.Entry(contents, handles: [handle])
        )
        try await store.write { transaction in
          try transaction.put(Item.catalogue)
          try transaction.put(Access.named("till", scopes: [.read]))
        }
      }
      let store = try SQLiteStore(directory)
      let vault = try await Vault(store, .cast)
      let record = try await vault.record(of: Cast.mara.id)
      #expect(record.answers == Record.after(contents).answers)
      #expect(record.version == contents.count)
      #expect(try await vault.events(of: Cast.mara.id).map(\.content) == contents)
      #expect(try await vault.person(of: handle) == Cast.mara.id)
      #expect(try await store.items() == Item.catalogue)
      #expect(
        try await store.access(of: .key) == [.named("till", scopes: [.read])]
      )
    }
  }

  @Test func `a directory is held by one store at a time`() async throws {
    try await withDirectory { directory in
      var first: SQLiteStore? = try SQLiteStore(directory)
      let refused = #expect(throws: SQLiteStore.Refused.self) { try SQLiteStore(directory) }
      #expect(refused?.description.contains(directory.path) == true)
      try await first?.write { try $0.put(Array(Item.catalogue.prefix(1))) }
      first = nil
      let second = try SQLiteStore(directory)
      #expect(try await second.items() == Array(Item.catalogue.prefix(1)))
    }
  }

  @Test func `a refused opening does not let go of the directory`() async throws {
    try await withDirectory { directory in
      let first = try SQLiteStore(directory)
      for _ in 0..<3 {
        #expect(throws: SQLiteStore.Refused.self) { try SQLiteStore(directory) }
      }
      try await first.write { try $0.put(Item.catalogue) }
      #expect(try await first.items() == Item.catalogue)
    }
  }

  @Test func `a directory that cannot be made is refused`() async throws {
    try await withDirectory { directory in
      try Data().write(to: directory)
      #expect(throws: (any Error).self) { try SQLiteStore(directory) }
    }
  }

  @Test func `files are for their owner alone, even where the directory is not`() async throws {
    try await withDirectory { directory in
      let manager = FileManager.default
      try manager.createDirectory(
        at: directory,
        withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o755]
      )
      let store = try SQLiteStore(directory)
      _ = try await Vault(store, .cast).meet(Cast.mara.id, at: .start)
      let names = try manager.contentsOfDirectory(atPath: directory.path)
      #expect(Set(names).isSuperset(of: ["candor.db", "keys.db", "lock"]))
      for name in names {
        let path = directory.appending(path: name).path
        let mode = try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect((mode ?? 0o777) & 0o077 == 0, "\(name)")
      }
      withExtendedLifetime(store) {}
    }
  }

  @Test func `a directory that the store makes is for its owner alone`() async throws {
    try await withDirectory { directory in
      let store = try SQLiteStore(directory)
      let attributes = try FileManager.default.attributesOfItem(atPath: directory.path)
      #expect(attributes[.posixPermissions] as? Int == 0o700)
      withExtendedLifetime(store) {}
    }
  }

  @Test func `an erasure that was cut off is finished when the store is opened again`() async throws
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let handle = Keyring.cast.handle(of: Cast.mara.address)
    do {
      let store = try SQLiteStore(folder)
      let vault = try await Vault(store, .cast)
      for member in [Cast.mara, .oona] {
        let entry = Vault.Entry([.exported], handles: [Keyring.cast.handle(of: member.address)])
        _ = try await vault.meet(member.id, at: .start, entry)
      }
      try await store.shred(Cast.mara.id, leaving: Keyring.cast.handle(ofErased: Cast.mara.id))
    }
    let store = try SQLiteStore(folder)
    let vault = try await Vault(store, .cast)
    #expect(try await store.person(of: handle) == nil)
    #expect(try await store.events(of: Cast.mara.id).isEmpty)
    #expect(try await vault.record(of: Cast.oona.id).version == 1)
  }

  @Test func `records whose keys are lost are not taken for erased`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      let vault = try await Vault(SQLiteStore(folder), .cast)
      _ = try await vault.meet(Cast.mara.id, at: .start, Vault.Entry([.exported]))
    }
    for file in ["keys.db", "keys.db-wal", "keys.db-shm"] {
      try? FileManager.default.removeItem(at: folder.appending(path: file))
    }
    let store = try SQLiteStore(folder)
    await #expect(throws: KeysMissing(records: 1)) { _ = try await Vault(store, .cast) }
    #expect(try await store.events(of: Cast.mara.id).count == 1)
  }
}
