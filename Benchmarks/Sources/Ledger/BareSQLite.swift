import Foundation
import GRDB

/// What the same disk and the same library do for rows alone: no closures, no people, no receipts.
enum BareSQLite {
  static func run(in file: URL, batch: Int) throws -> Row {
    let pool = try DatabasePool(path: file.path)
    return try pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "CREATE TABLE row (id INTEGER PRIMARY KEY, bytes BLOB) STRICT")
      let insert = try db.cachedStatement(sql: "INSERT INTO row (bytes) VALUES (?)")
      let bytes = Data(repeating: 7, count: 300)
      let clock = ContinuousClock()
      let start = clock.now
      var rows = 0
      while start.duration(to: clock.now) < .seconds(4) {
        try db.inTransaction {
          for _ in 0..<batch { try insert.execute(arguments: [bytes]) }
          return .commit
        }
        rows += batch
      }
      return Row(
        title: "bare SQLite, as many rows a commit",
        perSecond: Double(rows) / (start.duration(to: clock.now) / .seconds(1)),
        perCommit: Double(batch)
      )
    }
  }
}
