import Candor
import Foundation
import GRDB

extension SQLiteStore {
  /// Goes through everything that is stored, and tells what is not as Candor wrote it.
  ///
  /// Only reads, and needs nothing to be whole: what cannot be read is a finding as well.
  ///
  /// - Parameter progress: told which part of the work is done, from 0 to 1.
  /// - Throws: `Refused` when another process holds the directory.
  public static func audit(
    _ directory: URL,
    _ keyring: Keyring,
    progress: @escaping (Double) -> Void = { _ in }
  ) throws -> Audit {
    let lock = try DirectoryLock(directory)
    defer { withExtendedLifetime(lock) {} }
    var auditor = Auditor(keyring: keyring, progress: progress)
    let records = auditor.open(directory, files[0])
    let keys = auditor.open(directory, files[1])
    if let records {
      auditor.check(records, files[0], Schema.records(keyring.rowTags), TaggedTable.records)
    }
    if let keys {
      auditor.check(keys, files[1], Schema.keys(keyring.rowTags), TaggedTable.keys)
    }
    if let records {
      auditor.attempt(files[0]) { auditor in try records.read { try auditor.checkLog($0) } }
      if let keys {
        auditor.attempt(files[0]) { auditor in
          try records.read { db in try keys.read { try auditor.checkRecords(db, $0) } }
        }
      }
    }
    progress(1)
    return auditor.audit
  }
}

/// An audit of the files, as far as it is.
struct Auditor {
  let keyring: Keyring
  let progress: (Double) -> Void
  var audit = Audit()
  /// Rows of leaves and events that were gone through.
  private var done = 0

  init(keyring: Keyring, progress: @escaping (Double) -> Void) {
    self.keyring = keyring
    self.progress = progress
  }

  mutating func open(_ directory: URL, _ name: String) -> DatabaseQueue? {
    var queue: DatabaseQueue?
    attempt(name) { _ in queue = try SQLiteStore.reading(directory.appending(path: name)) }
    return queue
  }

  /// Does a part of the audit; that it cannot be done is a finding.
  mutating func attempt(_ place: String, _ body: (inout Auditor) throws -> Void) {
    do {
      try body(&self)
    } catch {
      let reason = (error as? DatabaseError)?.message ?? String(describing: error)
      audit.add(place, "cannot be read: \(reason)")
    }
  }

  /// Counts a row, of so many in all.
  mutating func step(of total: Int) {
    done += 1
    if done.isMultiple(of: 1024) { progress(min(1, Double(done) / Double(max(1, total)))) }
  }
}
