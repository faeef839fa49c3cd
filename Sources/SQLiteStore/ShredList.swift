import Candor
import Foundation
import GRDB
import TransparencyLog

/// What a data directory or a backup knows of erasures: everybody whose key was shredded, by marks
/// that say nothing without the index key.
public struct ShredList: Sendable {
  public let marks: Set<Handle>
  /// Whether its log holds the one that was asked about: then it is as new, or newer.
  ///
  /// Records that cannot be read hold nothing; the marks lie in another file and may be sound.
  public let isNewer: Bool

  /// Reads the list of files that no process writes to.
  ///
  /// - Throws: `Tampered` when a mark is missing or added, when the list is older than the records
  ///   beside it, or when it is another house's.
  public init(of directory: URL, after head: TreeHead?, _ tags: RowTags) throws {
    let records = try? Self.records(of: directory, after: head, tags)
    isNewer = records?.isNewer ?? false
    let keys = try SQLiteStore.reading(directory.appending(path: SQLiteStore.files[1]))
    marks = try keys.read { db in
      let table = TaggedTable.shredded
      let rows = try TaggedRows(db: db, tags: tags).select(table)
      var sums = RowSums()
      for row in rows { sums.toggle(table.code(of: row, tags), in: table.name) }
      // Each erasure leaves its mark before it is counted.
      guard try SumWriter.stored(db, tags)[table.name] == sums[table.name],
        rows.count >= records?.erasures ?? 0
      else { throw Tampered(table: table.name) }
      return Set(rows.map { Handle(bytes: $0.data(0)) })
    }
    try keys.close()
  }

  /// What the records say of the list beside them.
  private static func records(
    of directory: URL,
    after head: TreeHead?,
    _ tags: RowTags
  ) throws -> (isNewer: Bool, erasures: Int) {
    let file = try SQLiteStore.reading(directory.appending(path: SQLiteStore.files[0]))
    let found = try file.read { db in
      // Each commit keeps its head; what went another way has another root at that size.
      let there = try TaggedRows(db: db, tags: tags)
        .select(.head, "WHERE size = ?", [head?.size ?? 0])
      // Number 0 stands for those from before there were marks.
      let erasures = try Int.fetchOne(db, sql: "SELECT count(*) FROM erasure WHERE number > 0")
      return (
        isNewer: head == nil || there.first?.data(1) == head.map { Data($0.root.bytes) },
        erasures: erasures ?? 0
      )
    }
    try file.close()
    return found
  }
}
