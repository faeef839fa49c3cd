import Candor
import Foundation
import GRDB

/// Everybody that the files tell of, one after the other, each with all of their rows.
struct RecordStream {
  private var records: Rows
  private var events: Rows
  private var keys: Rows

  init(_ db: Database, _ keyfile: Database) throws {
    records = try Rows("record", db, "SELECT person, version, sealed FROM record ORDER BY person")
    events = try Rows(
      "event",
      db,
      """
      SELECT person, sequence, sealed, event.leaf, leaf.commitment, 0 AS late
      FROM event LEFT JOIN leaf ON leaf.place = event.leaf
      UNION ALL
      SELECT person, sequence, sealed, later.leaf, leaf.commitment, 1
      FROM later LEFT JOIN leaf ON leaf.place = later.leaf
      ORDER BY person, sequence, late
      """
    )
    keys = try Rows("key", keyfile, "SELECT person, wrapped FROM key ORDER BY person")
  }

  /// The next in the order of their identifiers.
  mutating func next(_ audit: inout Audit) throws -> StoredRecord? {
    while let person = first {
      let record = try take(person)
      if let record { return record }
      audit.add("\(tables(of: person)) \(person.hexadecimal)", "is of nobody: no identifier")
      try skip(person)
    }
    return nil
  }

  private var first: Data? {
    [records, events, keys].compactMap(\.person).min { $0.lexicographicallyPrecedes($1) }
  }

  private func tables(of person: Data) -> String {
    [records, events, keys].filter { $0.person == person }.map(\.table).joined(separator: ", ")
  }

  private mutating func skip(_ person: Data) throws {
    while records.person == person { try records.advance() }
    while events.person == person { try events.advance() }
    while keys.person == person { try keys.advance() }
  }

  /// Nil when the bytes identify nobody.
  private mutating func take(_ person: Data) throws -> StoredRecord? {
    guard person.count == 16 else { return nil }
    var record = StoredRecord(of: Person.ID(bytes: person))
    while records.person == person, let row = records.row {
      record.snapshot = Sealed(sequence: row.integer(1) ?? 0, bytes: row.data(2))
      try records.advance()
    }
    while events.person == person, let row = events.row {
      let event = Sealed(
        sequence: row.integer(1) ?? 0,
        bytes: row.data(2),
        leaf: row.integer(3)
      )
      let entry = row.integer(3) == nil || row.isNull(4) ? nil : Commitment(bytes: row.data(4))
      record.events.append((event, entry))
      if row.integer(5) == 0 {
        record.settled = event.sequence
      } else {
        record.firstLater = record.firstLater ?? event.sequence
      }
      try events.advance()
    }
    while keys.person == person, let row = keys.row {
      record.key = row.data(1)
      try keys.advance()
    }
    return record
  }
}

/// The rows of a query in the order of their people, with the next one at hand.
private struct Rows {
  let table: String
  private(set) var row: Row?
  private(set) var person: Data?
  private let cursor: RowCursor

  init(_ table: String, _ db: Database, _ sql: String) throws {
    self.table = table
    cursor = try Row.fetchCursor(db, sql: sql)
    try advance()
  }

  mutating func advance() throws {
    row = try cursor.next()
    person = row?.data(0)
  }
}

extension Row {
  fileprivate func isNull(_ column: Int) -> Bool {
    let value: DatabaseValue = self[column]
    return value.isNull
  }
}
