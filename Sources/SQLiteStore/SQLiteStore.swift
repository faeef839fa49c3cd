import Candor
import Foundation
import GRDB

/// The embedded store: two SQLite files in a directory that no other process may open.
public final class SQLiteStore: Store {
  private let records: DatabasePool
  private let keys: DatabasePool
  private let writer: GroupCommit
  private let keyWriter: GroupCommit
  private let log: LogWriter
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
  /// - Throws: `Refused` when another process holds it, or when it cannot promise durability.
  public init(_ directory: URL) throws {
    try FileManager.default.createDirectory(
      at: directory,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    lock = try DirectoryLock(directory)
    records = try Self.open(directory.appending(path: "candor.db"), Schema.records)
    keys = try Self.open(directory.appending(path: "keys.db"), Schema.keys)
    log = LogWriter(
      at: try records.read { [keys] in try SQLiteTransaction(db: $0, keys: keys).frontier() }
    )
    writer = GroupCommit(records, log: log)
    keyWriter = GroupCommit(keys)
    try finishErasures(directory.appending(path: "keys.db"))
  }

  private static func open(_ file: URL, _ migrator: DatabaseMigrator) throws -> DatabasePool {
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
    }
    if try pool.read(migrator.hasBeenSuperseded) {
      throw Refused("\(file.path) was written by a newer Candor")
    }
    try migrator.migrate(pool)
    return pool
  }

  /// Finishes erasures that were cut off after the key was shredded and before the rows were gone.
  private func finishErasures(_ keys: URL) throws {
    try records.writeWithoutTransaction { db in
      try db.execute(sql: "ATTACH DATABASE ? AS keyfile", arguments: [keys.path])
      try db.inTransaction {
        let left = try Data.fetchAll(
          db,
          sql: "SELECT person FROM record EXCEPT SELECT person FROM keyfile.key"
        )
        for person in left {
          try SQLiteTransaction(db: db, keys: self.keys).erase(Person.ID(bytes: person), leaf: nil)
        }
        return .commit
      }
      try db.execute(sql: "DETACH DATABASE keyfile")
    }
  }

  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreReader) throws -> Result
  ) async throws -> Result {
    try await records.read { [keys] db in try body(SQLiteTransaction(db: db, keys: keys)) }
  }

  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreWriter) throws -> Result
  ) async throws -> Result {
    try await writer.submit { [keys, log] db in
      try body(SQLiteTransaction(db: db, keys: keys, log: log))
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
    try await keyWriter.submit { db in
      try db.execute(sql: "DELETE FROM key WHERE person = ?", arguments: [person.data])
      if let mark {
        try db.execute(
          sql: "INSERT OR IGNORE INTO shredded (mark) VALUES (?)",
          arguments: [mark.bytes]
        )
      }
    }
    // Until the log of the file is cut, the key still stands in it.
    if mark != nil { try await Self.cut(keys) }
  }

  public func scrub() async throws {
    try await Self.cut(records)
  }

  public func follow(_ body: @escaping @Sendable (Growth) -> Void) {
    log.follow(body)
  }

  /// Moves everything from the log of a file into the file, and cuts the log to nothing.
  ///
  /// A reader that is still at an older state keeps it from being cut: it is waited for.
  private static func cut(_ pool: DatabasePool) async throws {
    while true {
      do {
        try await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        return
      } catch DatabaseError.SQLITE_BUSY {
        try await Task.sleep(for: .milliseconds(20))
      } catch {
        LostDisk.endIfLost(error)
        throw error
      }
    }
  }
}
