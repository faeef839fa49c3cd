import Candor
import Foundation
import GRDB
import TransparencyLog

extension SQLiteStore {
  /// The files of a store: first the records, then the keys.
  public static let files = ["candor.db", "keys.db"]

  /// Copies both files into a directory; another process may be writing to them meanwhile.
  ///
  /// The copying connections only read: they neither write to the log beside a file nor move it into
  /// the file, which is what must not happen from two processes at once. While a file is copied, an
  /// erasure waits for the end of it.
  ///
  /// The keys come last. So whoever was met in between has a key without a record, and whoever was
  /// erased has rows without a key, which are deleted when the copy is opened. The other way round
  /// there would be a record without its key.
  public static func copy(_ source: URL, to directory: URL) throws {
    for name in files {
      let file = directory.appending(path: name)
      try NewFile.make(file)
      let from = try reading(source.appending(path: name))
      let to = try DatabaseQueue(path: file.path)
      try from.backup(to: to)
      try to.close()
      try from.close()
    }
  }

  /// How much there is in the files of a directory.
  public struct Contents: Hashable, Sendable {
    public let people: Int
    /// The log after its last commit; nil while it is empty.
    public let head: TreeHead?
  }

  public static func contents(of directory: URL) throws -> Contents {
    let file = try reading(directory.appending(path: files[0]))
    let contents = try file.read { db in
      Contents(
        people: try Int.fetchOne(db, sql: "SELECT count(*) FROM record") ?? 0,
        head: try Row.fetchOne(db, sql: "SELECT size, root FROM head ORDER BY size DESC LIMIT 1")
          .flatMap { row in Hash(row[1] as Data).map { TreeHead(size: row[0], root: $0) } }
      )
    }
    try file.close()
    return contents
  }

  /// Closes both files, which are then whole by themselves; the store cannot be used any more.
  public func close() throws {
    try records.close()
    try keys.close()
  }

  /// Makes files that nobody has open whole by themselves, without a log beside them, and checks
  /// all of their structure.
  public static func settle(_ directory: URL) throws {
    for name in files {
      let path = directory.appending(path: name).path
      let file = try DatabaseQueue(path: path)
      try file.writeWithoutTransaction { db in
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE") == "delete" else {
          throw Refused("\(path) is open elsewhere")
        }
        let found = try String.fetchAll(db, sql: "PRAGMA integrity_check")
        guard found == ["ok"] else {
          throw Refused("\(path) is damaged: \(found.first ?? "it cannot be checked")")
        }
      }
      try file.close()
    }
  }

  /// Writes files that nobody has open anew, so that nothing is left of what was deleted.
  ///
  /// Pages that were filled again keep bytes of deleted rows between their rows, also where SQLite
  /// overwrites what it deletes.
  public static func compact(_ directory: URL) throws {
    for name in files {
      let (file, new) = (directory.appending(path: name), directory.appending(path: "\(name).new"))
      try NewFile.make(new)
      let old = try DatabaseQueue(path: file.path)
      try old.vacuum(into: new.path)
      try old.close()
      try NewFile.put(new, inPlaceOf: file)
    }
  }

  static func reading(_ file: URL) throws -> DatabaseQueue {
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw Refused("\(file.path) is not there")
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    return try DatabaseQueue(path: file.path, configuration: configuration)
  }
}
