import Candor
import Foundation
import GRDB

/// Records: snapshots, events, and events that the snapshot does not tell of yet.
///
/// Those are apart, in `later`: what is said of everybody at once is written one behind the other
/// there, and not into the midst of everybody's events. With the next snapshot they go to the others.
extension SQLiteTransaction {
  func version(of person: Person.ID) throws -> Int? { try standing(of: person)?.version }

  func versions(of people: ClosedRange<Person.ID>) throws -> [Person.ID: Int] {
    let rows = try standings("BETWEEN ? AND ?", [people.lowerBound.data, people.upperBound.data])
    return Dictionary(
      uniqueKeysWithValues: try rows.map { (try $0.person(0, of: "record"), $0[2]) }
    )
  }

  private func standing(of person: Person.ID) throws -> (snapshot: Int, version: Int)? {
    try standings("= ?", [person.data]).first.map { ($0[1], $0[2]) }
  }

  /// The last event that the snapshot tells of, and the last event.
  private func standings(_ people: String, _ arguments: StatementArguments) throws -> [Row] {
    try rows(
      """
      SELECT person, version, max(version, coalesce(
        (SELECT sequence FROM later WHERE person = record.person ORDER BY sequence DESC LIMIT 1), 0
      )) FROM record WHERE person \(people)
      """,
      arguments
    )
  }

  func events(of person: Person.ID, after sequence: Int) throws -> [Sealed] {
    try sealed("event", of: person, after: sequence) + sealed("later", of: person, after: sequence)
  }

  private func sealed(
    _ table: String,
    of person: Person.ID,
    after sequence: Int
  ) throws -> [Sealed] {
    try rows(
      """
      SELECT sequence, sealed, leaf FROM \(table) WHERE person = ? AND sequence > ?
      ORDER BY sequence
      """,
      [person.data, sequence]
    )
    .map { Sealed(sequence: $0[0], bytes: $0[1], leaf: $0[2]) }
  }

  func people(after person: Person.ID?, count: Int) throws -> [Person.ID] {
    try rows(
      "SELECT person FROM record WHERE person > ? ORDER BY person LIMIT ?",
      [person?.data ?? Data(), count]
    )
    .map { try $0.person(0, of: "record") }
  }

  func record(of person: Person.ID) throws -> SealedRecord? {
    try records("WHERE person = ?", [person.data]).first
  }

  func records(after person: Person.ID?, count: Int) throws -> [SealedRecord] {
    try records("WHERE person > ? ORDER BY person LIMIT ?", [person?.data ?? Data(), count])
  }

  private func records(
    _ which: String,
    _ arguments: StatementArguments
  ) throws -> [SealedRecord] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT person, version, sealed, isLate, last, commitment FROM (
          SELECT person, version, sealed,
            EXISTS (SELECT 1 FROM later WHERE person = record.person) AS isLate,
            coalesce(
              (SELECT leaf FROM later WHERE person = record.person ORDER BY sequence DESC LIMIT 1),
              (SELECT leaf FROM event WHERE person = record.person ORDER BY sequence DESC LIMIT 1)
            ) AS last
          FROM record \(which)
        ) LEFT JOIN leaf ON leaf.place = last
        """
    )
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    var records: [SealedRecord] = []
    while let row = try rows.next() {
      let person = try row.person(0, of: "record")
      let place: Int? = row[4]
      records.append(
        SealedRecord(
          of: person,
          Sealed(sequence: row[1], bytes: row[2]),
          later: row[3] ? try sealed("later", of: person, after: 0) : [],
          // What the commit under way adds to the log is not in its table yet.
          last: (row[5] as Data?).map { Commitment(bytes: $0) }
            ?? place.flatMap { log?.commitment(at: $0) }
        )
      )
    }
    return records
  }

  func append(
    _ events: [Sealed],
    snapshot: Sealed?,
    of person: Person.ID,
    after version: Int?
  ) throws {
    let standing = try standing(of: person)
    guard standing?.version == version else { throw Outdated() }
    if let snapshot {
      if let standing, standing.snapshot < standing.version { try settle(person) }
      try put(snapshot, of: person, isNew: version == nil)
    } else if version == nil {
      throw Outdated()
    }
    let table = snapshot == nil ? "later" : "event"
    for event in events {
      try Occupied.isThrown {
        try run(
          "INSERT INTO \(table) (person, sequence, sealed, leaf) VALUES (?, ?, ?, ?)",
          [person.data, event.sequence, event.bytes, event.leaf]
        )
      }
    }
  }

  private func put(_ snapshot: Sealed, of person: Person.ID, isNew: Bool) throws {
    try run(
      isNew
        ? "INSERT INTO record (version, sealed, person) VALUES (?, ?, ?)"
        : "UPDATE record SET version = ?, sealed = ? WHERE person = ?",
      [snapshot.sequence, snapshot.bytes, person.data]
    )
  }

  /// Before a snapshot that tells of all its events.
  private func settle(_ person: Person.ID) throws {
    try run(
      """
      INSERT INTO event (person, sequence, sealed, leaf)
      SELECT person, sequence, sealed, leaf FROM later WHERE person = ?
      """,
      [person.data]
    )
    try run("DELETE FROM later WHERE person = ?", [person.data])
  }
}

extension Row {
  /// - Throws: `Tampered` when the column identifies nobody.
  func person(_ column: Int, of table: String) throws -> Person.ID {
    let person = data(column)
    guard person.count == 16 else { throw Tampered(table: table) }
    return Person.ID(bytes: person)
  }
}
