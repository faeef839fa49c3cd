import Candor
import CandorFixtures
import Foundation
import GRDB
import SQLiteStore
import Testing

/// Whether what was changed by another hand is found, and named.
struct AuditTests {
  /// A house with the cast, of whom Teodor is erased, an API key and a catalogue.
  private func build(_ directory: URL) async throws {
    let store = try SQLiteStore(directory)
    let vault = try await Vault(store, .cast)
    for member in Cast.allCases {
      let told = try Rules.small.declared(by: member)
      let handles = [Handle.of(member), Keyring.cast.handle(ofExternal: member.external)]
      let entry = Vault.Entry(told, handles: handles)
      _ = try await vault.meet(member.id, at: .start, entry)
    }
    try await store.write { transaction in
      try transaction.put(Item.catalogue)
      try transaction.put(Access.named("till", scopes: [.read]))
      try transaction.put(Access.named("shop", scopes: [.catalogue]))
      try transaction.put(Access.named("mara", .session, person: Cast.mara.id))
    }
    _ = try await store.write { try $0.remove(Access.Hash(of: "shop")) }
    try await vault.erase(Cast.teodor.id, at: .start)
    // So many that a tile is full.
    _ = try await vault.write(to: Cast.oona.id, at: .start) { _ in
      (Vault.Entry(Array(repeating: .exported, count: 260)), true)
    }
  }

  private func change(_ directory: URL, _ sql: String, in name: String = "candor.db") throws {
    let file = try DatabaseQueue(path: directory.appending(path: name).path)
    try file.writeWithoutTransaction { try $0.execute(sql: sql) }
    try file.close()
  }

  @Test func `an audit finds nothing where nobody changed anything, and changes nothing`()
    async throws
  {
    try await withDirectory { directory in
      try await build(directory)
      let before = try Data(contentsOf: directory.appending(path: "candor.db"))
      let audit = try SQLiteStore.audit(directory, .cast)
      #expect(audit.findings == [])
      #expect(audit.count == 0)
      #expect(audit.people == 2)
      #expect(audit.heads == 5)
      #expect(audit.entries > audit.events)
      #expect(try Data(contentsOf: directory.appending(path: "candor.db")) == before)
      #expect(throws: Never.self) { try SQLiteStore(directory) }
    }
  }

  @Test func `an audit finds nothing in a store that is empty`() async throws {
    try await withDirectory { directory in
      _ = try SQLiteStore(directory)
      let audit = try SQLiteStore.audit(directory, .cast)
      #expect(audit.findings == [])
      #expect(audit.entries == 0)
    }
  }

  @Test func `an audit keeps off a directory that is in use`() async throws {
    try await withDirectory { directory in
      let store = try SQLiteStore(directory)
      #expect(throws: SQLiteStore.Refused.self) { try SQLiteStore.audit(directory, .cast) }
      withExtendedLifetime(store) {}
    }
  }

  static let mara = "x'\(Cast.mara.id.bytes.map { String($0, radix: 16).padded }.joined())'"
  static let changes: [(String, String)] = [
    ("UPDATE leaf SET commitment = zeroblob(32) WHERE place = 3", "leaf"),
    ("DELETE FROM leaf WHERE place = 3", "leaf 3"),
    ("UPDATE node SET hash = zeroblob(32)", "node 8/0"),
    ("DELETE FROM node", "node 8/0"),
    ("INSERT INTO node VALUES (8, 1, zeroblob(32))", "node 8/1"),
    ("DELETE FROM head WHERE size = (SELECT min(size) FROM head)", "head"),
    ("DELETE FROM head WHERE size = (SELECT max(size) FROM head)", "leaf"),
    ("DELETE FROM event WHERE person = \(mara) AND sequence = 2", "event \(Cast.mara.id)/2"),
    ("UPDATE event SET leaf = 1 WHERE person = \(mara) AND leaf = 2", "event \(Cast.mara.id)/3"),
    ("UPDATE event SET leaf = NULL WHERE sequence = 1", "event \(Cast.mara.id)/1"),
    ("UPDATE record SET version = version - 1 WHERE person = \(mara)", "record \(Cast.mara.id)"),
    ("UPDATE access SET scopes = 'keys' WHERE name = 'till'", "access"),
    ("UPDATE access SET name = CAST(name || x'00' || 'x' AS TEXT) WHERE kind = 'key'", "access"),
    ("DELETE FROM access WHERE name = 'till'", "access"),
    ("UPDATE identity SET person = \(mara)", "identity"),
    ("UPDATE catalogue SET place = 1000 - place", "catalogue"),
    ("DELETE FROM catalogue WHERE place = 7", "catalogue"),
    ("DELETE FROM erasure", "erasure"),
    ("UPDATE erasure SET events = events + 1", "erasure 1"),
    ("DROP INDEX identity_person", "index identity_person"),
    ("CREATE TRIGGER t AFTER INSERT ON leaf BEGIN DELETE FROM access; END", "trigger t"),
    ("DELETE FROM grdb_migrations WHERE identifier = '2 log'", "grdb_migrations"),
    ("UPDATE digest SET sums = zeroblob(length(sums))", "digest"),
    ("DELETE FROM digest", "digest"),
  ]

  @Test(arguments: AuditTests.changes)
  func `an audit names the place that was changed`(_ sql: String, _ place: String) async throws {
    try await withDirectory { directory in
      try await build(directory)
      try change(directory, sql)
      let places = try SQLiteStore.audit(directory, .cast).findings.map(\.place)
      #expect(places.contains { $0 == place || $0.hasPrefix(place + " ") })
    }
  }

  @Test(arguments: [
    ("DELETE FROM key", "key \(Cast.mara.id)"),
    ("UPDATE key SET wrapped = (SELECT max(wrapped) FROM key)", "key"),
    ("DELETE FROM shredded", "shredded"),
    ("UPDATE shredded SET mark = zeroblob(16)", "shredded 0000000000000000"),
  ])
  func `an audit names what was changed among the keys`(_ sql: String, _ place: String) async throws
  {
    try await withDirectory { directory in
      try await build(directory)
      try change(directory, sql, in: "keys.db")
      let places = try SQLiteStore.audit(directory, .cast).findings.map(\.place)
      #expect(places.contains { $0 == place || $0.hasPrefix(place + " ") })
    }
  }

  @Test func `an audit shows a row that was brought back, and a table that was`() async throws {
    try await withDirectory { directory in
      let old = directory.appendingPathExtension("old")
      defer { try? FileManager.default.removeItem(at: old) }
      do {
        let store = try SQLiteStore(directory)
        try await store.write { try $0.put(Access.named("till", scopes: [.keys])) }
      }
      try FileManager.default.copyItem(at: directory, to: old)
      do {
        let store = try SQLiteStore(directory)
        _ = try await store.write { try $0.remove(Access.Hash(of: "till")) }
        _ = try await Vault(store, .cast).meet(Cast.mara.id, at: .start, .init([.exported]))
      }
      let attach = "ATTACH '\(old.appending(path: "candor.db").path)' AS old;"
      try change(directory, "\(attach) INSERT INTO access SELECT * FROM old.access")
      #expect(try SQLiteStore.audit(directory, .cast).findings.map(\.place) == ["access"])
      // Also with the sums of that time: they are of all tables together.
      try change(directory, "\(attach) UPDATE digest SET sums = (SELECT sums FROM old.digest)")
      #expect(try SQLiteStore.audit(directory, .cast).findings.map(\.place) == ["head"])
    }
  }

  @Test func `forged rights open nothing`() async throws {
    try await withDirectory { directory in
      try await build(directory)
      try change(directory, "UPDATE access SET scopes = 'keys'")
      try change(directory, "UPDATE identity SET person = \(Self.mara)")
      let store = try SQLiteStore(directory)
      await #expect(throws: Tampered(table: "access")) {
        try await store.access(Access.Hash(of: "till"))
      }
      await #expect(throws: Tampered(table: "identity")) {
        try await store.person(of: .of(.oona))
      }
    }
  }

  @Test func `another keyring opens nothing`() async throws {
    try await withDirectory { directory in
      try await build(directory)
      let other = try Keyring(Keyring.freshText())
      #expect(throws: SQLiteStore.Refused.self) { try SQLiteStore(directory, other.rowTags) }
      #expect(try SQLiteStore.audit(directory, other).count > 4)
    }
  }
}

extension String {
  fileprivate var padded: String { count < 2 ? "0" + self : self }
}
