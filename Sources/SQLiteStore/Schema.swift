import Candor
import Foundation
import GRDB
import TransparencyLog

/// The tables, migration by migration.
///
/// A migration that was released is never changed.
enum Schema {
  /// `person` comes first in every key of a table that holds a person's rows.
  ///
  /// What finds a person (identity, access) is keyed by what it is found by, and the outbox and the
  /// books, which outlive people, by the order in which they are read. Where nothing is sealed,
  /// rows carry tags.
  static func records(_ tags: RowTags) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 main job") { db in
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
          """
      )
    }
    migrator.registerMigration("2 log") { db in
      try db.execute(
        sql: """
          ALTER TABLE event ADD COLUMN leaf INTEGER;
          CREATE TABLE leaf (place INTEGER PRIMARY KEY, commitment BLOB NOT NULL) STRICT;
          CREATE TABLE node (
            level INTEGER NOT NULL, place INTEGER NOT NULL, hash BLOB NOT NULL,
            PRIMARY KEY (level, place)
          ) WITHOUT ROWID, STRICT;
          CREATE TABLE log (id INTEGER PRIMARY KEY CHECK (id = 1), frontier BLOB NOT NULL) STRICT;
          """
      )
    }
    migrator.registerMigration("3 vault") { db in
      try db.execute(
        sql: """
          CREATE TABLE restored (
            time INTEGER PRIMARY KEY, size INTEGER NOT NULL, tag BLOB NOT NULL
          ) STRICT;
          CREATE TABLE head (
            size INTEGER PRIMARY KEY, root BLOB NOT NULL, tag BLOB NOT NULL
          ) STRICT;
          CREATE TABLE erasure (
            number INTEGER PRIMARY KEY, events INTEGER NOT NULL, leaf INTEGER, tag BLOB NOT NULL
          ) STRICT;
          CREATE TABLE reply (
            caller BLOB NOT NULL, key BLOB NOT NULL, fingerprint BLOB NOT NULL, person BLOB,
            sealed BLOB NOT NULL, first INTEGER NOT NULL, next INTEGER NOT NULL,
            until INTEGER NOT NULL, tag BLOB NOT NULL,
            PRIMARY KEY (caller, key)
          ) WITHOUT ROWID, STRICT;
          CREATE INDEX reply_person ON reply (person);
          CREATE INDEX reply_until ON reply (until);
          DELETE FROM node WHERE level % 8 <> 0 OR level = 0;
          DROP INDEX identity_person;
          DROP INDEX access_person;
          DROP INDEX access_until;
          """
      )
      try SumWriter.begin(db, tags)
      try TaggedRows.write(db, tags) { tagged in
        try tag(tagged)
        if let bytes = try Data.fetchOne(db, sql: "SELECT frontier FROM log") {
          let frontier = try Frontier(bytes: bytes)
          try tagged.insert(.head, [frontier.size, Data(frontier.root.bytes)])
        }
        // Who was erased before erasures were counted.
        let gone = "SELECT (SELECT count(*) FROM leaf) - (SELECT count(leaf) FROM event)"
        if let gone = try Int.fetchOne(db, sql: gone), gone > 0 {
          try tagged.insert(.erasure, [0, gone, nil])
        }
      }
      try db.execute(sql: "DROP TABLE log")
    }
    migrator.registerMigration("4 give back") { db in
      // What people read is counted from their records, and nowhere beside them.
      try db.execute(sql: "DROP TABLE tally")
    }
    migrator.registerMigration("5 texts") { db in
      try db.execute(
        sql: """
          CREATE TABLE text (
            hash TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
            since INTEGER NOT NULL, bytes BLOB NOT NULL, tag BLOB NOT NULL
          ) STRICT;
          """
      )
    }
    migrator.registerMigration("6 disclosures") { db in
      // The outbox is found by what is due, and outlives the people whom it is about.
      try db.execute(
        sql: """
          CREATE TABLE disclosure (
            number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, json BLOB NOT NULL,
            tag BLOB NOT NULL
          ) STRICT;
          CREATE TABLE outbox (
            number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, recipient TEXT NOT NULL,
            person BLOB, json BLOB NOT NULL, since INTEGER NOT NULL, attempts INTEGER NOT NULL,
            next INTEGER, told INTEGER, confirmed INTEGER, tag BLOB NOT NULL
          ) STRICT;
          CREATE INDEX outbox_next ON outbox (next) WHERE next IS NOT NULL;
          CREATE INDEX outbox_unconfirmed ON outbox (number) WHERE confirmed IS NULL;
          CREATE INDEX outbox_recipient ON outbox (recipient, number);
          CREATE INDEX outbox_person ON outbox (person) WHERE person IS NOT NULL;
          """
      )
    }
    migrator.registerMigration("7 recipients") { db in
      // Each recipient is sent, and owes, what is theirs.
      try db.execute(
        sql: """
          DROP INDEX outbox_next;
          DROP INDEX outbox_unconfirmed;
          CREATE INDEX outbox_next ON outbox (recipient, next) WHERE next IS NOT NULL;
          CREATE INDEX outbox_unconfirmed ON outbox (recipient, number)
            WHERE confirmed IS NULL;
          """
      )
    }
    migrator.registerMigration("8 offers") { db in
      // Postings outlive people; what accounts hold is kept beside them, since each step asks for it.
      try db.execute(
        sql: """
          CREATE TABLE offer (
            number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, json BLOB NOT NULL,
            closed INTEGER, returns INTEGER NOT NULL, gone INTEGER NOT NULL, tag BLOB NOT NULL
          ) STRICT;
          CREATE TABLE place (
            person BLOB NOT NULL, offer TEXT NOT NULL, until INTEGER, tag BLOB NOT NULL,
            PRIMARY KEY (person, offer)
          ) WITHOUT ROWID, STRICT;
          CREATE INDEX place_offer ON place (offer, until);
          CREATE TABLE posting (
            number INTEGER PRIMARY KEY, why BLOB UNIQUE NOT NULL, debit TEXT NOT NULL,
            credit TEXT NOT NULL, json BLOB NOT NULL, tag BLOB NOT NULL
          ) STRICT;
          CREATE INDEX posting_debit ON posting (debit, number);
          CREATE INDEX posting_credit ON posting (credit, number);
          CREATE TABLE account (
            name TEXT NOT NULL, currency TEXT NOT NULL, minor INTEGER NOT NULL, tag BLOB NOT NULL,
            PRIMARY KEY (name, currency)
          ) WITHOUT ROWID, STRICT;
          """
      )
    }
    migrator.registerMigration("9 later") { db in
      try db.execute(
        sql: """
          CREATE TABLE later (
            person BLOB NOT NULL, sequence INTEGER NOT NULL, sealed BLOB NOT NULL, leaf INTEGER,
            PRIMARY KEY (person, sequence)
          ) WITHOUT ROWID, STRICT;
          """
      )
    }
    // Letters go on behind 9: names of migrations are compared as text.
    migrator.registerMigration("a snapshots") { db in
      // They have another form: what they told is folded anew, and written with the next event.
      try db.execute(
        sql: """
          INSERT INTO event SELECT person, sequence, sealed, leaf FROM later;
          DROP TABLE later;
          ALTER TABLE event RENAME TO later;
          CREATE TABLE event (
            person BLOB NOT NULL, sequence INTEGER NOT NULL, sealed BLOB NOT NULL, leaf INTEGER,
            PRIMARY KEY (person, sequence)
          ) WITHOUT ROWID, STRICT;
          UPDATE record SET version = 0, sealed = x'';
          """
      )
    }
    return migrator
  }

  /// The tables of before there were tags, with them.
  private static func tag(_ tagged: TaggedRows) throws {
    try tagged.retag(
      .identity,
      """
      CREATE TABLE identity (
        handle BLOB PRIMARY KEY NOT NULL, person BLOB NOT NULL, tag BLOB NOT NULL
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX identity_person ON identity (person);
      """
    )
    try tagged.retag(
      .access,
      """
      CREATE TABLE access (
        hash BLOB PRIMARY KEY NOT NULL, kind TEXT NOT NULL, person BLOB,
        name TEXT NOT NULL, scopes TEXT NOT NULL, until INTEGER, tag BLOB NOT NULL
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX access_person ON access (person);
      CREATE INDEX access_until ON access (until);
      """
    )
    try tagged.retag(
      .catalogue,
      """
      CREATE TABLE catalogue (
        place INTEGER PRIMARY KEY, item TEXT UNIQUE NOT NULL, json BLOB NOT NULL,
        tag BLOB NOT NULL
      ) STRICT;
      """
    )
  }

  /// In a file of its own, so that shredding a key rewrites little and backups can be kept apart.
  static func keys(_ tags: RowTags) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 keys") { db in
      try db.execute(
        sql: """
          CREATE TABLE key (
            person BLOB PRIMARY KEY NOT NULL, wrapped BLOB NOT NULL
          ) WITHOUT ROWID, STRICT;
          """
      )
    }
    migrator.registerMigration("2 shredded") { db in
      try db.execute(
        sql: """
          CREATE TABLE shredded (
            mark BLOB PRIMARY KEY NOT NULL, tag BLOB NOT NULL
          ) WITHOUT ROWID, STRICT
          """
      )
      try SumWriter.begin(db, tags)
    }
    return migrator
  }
}
