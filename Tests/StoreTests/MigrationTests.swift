import CandorFixtures
import Foundation
import GRDB
import SQLiteStore
import Testing

@testable import Candor

/// Files that an older Candor wrote.
struct MigrationTests {
  /// A file as it was before rows carried tags, with a door, a handle and two items.
  private func makeOld(_ directory: URL) throws {
    let manager = FileManager.default
    try manager.createDirectory(at: directory, withIntermediateDirectories: false)
    let file = try DatabaseQueue(path: directory.appending(path: "candor.db").path)
    try file.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          CREATE TABLE event (
            person BLOB NOT NULL, sequence INTEGER NOT NULL, sealed BLOB NOT NULL,
            PRIMARY KEY (person, sequence)
          ) WITHOUT ROWID, STRICT;
          CREATE TABLE record (
            person BLOB PRIMARY KEY NOT NULL, version INTEGER NOT NULL, sealed BLOB NOT NULL
          ) WITHOUT ROWID, STRICT;
          CREATE TABLE identity (
            handle BLOB PRIMARY KEY NOT NULL, person BLOB NOT NULL
          ) WITHOUT ROWID, STRICT;
          CREATE INDEX identity_person ON identity (person);
          CREATE TABLE access (
            hash BLOB PRIMARY KEY NOT NULL, kind TEXT NOT NULL, person BLOB,
            name TEXT NOT NULL, scopes TEXT NOT NULL, until INTEGER
          ) WITHOUT ROWID, STRICT;
          CREATE INDEX access_person ON access (person);
          CREATE INDEX access_until ON access (until);
          CREATE TABLE catalogue (
            place INTEGER PRIMARY KEY, item TEXT UNIQUE NOT NULL, json BLOB NOT NULL
          ) STRICT;
          CREATE TABLE tally (
            item TEXT PRIMARY KEY NOT NULL, count INTEGER NOT NULL
          ) WITHOUT ROWID, STRICT;
          ALTER TABLE event ADD COLUMN leaf INTEGER;
          CREATE TABLE leaf (place INTEGER PRIMARY KEY, commitment BLOB NOT NULL) STRICT;
          CREATE TABLE node (
            level INTEGER NOT NULL, place INTEGER NOT NULL, hash BLOB NOT NULL,
            PRIMARY KEY (level, place)
          ) WITHOUT ROWID, STRICT;
          CREATE TABLE log (id INTEGER PRIMARY KEY CHECK (id = 1), frontier BLOB NOT NULL) STRICT;
          CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
          INSERT INTO grdb_migrations VALUES ('1 main job'), ('2 log');
          """
      )
      try db.execute(
        sql: "INSERT INTO identity VALUES (?, ?)",
        arguments: [Handle.of(.mara).bytes, Data(Cast.mara.id.bytes)]
      )
      let till = Access.named("till", scopes: [.read])
      try db.execute(
        sql: "INSERT INTO access VALUES (?, 'key', NULL, 'till', 'people:read', NULL)",
        arguments: [till.hash.bytes]
      )
      for item in Item.catalogue.prefix(2) {
        try db.execute(
          sql: "INSERT INTO catalogue (item, json) VALUES (?, ?)",
          arguments: [item.id.rawValue, try JSONEncoder().encode(item)]
        )
        try db.execute(sql: "INSERT INTO tally VALUES (?, 3)", arguments: [item.id.rawValue])
      }
    }
    try file.close()
  }

  @Test func `a file of before there were tags is read, written and whole`() async throws {
    try await withDirectory { directory in
      try makeOld(directory)
      do {
        let store = try SQLiteStore(directory)
        #expect(try await store.person(of: .of(.mara)) == Cast.mara.id)
        #expect(try await store.access(of: .key) == [.named("till", scopes: [.read])])
        #expect(try await store.items() == Array(Item.catalogue.prefix(2)))
        try await store.write { transaction in
          try transaction.put(Access.named("till", scopes: [.write]))
          try transaction.put(Array(Item.catalogue.prefix(3)))
          try transaction.release(.of(.mara), of: Cast.mara.id)
        }
        #expect(try await store.access(of: .key).map(\.scopes) == [[.write]])
        #expect(try await store.items() == Array(Item.catalogue.prefix(3)))
      }
      #expect(try SQLiteStore.audit(directory, .cast).findings == [])
    }
  }

  /// Makes of a file of today one of when the items that people read were counted beside the records.
  private func count(_ directory: URL) throws {
    let file = try DatabaseQueue(path: directory.appending(path: "candor.db").path)
    try file.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          DELETE FROM grdb_migrations WHERE identifier >= '4';
          DROP TABLE text;
          DROP TABLE disclosure;
          DROP TABLE outbox;
          DROP TABLE offer;
          DROP TABLE place;
          DROP TABLE posting;
          DROP TABLE account; DROP TABLE later;
          CREATE TABLE tally (
            item TEXT PRIMARY KEY NOT NULL, count INTEGER NOT NULL
          ) WITHOUT ROWID, STRICT;
          INSERT INTO tally VALUES ('starter', 1);
          """
      )
    }
    try file.close()
  }

  @Test func `a file of before texts were kept is read, written and whole`() async throws {
    try await withDirectory { directory in
      do {
        let store = try SQLiteStore(directory)
        try await store.write { try $0.put(Access.named("till")) }
        try store.close()
      }
      try alter(
        directory,
        """
        DELETE FROM grdb_migrations WHERE identifier >= '5';
        DROP TABLE text; DROP TABLE disclosure; DROP TABLE outbox;
        DROP TABLE offer; DROP TABLE place; DROP TABLE posting; DROP TABLE account; DROP TABLE later
        """
      )
      #expect(try SQLiteStore.texts(of: directory, Keyring.cast.rowTags).isEmpty)
      let kept = Rules.small.notices(keptSince: .start)
      do {
        let store = try SQLiteStore(directory)
        #expect(try await store.texts(of: .notice).isEmpty)
        try await store.adopt(kept)
        #expect(try await store.access(of: .key) == [.named("till")])
        try store.close()
      }
      #expect(try SQLiteStore.audit(directory, .cast).findings == [])
      #expect(
        try Set(SQLiteStore.texts(of: directory, Keyring.cast.rowTags)) == Set(kept)
      )
    }
  }

  @Test func `a file of before recipients were told is read, written and whole`() async throws {
    try await withDirectory { directory in
      do {
        let store = try SQLiteStore(directory)
        try await store.write { try $0.put(Access.named("till")) }
        try store.close()
      }
      try alter(
        directory,
        """
        DELETE FROM grdb_migrations WHERE identifier >= '7';
        DROP TABLE offer; DROP TABLE place; DROP TABLE posting; DROP TABLE account; DROP TABLE later;
        DROP INDEX outbox_next; DROP INDEX outbox_unconfirmed;
        CREATE INDEX outbox_next ON outbox (next) WHERE next IS NOT NULL;
        CREATE INDEX outbox_unconfirmed ON outbox (number) WHERE confirmed IS NULL
        """
      )
      do {
        let store = try SQLiteStore(directory)
        #expect(try await store.access(of: .key) == [.named("till")])
        try store.close()
      }
      #expect(try SQLiteStore.audit(directory, .cast).findings == [])
    }
  }

  @Test func `a file of when items were counted and snapshots were JSON is read and written`()
    async throws
  {
    try await withDirectory { directory in
      let told = try Rules.small.declared(by: .mara) + [.did(.read, .item("starter"))]
      do {
        let store = try SQLiteStore(directory)
        let vault = try await Vault(store, .cast)
        _ = try await vault.meet(Cast.mara.id, at: .start, Vault.Entry(told))
        let record = try await vault.record(of: Cast.mara.id)
        // As JSON, which is what snapshots were once.
        let bytes = Array(#"{"acts":[],"answers":[],"counted":["starter"]}"#.utf8)
        try await store.write { transaction in
          let seal = try Vault.seal(of: record.person, .cast, transaction)
          let snapshot = Sealed(
            sequence: record.version,
            bytes: try seal.seal(bytes, as: .snapshot, sequence: record.version)
          )
          try transaction.append([], snapshot: snapshot, of: record.person, after: record.version)
        }
        try store.close()
      }
      try count(directory)
      do {
        let vault = try await Vault(SQLiteStore(directory), .cast)
        #expect(try await vault.record(of: Cast.mara.id) == Record.after(told))
      }
      #expect(try SQLiteStore.audit(directory, .cast).findings == [])
      do {
        let vault = try await Vault(SQLiteStore(directory), .cast)
        let written = try await vault.write(to: Cast.mara.id, at: .start) { _ in
          (Vault.Entry([.exported]), true)
        }
        #expect(written.record == Record.after(told + [.exported]))
      }
      #expect(try SQLiteStore.audit(directory, .cast).findings == [])
    }
  }
}
