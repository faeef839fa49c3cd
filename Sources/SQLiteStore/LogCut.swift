import Foundation
import GRDB

/// Moves everything from the log of a file into the file, and cuts the log to nothing.
///
/// A reader that is still at an older state keeps it from being cut. It is waited for, a tenth of a
/// second at a time, and others write in between, since a backup may read for long. All who wait share
/// the cuts.
actor LogCut {
  private let pool: DatabasePool
  private var running: Task<Void, any Error>?
  private var next: Task<Void, any Error>?

  init(_ pool: DatabasePool) {
    self.pool = pool
  }

  /// Returns when a cut has ended that began after the call.
  func cut() async throws {
    if let next { return try await next.value }
    let before = running
    let task = Task {
      _ = try? await before?.value
      self.begin()
      try await self.run()
    }
    next = task
    try await task.value
  }

  private func begin() {
    running = next
    next = nil
  }

  private func run() async throws {
    while true {
      do {
        try await pool.writeWithoutTransaction { [path = pool.path] db in
          try db.execute(sql: "PRAGMA busy_timeout = 100")
          defer { try? db.execute(sql: "PRAGMA busy_timeout = 5000") }
          try Self.cut(db, path)
        }
        return
      } catch DatabaseError.SQLITE_BUSY {
        try await Task.sleep(for: .milliseconds(200))
      } catch {
        LostDisk.endIfLost(error)
        throw error
      }
    }
  }

  static func cut(_ db: Database, _ path: String) throws {
    _ = try db.checkpoint(.truncate)
    // SQLite leaves it to the system when the cut reaches the disk; until then a power cut would
    // bring back what was in the log.
    try LostDisk.sync(path + "-wal")
  }
}
