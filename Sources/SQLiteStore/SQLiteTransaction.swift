import Candor
import Foundation
import GRDB

/// One transaction on the records, which may look up keys.
struct SQLiteTransaction {
  let tagged: TaggedRows
  let keys: DatabasePool
  /// Set in those that write.
  var log: LogWriter?

  var db: Database { tagged.db }

  func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
    try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
  }

  /// The one number that a query comes to.
  func number(_ sql: String, _ arguments: StatementArguments = []) throws -> Int? {
    try Int.fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
  }

  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

extension SQLiteTransaction: StoreReader {
  func key(of person: Person.ID) throws -> Data? {
    try keys.unsafeReentrantRead { db in
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT wrapped FROM key WHERE person = ?"),
        arguments: [person.data]
      )
    }
  }

  func keys(of people: ClosedRange<Person.ID>) throws -> [Person.ID: Data] {
    try keys.unsafeReentrantRead { db in
      let rows = try Row.fetchCursor(
        db.cachedStatement(sql: "SELECT person, wrapped FROM key WHERE person BETWEEN ? AND ?"),
        arguments: [people.lowerBound.data, people.upperBound.data]
      )
      var found: [Person.ID: Data] = [:]
      while let row = try rows.next() { found[try row.person(0, of: "key")] = row[1] }
      return found
    }
  }

  func shredded() throws -> Set<Handle> {
    try keys.unsafeReentrantRead { db in
      let marks = try TaggedRows(db: db, tags: self.tagged.tags).select(.shredded)
      return Set(marks.map { Handle(bytes: $0[0]) })
    }
  }

  func person(of handle: Handle) throws -> Person.ID? {
    try tagged.select(.identity, "WHERE handle = ?", [handle.bytes])
      .first.map { Person.ID(bytes: $0["person"] as Data) }
  }

  func access(_ hash: Access.Hash) throws -> Access? {
    try tagged.select(.access, "WHERE hash = ?", [hash.bytes]).first.flatMap(Access.init(row:))
  }

  func access(of kind: Access.Kind) throws -> [Access] {
    try tagged.select(.access, "WHERE kind = ? ORDER BY name", [kind.rawValue])
      .compactMap(Access.init(row:))
  }

  func items() throws -> [Item] {
    let decoder = JSONDecoder()
    return try tagged.select(.catalogue, "ORDER BY place")
      .map { try decoder.decode(Item.self, from: $0["json"] as Data) }
  }
}

extension SQLiteTransaction: StoreWriter {
  func bind(_ handle: Handle, to person: Person.ID) throws {
    do {
      // Mostly it is new, and looking first would take as long again.
      try Occupied.isThrown { try tagged.insert(.identity, [handle.bytes, person.data]) }
    } catch is Occupied {
      guard try self.person(of: handle) == person else { throw HandleTaken() }
    }
  }

  func release(_ handle: Handle, of person: Person.ID) throws {
    try tagged.delete(.identity, "WHERE handle = ? AND person = ?", [handle.bytes, person.data])
  }

  func erase(_ person: Person.ID, leaf: Int?) throws {
    // Of two who erase at once, one does.
    if try version(of: person) != nil {
      let last = try number("SELECT max(number) FROM erasure") ?? 0
      let events = try events(of: person).count { $0.leaf != nil }
      try tagged.insert(.erasure, [last + 1, events, leaf])
    }
    for table in ["event", "later", "record"] {
      try run("DELETE FROM \(table) WHERE person = ?", [person.data])
    }
    for table in [TaggedTable.identity, .access, .reply] {
      try tagged.delete(table, "WHERE person = ?", [person.data])
    }
    try forget(person)
    try freeAll(person)
  }

  func put(_ access: Access) throws {
    try remove(access.hash)
    try tagged.insert(
      .access,
      [
        access.hash.bytes, access.kind.rawValue, access.person?.data, access.name,
        access.scopes.sorted().map(\.rawValue).joined(separator: " "), access.until?.milliseconds,
      ]
    )
  }

  @discardableResult
  func remove(_ hash: Access.Hash) throws -> Bool {
    try tagged.delete(.access, "WHERE hash = ?", [hash.bytes]) > 0
  }

  func removeAccess(of person: Person.ID, _ kind: Access.Kind) throws {
    try tagged.delete(.access, "WHERE person = ? AND kind = ?", [person.data, kind.rawValue])
  }

  func removeAccess(before date: Date) throws {
    try tagged.delete(.access, "WHERE until < ?", [date.milliseconds])
  }

  func put(_ items: [Item]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for item in items {
      let id = item.id.rawValue
      let known = try number("SELECT place FROM catalogue WHERE item = ?", [id])
      let last = try number("SELECT max(place) FROM catalogue") ?? 0
      let place = known ?? last + 1
      try tagged.delete(.catalogue, "WHERE item = ?", [id])
      try tagged.insert(.catalogue, [place, id, encoder.encode(item)])
    }
  }
}

extension Occupied {
  /// Runs an insertion whose failure on a key means that the place is taken.
  static func isThrown(by body: () throws -> Void) throws {
    do {
      try body()
    } catch DatabaseError.SQLITE_CONSTRAINT_PRIMARYKEY {
      throw Occupied()
    }
  }
}

extension Person.ID {
  var data: Data { Data(bytes) }
}

extension Access {
  fileprivate init?(row: Row) {
    guard let kind = Kind(rawValue: row["kind"]) else { return nil }
    let scopes: String = row["scopes"]
    self.init(
      Hash(bytes: row["hash"]),
      kind,
      person: (row["person"] as Data?).map { Person.ID(bytes: $0) },
      name: row["name"],
      scopes: Set(scopes.split(separator: " ").compactMap { Scope(rawValue: String($0)) }),
      until: (row["until"] as Int64?).map { Date(milliseconds: $0) }
    )
  }
}
