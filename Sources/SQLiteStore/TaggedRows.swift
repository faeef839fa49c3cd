import Candor
import Foundation
import GRDB

/// The tables whose rows carry tags, as one transaction reads and writes them.
struct TaggedRows {
  let db: Database
  let tags: RowTags
  /// Set in those that write.
  var sums: SumWriter?

  /// Reads rows.
  ///
  /// - Throws: `Tampered` when Candor did not write all of them.
  func select(
    _ table: TaggedTable,
    _ condition: String = "",
    _ arguments: StatementArguments = []
  ) throws -> [Row] {
    let statement = try db.cachedStatement(sql: "\(table.selection) \(condition)")
    let rows = try Row.fetchAll(statement, arguments: arguments)
    for row in rows where !table.holds(row, code: table.code(of: row, tags)) {
      throw Tampered(table: table.name)
    }
    return rows
  }

  func insert(_ table: TaggedTable, _ columns: [(any DatabaseValueConvertible)?]) throws {
    let values = columns.map { $0?.databaseValue ?? .null }
    let code = table.code(values, tags)
    try db.cachedStatement(sql: table.insertion)
      .execute(arguments: StatementArguments(values + [RowTags.tag(of: code).databaseValue]))
    try toggle(code, in: table)
  }

  /// Also deletes what Candor did not write; the sum then shows that it was there.
  ///
  /// - Returns: how many there were.
  @discardableResult
  func delete(
    _ table: TaggedTable,
    _ condition: String,
    _ arguments: StatementArguments
  ) throws -> Int {
    let sql = "DELETE FROM \(table.name) \(condition) RETURNING \(table.returned)"
    let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
    for row in rows { try toggle(table.code(of: row, tags), in: table) }
    return rows.count
  }

  private func toggle(_ code: Data, in table: TaggedTable) throws {
    guard let sums else { throw DatabaseError(resultCode: .SQLITE_READONLY) }
    sums.toggle(code, in: table.name)
  }
}

extension TaggedRows {
  /// Writes apart from the group commit, such as when a file is opened, in a transaction of the
  /// caller's.
  static func write(
    _ db: Database,
    _ tags: RowTags,
    _ body: (TaggedRows) throws -> Void
  ) throws {
    let sums = SumWriter(tags)
    try body(sums.tagged(db))
    try sums.close(db)
  }

  /// Makes a table anew, for rows that have no tags yet.
  func retag(_ table: TaggedTable, _ sql: String) throws {
    try db.execute(sql: "ALTER TABLE \(table.name) RENAME TO untagged")
    try db.execute(sql: sql)
    let columns = table.columns.joined(separator: ", ")
    let rows = try Row.fetchCursor(db, sql: "SELECT \(columns) FROM untagged")
    while let row = try rows.next() {
      try insert(table, row.databaseValues.map { $0 as (any DatabaseValueConvertible)? })
    }
    try db.execute(sql: "DROP TABLE untagged")
  }
}
