import Candor
import Foundation
import GRDB

/// The embedded store: two SQLite files in a directory that no other process may open.
public final class SQLiteStore: Store {
  let records: DatabasePool
  let keys: DatabasePool
  /// What the rows are marked by that no seal protects.
  let tags: RowTags
  let sums: SumWriter
  let keySums: SumWriter
  let writer: GroupCommit
  let keyWriter: GroupCommit
  /// The lock on the directory sees to it.
  public let isOurs = true
  public let keyless: [Person.ID]
  private let log: LogWriter
  private let recordCuts: LogCut
  let keyCuts: LogCut
  /// Last, so that it is let go of after everything else is closed.
  private let lock: DirectoryLock

  /// A directory that cannot be used, and why.
  public struct Refused: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
      self.description = description
    }
  }

  /// Opens the directory, or makes it, for its owner only.
  ///
  /// - Parameter tags: what it marks rows by that no seal protects.
  /// - Throws: `Refused` when another process holds it, when it cannot promise durability, or when it
  ///   was written under another keyring.
  public init(_ directory: URL, _ tags: RowTags) throws {
    try FileManager.default.createDirectory(
      at: directory,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    lock = try DirectoryLock(directory)
    records = try Self.open(directory.appending(path: "candor.db"), Schema.records(tags), tags)
    keys = try Self.open(directory.appending(path: "keys.db"), Schema.keys(tags), tags)
    keyless = try Self.keyless(records, directory.appending(path: "keys.db"))
    self.tags = tags
    log = LogWriter(
      at: try records.read { [keys] db in
        try SQLiteTransaction(tagged: TaggedRows(db: db, tags: tags), keys: keys).frontier()
      }
    )
    sums = SumWriter(tags)
    keySums = SumWriter(tags)
    recordCuts = LogCut(records)
    keyCuts = LogCut(keys)
    writer = GroupCommit(records, sums, log: log)
    keyWriter = GroupCommit(keys, keySums)
  }

  private static func open(
    _ file: URL,
    _ migrator: DatabaseMigrator,
    _ tags: RowTags
  ) throws -> DatabasePool {
    // SQLite gives the log and the index beside a file the mode of the file.
    if !FileManager.default.fileExists(atPath: file.path) {
      let owner = [FileAttributeKey.posixPermissions: 0o600]
      guard FileManager.default.createFile(atPath: file.path, contents: nil, attributes: owner)
      else { throw Refused("cannot write \(file.path)") }
    }
    var configuration = Configuration()
    // A checkpoint waits for readers that are about to finish.
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      // Deleted rows are overwritten; GRDB would keep values out of errors by default as well.
      try db.execute(sql: "PRAGMA secure_delete = ON")
    }
    let pool = try DatabasePool(path: file.path, configuration: configuration)
    try pool.writeWithoutTransaction { db in
      // GRDB sets NORMAL after opening in WAL mode, which loses commits when the power goes.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
        throw Refused("\(file.path) does not accept synchronous = FULL")
      }
      // SQLite would not tell when the disk fails in one of its own; the group commit makes them.
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
    }
    if try pool.read(migrator.hasBeenSuperseded) {
      throw Refused("\(file.path) was written by a newer Candor")
    }
    try migrator.migrate(pool)
    // Of an erasure that was cut off, the log of the file may still hold what was deleted.
    do {
      try pool.writeWithoutTransaction { try LogCut.cut($0, pool.path) }
    } catch DatabaseError.SQLITE_BUSY {
      // A backup is reading; the next erasure cuts it.
    }
    // Else it would show only later, when nobody is found and nothing opens.
    guard (try? pool.read { try SumWriter.stored($0, tags) }) != nil else {
      throw Refused(
        "\(file.path) was written under another keyring, or changed; 'candor audit' tells"
      )
    }
    return pool
  }

  /// Looked for when the store is opened: while it is open, a key goes only with its rows.
  private static func keyless(_ records: DatabasePool, _ keys: URL) throws -> [Person.ID] {
    try records.writeWithoutTransaction { db in
      try db.execute(sql: "ATTACH DATABASE ? AS keyfile", arguments: [keys.path])
      let people = try Data.fetchAll(
        db,
        sql: "SELECT person FROM record EXCEPT SELECT person FROM keyfile.key"
      )
      try db.execute(sql: "DETACH DATABASE keyfile")
      return try people.map { person in
        guard person.count == 16 else { throw Tampered(table: "record") }
        return Person.ID(bytes: person)
      }
    }
  }

  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreReader) throws -> Result
  ) async throws -> Result {
    try await records.read { [keys, tags] db in
      try body(SQLiteTransaction(tagged: TaggedRows(db: db, tags: tags), keys: keys))
    }
  }

  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreWriter) throws -> Result
  ) async throws -> Result {
    try await writer.submit { [keys, log, sums] db in
      try body(SQLiteTransaction(tagged: sums.tagged(db), keys: keys, log: log))
    }
  }

  public func keep(_ wrapped: [Person.ID: Data]) async throws {
    guard !wrapped.isEmpty else { return }
    try await keyWriter.submit { db in
      for (person, key) in wrapped {
        try Occupied.isThrown {
          try db.execute(
            sql: "INSERT INTO key (person, wrapped) VALUES (?, ?)",
            arguments: [person.data, key]
          )
        }
      }
    }
  }

  public func shred(_ person: Person.ID, leaving mark: Handle?) async throws {
    try await keyWriter.submit { [keySums] db in
      try db.execute(sql: "DELETE FROM key WHERE person = ?", arguments: [person.data])
      let tagged = keySums.tagged(db)
      if let mark, try tagged.select(.shredded, "WHERE mark = ?", [mark.bytes]).isEmpty {
        try tagged.insert(.shredded, [mark.bytes])
      }
    }
  }

  public func scrub() async throws {
    // The keys first: until the log of their file is cut, a key still stands in it.
    try await keyCuts.cut()
    try await recordCuts.cut()
  }

  public func follow(_ body: @escaping @Sendable (Growth) -> Void) {
    log.follow(body)
  }
}
