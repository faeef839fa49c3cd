import Candor
import Foundation
import GRDB

/// What people were shown, for good.
extension SQLiteTransaction {
  func text(of hash: KeptText.Hash) throws -> KeptText? {
    try tagged.select(.text, "WHERE hash = ?", [hash.rawValue]).first.map(KeptText.init(row:))
  }

  func texts(of kind: KeptText.Kind) throws -> [KeptText] {
    try tagged.texts("WHERE kind = ? ORDER BY since, hash", [kind.rawValue])
  }

  func put(_ text: KeptText) throws {
    try tagged.put(text)
  }
}

extension TaggedRows {
  func texts(
    _ condition: String,
    _ arguments: StatementArguments = []
  ) throws -> [KeptText] {
    try select(.text, condition, arguments).map(KeptText.init(row:))
  }

  fileprivate func put(_ text: KeptText) throws {
    guard try select(.text, "WHERE hash = ?", [text.hash.rawValue]).isEmpty else { return }
    try insert(
      .text,
      [
        text.hash.rawValue, text.kind.rawValue, text.language, text.since.milliseconds, text.bytes,
      ]
    )
  }
}

extension SQLiteStore {
  /// What is kept in a directory that no process writes to; nothing in one of before texts were kept.
  ///
  /// - Throws: `Tampered` when Candor did not write all of it, or it is another house's.
  public static func texts(of directory: URL, _ tags: RowTags) throws -> [KeptText] {
    let file = try reading(directory.appending(path: files[0]))
    let texts = try file.read { db -> [KeptText] in
      guard try db.tableExists(TaggedTable.text.name) else { return [] }
      return try TaggedRows(db: db, tags: tags).texts("ORDER BY since, hash")
    }
    try file.close()
    return texts
  }

  /// Takes up texts that were kept after a backup was made; what copies were is in a log that is gone.
  public func adopt(_ texts: [KeptText]) async throws {
    try await write { transaction in
      for text in texts where text.kind != .copy { try transaction.put(text) }
    }
  }
}

extension KeptText {
  /// - Throws: `Tampered` when the row is kept under a hash that is not that of its bytes.
  fileprivate init(row: Row) throws {
    guard let kind = Kind(rawValue: row["kind"]) else {
      throw Tampered(table: TaggedTable.text.name)
    }
    self.init(
      kind,
      language: row["language"],
      since: Date(milliseconds: row["since"]),
      bytes: row["bytes"]
    )
    guard hash.rawValue == row["hash"] as String else {
      throw Tampered(table: TaggedTable.text.name)
    }
  }
}
