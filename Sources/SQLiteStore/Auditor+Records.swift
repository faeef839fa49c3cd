import Candor
import Foundation
import GRDB
import TransparencyLog

/// What is checked across tables and files: the log, the records, and what belongs to whom.
extension Auditor {
  /// The tree, computed anew from its entries.
  mutating func checkLog(_ db: Database) throws {
    let total = try Self.work(db)
    var log = LogCheck(try Self.nodes(db))
    let heads = try Row.fetchCursor(db, sql: "SELECT size, root FROM head ORDER BY size")
    var head = try heads.next()
    func isDue(_ size: Int) -> Bool { head.map { ($0.integer(0) ?? 0) <= size } ?? false }
    func check(_ head: Row) {
      log.check(head: head.integer(0) ?? 0, head.data(1), &audit)
      audit.heads += 1
    }
    let leaves = try Row.fetchCursor(db, sql: "SELECT place, commitment FROM leaf ORDER BY place")
    while let leaf = try leaves.next() {
      log.take(leaf.data(1), at: leaf.integer(0) ?? -1, &audit)
      audit.entries += 1
      while isDue(log.size), let row = head {
        check(row)
        head = try heads.next()
      }
      step(of: total)
    }
    while let row = head {
      check(row)
      head = try heads.next()
    }
    log.finish(&audit)
  }

  private static func nodes(_ db: Database) throws -> [TreeIndex: Data] {
    var nodes: [TreeIndex: Data] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT level, place, hash FROM node")
    while let row = try rows.next() {
      nodes[TreeIndex(level: row.integer(0) ?? -1, index: row.integer(1) ?? -1)] = row.data(2)
    }
    return nodes
  }

  /// Each entry of the log is gone through, and each event, of which there are about as many.
  private static func work(_ db: Database) throws -> Int {
    try 2 * (Int.fetchOne(db, sql: "SELECT count(*) FROM leaf") ?? 0)
  }

  /// Everybody's rows, then what they come to together.
  mutating func checkRecords(_ db: Database, _ keys: Database) throws {
    let total = try Self.work(db)
    let marks = try Row.fetchAll(keys, sql: "SELECT mark FROM shredded").map { $0.data(0) }
    let erased = Set(marks.map { Handle(bytes: $0) })
    var owners = LeafOwners(size: total / 2)
    var stream = try RecordStream(db, keys)
    var (some, weight) = ([StoredRecord](), 0)
    while let record = try stream.next(&audit) {
      some.append(record)
      weight += record.events.count + 1
      for _ in record.events { step(of: total) }
      // So many that all cores have enough to do, and few enough for memory.
      guard weight >= 4096 else { continue }
      try audit.check(some, keyring, &owners, erased: erased)
      (some, weight) = ([], 0)
    }
    try audit.check(some, keyring, &owners, erased: erased)
    attempt(TaggedTable.text.name) { try $0.checkImprints(db, &owners) }
    attempt("erasure") { auditor in
      try auditor.checkErasures(db, &owners, marks: marks.count)
    }
    for table in [TaggedTable.identity, .access, .reply] {
      attempt(table.name) { try $0.checkOwners(of: table, db, erased) }
    }
  }

  /// What copies were stands in the log beside the events.
  private mutating func checkImprints(_ db: Database, _ owners: inout LeafOwners) throws {
    for text in try TaggedRows(db: db, tags: keyring.rowTags).texts("WHERE kind = 'copy'") {
      let (logged, place) = (try Imprint.Logged(text), "text \(text.hash)")
      owners.claim(logged.leaf, place, &audit)
      let entry = try Data.fetchOne(
        db,
        sql: "SELECT commitment FROM leaf WHERE place = ?",
        arguments: [logged.leaf]
      )
      if let entry, entry != logged.imprint.commitment.bytes {
        audit.add(place, "is not what the log has at \(logged.leaf)")
      }
    }
  }

  private mutating func checkErasures(
    _ db: Database,
    _ owners: inout LeafOwners,
    marks: Int
  ) throws {
    var (people, events) = (0, 0)
    let rows = try Row.fetchCursor(db, sql: "SELECT number, events, leaf FROM erasure")
    while let row = try rows.next() {
      let number = row.integer(0) ?? 0
      events += max(0, row.integer(1) ?? 0)
      // Number 0 stands for those who were erased before there were numbers.
      if number != 0 { people += 1 }
      if let leaf = row.integer(2) { owners.claim(leaf, "erasure \(number)", &audit) }
    }
    owners.finish(erased: events, &audit)
    if people > marks {
      audit.add("erasure", "\(people) people were erased, but \(marks) keys were shredded")
    }
  }

  /// Rows of people without a record.
  private mutating func checkOwners(
    of table: TaggedTable,
    _ db: Database,
    _ erased: Set<Handle>
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(table.returned), person FROM \(table.name) AS own WHERE person IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM record WHERE record.person = own.person)
        """
    )
    while let row = try rows.next() {
      let person = row.data(table.columns.count + 1)
      // A session may begin while its person is erased; it opens nothing, and ends by itself.
      if table.name == TaggedTable.access.name, person.count == 16,
        erased.contains(keyring.handle(ofErased: Person.ID(bytes: person)))
      {
        continue
      }
      audit.add(table.place(of: row), "is of somebody who has no record")
    }
  }
}
