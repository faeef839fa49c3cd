import Candor
import Foundation
import GRDB

/// What is checked in each file for itself: its structure, its schema, its tags and sums.
extension Auditor {
  mutating func check(
    _ file: DatabaseQueue,
    _ name: String,
    _ migrator: DatabaseMigrator,
    _ tables: [TaggedTable]
  ) {
    attempt(name) { auditor in
      try file.read { db in
        auditor.attempt(name) { try $0.checkStructure(of: name, db) }
        auditor.attempt(name) { try $0.checkSchema(db, migrator) }
        auditor.attempt("digest") { try $0.checkRows(of: tables, db) }
      }
    }
  }

  private mutating func checkStructure(of name: String, _ db: Database) throws {
    let rows = try Row.fetchCursor(db, sql: "PRAGMA integrity_check(\(Audit.most))")
    while let row = try rows.next() {
      if row.text(0) != "ok" { audit.add(name, row.text(0)) }
    }
  }

  /// Compares with what a new file has: tables, columns, indexes, and the list of migrations.
  private mutating func checkSchema(_ db: Database, _ migrator: DatabaseMigrator) throws {
    let fresh = try DatabaseQueue()
    try migrator.migrate(fresh)
    let expected = try fresh.read { try Self.schema($0) }
    let found = try Self.schema(db)
    for name in Set(expected.keys).union(found.keys).sorted() {
      switch (expected[name], found[name]) {
      case (nil, _): audit.add(name, "is nothing that Candor made")
      case (_, nil): audit.add(name, "is missing")
      case (let expected, let found) where expected != found: audit.add(name, "was altered")
      default: break
      }
    }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT identifier, typeof(identifier) <> 'text' OR \(Self.isCut("identifier"))
        FROM grdb_migrations ORDER BY rowid
        """
    )
    // What is not its name alone is none of it.
    let (due, done) = (migrator.migrations, rows.map { $0.integer(1) == 0 ? $0.text(0) : "?" })
    for migration in due where !done.contains(migration) {
      audit.add("grdb_migrations", "'\(migration)' is missing: a file of an older Candor?")
    }
    for migration in done where !due.contains(migration) {
      audit.add("grdb_migrations", "'\(migration)' is none of this Candor's")
    }
    if done != due, Set(done) == Set(due) { audit.add("grdb_migrations", "out of order") }
  }

  /// The text of everything in a schema, by sort and name.
  private static func schema(_ db: Database) throws -> [String: [String]] {
    var found: [String: [String]] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT type, name, tbl_name, sql FROM sqlite_master")
    while let row = try rows.next() {
      found["\(row.text(0)) \(row.text(1))"] = [row.text(2), row.text(3)]
    }
    return found
  }

  private mutating func checkRows(of tables: [TaggedTable], _ db: Database) throws {
    let tags = keyring.rowTags
    let files = try Row.fetchAll(db, sql: "SELECT file FROM digest").map { $0.integer(0) }
    if files != [1] { audit.add("digest", "is not one row") }
    let stored = try? SumWriter.stored(db, tags)
    if stored == nil { audit.add("digest", "the sums do not open under this keyring") }
    for table in tables {
      attempt(table.name) { auditor in
        guard let sum = try auditor.sum(of: table, db, tags), let stored else { return }
        if sum != stored[table.name] {
          auditor.audit.add(table.name, "does not come to its sum: a row is gone, or brought back")
        }
      }
    }
  }

  /// What the rows of a table come to, or nil when one of them was told to be wrong.
  private mutating func sum(
    of table: TaggedTable,
    _ db: Database,
    _ tags: RowTags
  ) throws -> Data? {
    var (sums, hold) = (RowSums(), true)
    // What comes after a zero byte is read by nobody, but it would stand there.
    let hidden = table.columns.map { Self.isCut($0) }.joined(separator: " OR ")
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT \(table.returned), \(hidden) FROM \(table.name)"
    )
    while let row = try rows.next() {
      let code = table.code(of: row, tags)
      sums.toggle(code, in: table.name)
      if table.holds(row, code: code), row.integer(table.columns.count + 1) == 0 { continue }
      audit.add(table.place(of: row), "its tag does not hold")
      hold = false
    }
    return hold ? sums[table.name] : nil
  }

  /// Whether a text goes on after a zero byte.
  static func isCut(_ column: String) -> String {
    "(typeof(\(column)) = 'text' AND instr(CAST(\(column) AS BLOB), x'00') > 0)"
  }
}
