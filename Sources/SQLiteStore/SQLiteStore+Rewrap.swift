import Candor
import Foundation
import GRDB

extension SQLiteStore {
  /// So many keys are wrapped anew in one transaction.
  private static let portion = 4096

  public func keyCount() async throws -> Int {
    try await keys.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM key") ?? 0 }
  }

  /// Goes through all wrapped keys, in order of their people.
  public func foldKeys<Result: Sendable>(
    into initial: Result,
    _ body: @escaping @Sendable (inout Result, Person.ID, Data) throws -> Void
  ) async throws -> Result {
    try await keys.read { db in
      var result = initial
      let rows = try Row.fetchCursor(db, sql: "SELECT person, wrapped FROM key ORDER BY person")
      while let row = try rows.next() {
        try body(&result, Self.person(row), row[1])
      }
      return result
    }
  }

  /// Replaces wrapped keys, in order of their people; what is cut off can be begun again.
  ///
  /// - Parameters:
  ///   - rewrapped: the same key wrapped anew; nil leaves it as it is.
  ///   - progress: told how many keys are done.
  /// - Returns: how many were replaced.
  public func rewrap(
    _ rewrapped: @escaping @Sendable (_ wrapped: Data, _ person: Person.ID) throws -> Data?,
    progress: (Int) -> Void = { _ in }
  ) async throws -> Int {
    // Before everybody: an empty value would be none at all to SQLite.
    var last = Data([0])
    var (done, replaced) = (0, 0)
    while true {
      let batch = try await keyWriter.submit { [last] db in
        try Self.rewrap(db, after: last, rewrapped)
      }
      guard let end = batch.last else { break }
      last = end
      done += batch.count
      replaced += batch.replaced
      progress(done)
    }
    // Until the log of the file is cut, the keys as they were wrapped before still stand in it.
    if replaced > 0 { try await keyCuts.cut() }
    return replaced
  }

  private struct Batch: Sendable {
    /// The last person in it.
    let last: Data?
    let count: Int
    var replaced = 0
  }

  private static func rewrap(
    _ db: Database,
    after last: Data,
    _ rewrapped: (Data, Person.ID) throws -> Data?
  ) throws -> Batch {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT person, wrapped FROM key WHERE person > ? ORDER BY person LIMIT \(portion)"
      ),
      arguments: [last]
    )
    let update = try db.cachedStatement(sql: "UPDATE key SET wrapped = ? WHERE person = ?")
    var batch = Batch(last: rows.last.map { $0[0] as Data }, count: rows.count)
    for row in rows {
      let person = try SQLiteStore.person(row)
      guard let new = try rewrapped(row[1], person) else { continue }
      try update.execute(arguments: [new, person.data])
      batch.replaced += 1
    }
    return batch
  }
}

extension SQLiteStore {
  /// - Throws: `Tampered` when the key stands beside something that is nobody.
  fileprivate static func person(_ row: Row) throws -> Person.ID {
    let bytes = row.data(0)
    guard bytes.count == 16 else { throw Tampered(table: "key") }
    return Person.ID(bytes: bytes)
  }
}
