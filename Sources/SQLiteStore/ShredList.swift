import Candor
import Foundation
import GRDB
import TransparencyLog

/// What a data directory or a backup knows of erasures: everybody whose key was shredded, by marks
/// that say nothing without the index key.
public struct ShredList: Sendable {
  public let marks: Set<Handle>
  /// Whether its log holds the one that was asked about: then it is as new, or newer.
  public let isNewer: Bool

  /// Reads the list of files that no process writes to.
  ///
  /// - Throws: `Tampered` when a mark is missing or added, or when it is another house's list.
  public init(of directory: URL, after head: TreeHead?, _ tags: RowTags) throws {
    let records = try SQLiteStore.reading(directory.appending(path: SQLiteStore.files[0]))
    isNewer = try records.read { db in
      guard let head else { return true }
      // Each commit keeps its head; what went another way has another root at that size.
      let there = try TaggedRows(db: db, tags: tags).select(.head, "WHERE size = ?", [head.size])
      return there.first?.data(1) == Data(head.root.bytes)
    }
    try records.close()
    let keys = try SQLiteStore.reading(directory.appending(path: SQLiteStore.files[1]))
    marks = try keys.read { db in
      let table = TaggedTable.shredded
      let rows = try TaggedRows(db: db, tags: tags).select(table)
      var sums = RowSums()
      for row in rows { sums.toggle(table.code(of: row, tags), in: table.name) }
      guard try SumWriter.stored(db, tags)[table.name] == sums[table.name] else {
        throw Tampered(table: table.name)
      }
      return Set(rows.map { Handle(bytes: $0.data(0)) })
    }
    try keys.close()
  }
}
