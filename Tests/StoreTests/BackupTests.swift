import Candor
import CandorFixtures
import Foundation
import GRDB
import Testing
import TransparencyLog

@testable import SQLiteStore

@Suite struct `A copy of both files` {
  private static func meet(_ people: [Person.ID], in vault: Vault) async throws {
    for person in people {
      _ = try await vault.meet(person, at: .start, Vault.Entry([.exported]))
    }
  }

  @Test func `that is made while others write is whole`() async throws {
    try await withDirectory { directory in
      try await withDirectory { copy in
        let store = try SQLiteStore(directory)
        let vault = try await Vault(store, .cast)
        try await Self.meet(Cast.allCases.map(\.id), in: vault)
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<4 {
            group.addTask {
              var random = SystemRandomNumberGenerator()
              let people = (0..<25).map { _ in Person.ID(at: .start, using: &random) }
              try await Self.meet(people, in: vault)
            }
          }
          group.addTask { try SQLiteStore.copy(directory, to: copy) }
          try await group.waitForAll()
        }
        let restored = try SQLiteStore(copy)
        let met = try await Vault(restored, .cast)
        for member in Cast.allCases {
          #expect(try await met.record(of: member.id).version == 1)
        }
        try restored.close()
        try SQLiteStore.settle(copy)
        let contents = try SQLiteStore.contents(of: copy)
        #expect((3...103).contains(contents.people))
        #expect(contents.people == contents.head?.size)
        let names = try FileManager.default.contentsOfDirectory(atPath: copy.path)
        #expect(Set(names) == ["candor.db", "keys.db", "lock"])
        for name in names {
          let path = copy.appending(path: name).path
          let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
          #expect(mode as? Int == 0o600, "\(name)")
        }
        withExtendedLifetime(store) {}
      }
    }
  }

  @Test func `keeps out who was erased between the two`() async throws {
    try await withDirectory { directory in
      try await withDirectory { copy in
        let store = try SQLiteStore(directory)
        let vault = try await Vault(store, .cast)
        try await Self.meet(Cast.allCases.map(\.id), in: vault)
        for place in [copy, copy.appending(path: "later")] {
          try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
          try SQLiteStore.copy(directory, to: place)
          if place == copy { try await vault.erase(Cast.mara.id, at: .start) }
        }
        // The records of before, the keys of after.
        let keys = copy.appending(path: "keys.db")
        try FileManager.default.removeItem(at: keys)
        try FileManager.default.copyItem(at: copy.appending(path: "later/keys.db"), to: keys)
        let restored = try SQLiteStore(copy)
        let met = try await Vault(restored, .cast)
        await #expect(throws: Vault.UnknownPerson()) { try await met.record(of: Cast.mara.id) }
        #expect(try await restored.events(of: Cast.mara.id).isEmpty)
        #expect(try await met.record(of: Cast.oona.id).version == 1)
        withExtendedLifetime(store) {}
      }
    }
  }

  @Test func `lets an erasure wait, and others write meanwhile`() async throws {
    try await withDirectory { directory in
      let store = try SQLiteStore(directory)
      let vault = try await Vault(store, .cast)
      try await Self.meet([Cast.mara.id, Cast.oona.id], in: vault)
      // A copy in the making is a reader that stays.
      let reader = try SQLiteStore.reading(directory.appending(path: "candor.db"))
      let (begun, begin) = AsyncStream.makeStream(of: Void.self)
      let end = DispatchSemaphore(value: 0)
      async let count = reader.read { db in
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM record")
        begin.finish()
        _ = end.wait(timeout: .now() + 30)
        return count
      }
      for await _ in begun {}
      async let erasure = vault.erase(Cast.mara.id, at: .start)
      for version in 1...3 {
        let written = try await vault.write(to: Cast.oona.id, at: .start) { record in
          (Vault.Entry([.exported]), record.version)
        }
        #expect(written.result == version)
      }
      end.signal()
      #expect(try await count == 2)
      _ = try await erasure
      await #expect(throws: Vault.UnknownPerson()) { try await vault.record(of: Cast.mara.id) }
    }
  }

  @Test func `has nothing left of what was deleted once it is written anew`() async throws {
    try await withDirectory { directory in
      let key: Data
      do {
        let store = try SQLiteStore(directory)
        try await Self.meet(Cast.allCases.map(\.id), in: await Vault(store, .cast))
        let kept = try await store.key(of: Cast.mara.id)
        key = try #require(kept)
        try await store.eraseAgain(Cast.mara.id, .cast, at: .start)
        try store.close()
      }
      try SQLiteStore.compact(directory)
      try SQLiteStore.settle(directory)
      for bytes in [key, Data(Cast.mara.id.bytes)] {
        #expect(try !isFound(bytes, in: directory))
      }
      let vault = try await Vault(SQLiteStore(directory), .cast)
      #expect(try await vault.record(of: Cast.oona.id).version == 1)
    }
  }

  @Test func `tells what it knows of erasures, and whether that is newer`() async throws {
    try await withDirectory { directory in
      let tags = Keyring.cast.rowTags
      let store = try SQLiteStore(directory)
      let vault = try await Vault(store, .cast)
      try await Self.meet([Cast.mara.id, Cast.oona.id], in: vault)
      let before = try #require(try SQLiteStore.contents(of: directory).head)
      try await vault.erase(Cast.mara.id, at: .start)
      let after = try #require(try SQLiteStore.contents(of: directory).head)
      let list = try ShredList(of: directory, after: before, tags)
      #expect(list.marks == [Keyring.cast.handle(ofErased: Cast.mara.id)])
      #expect(list.isNewer)
      #expect(try ShredList(of: directory, after: nil, tags).isNewer)
      for (size, root) in [(after.size, before.root), (after.size + 1, after.root)] {
        let other = try ShredList(of: directory, after: TreeHead(size: size, root: root), tags)
        #expect(!other.isNewer)
      }
      let stranger = try Keyring(Keyring.freshText()).rowTags
      #expect(throws: Tampered.self) { try ShredList(of: directory, after: nil, stranger) }
      withExtendedLifetime(store) {}
    }
  }

  @Test(arguments: [
    (3_007_000, true), (3_040_001, true), (3_044_005, true), (3_044_006, false),
    (3_045_000, true), (3_050_006, true), (3_050_007, false), (3_051_002, true),
    (3_051_003, false), (3_052_000, false), (3_006_023, false),
  ])
  func `is told which SQLite loses resets of the log`(_ number: Int, _ loses: Bool) {
    #expect(SQLiteVersion.losesResets(number) == loses)
    #expect(SQLiteVersion.text(of: 3_040_001) == "3.40.1")
  }
}
