import Candor
import Foundation
import GRDB
import Synchronization

/// What the transactions of a commit change in the sums over the tagged tables, written with it.
final class SumWriter: Sendable {
  private let tags: RowTags
  private let changes = Mutex(RowSums())

  init(_ tags: RowTags) {
    self.tags = tags
  }

  /// The tagged tables, for a transaction of the commit.
  func tagged(_ db: Database) -> TaggedRows {
    TaggedRows(db: db, tags: tags, sums: self)
  }

  func toggle(_ code: Data, in table: String) {
    changes.withLock { $0.toggle(code, in: table) }
  }

  /// Runs a transaction of the commit; what it changed goes if it throws.
  func undoing<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = changes.withLock { $0 }
    do {
      return try body()
    } catch {
      changes.withLock { $0 = before }
      throw error
    }
  }

  /// Writes what was changed, at the end of the commit.
  func close(_ db: Database) throws {
    let changes = changes.withLock { $0 }
    guard changes != RowSums() else { return }
    var sums = try Self.stored(db, tags)
    sums.toggle(changes)
    try db.cachedStatement(sql: "UPDATE digest SET sums = ? WHERE file = 1")
      .execute(arguments: [tags.seal(sums)])
  }

  /// The commit is over, however it ended.
  func reset() {
    changes.withLock { $0 = RowSums() }
  }

  /// Writes the sums of a new file.
  static func begin(_ db: Database, _ tags: RowTags) throws {
    try db.execute(
      sql: """
        CREATE TABLE digest (file INTEGER PRIMARY KEY CHECK (file = 1), sums BLOB NOT NULL) STRICT
        """
    )
    try db.execute(
      sql: "INSERT INTO digest (file, sums) VALUES (1, ?)",
      arguments: [tags.seal(RowSums())]
    )
  }

  /// - Throws: `Tampered` when the sums are gone, or are not those of this keyring.
  static func stored(_ db: Database, _ tags: RowTags) throws -> RowSums {
    let rows = try Row.fetchAll(db.cachedStatement(sql: "SELECT sums FROM digest WHERE file = 1"))
    guard let row = rows.first, let sums = try? tags.open(row.data(0)) else {
      throw Tampered(table: "digest")
    }
    return sums
  }
}
