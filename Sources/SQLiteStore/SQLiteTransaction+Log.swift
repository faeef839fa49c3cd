import Candor
import Foundation
import GRDB
import TransparencyLog

/// The log: its entries, the roots of its full tiles, and its heads.
extension SQLiteTransaction {
  func treeHead() throws -> TreeHead? {
    try tagged.select(.head, "ORDER BY size DESC LIMIT 1").first.map(TreeHead.init)
  }

  func treeHead(after leaf: Int) throws -> TreeHead? {
    try tagged.select(.head, "WHERE size > ? ORDER BY size LIMIT 1", [leaf])
      .first.map(TreeHead.init)
  }

  func restored() throws -> Date? {
    try tagged.select(.restored, "ORDER BY time DESC LIMIT 1")
      .first.map { Date(milliseconds: $0[0]) }
  }

  func tileRoots(at level: Int, in range: Range<Int>) throws -> [Hash] {
    let found = try rows(
      "SELECT hash FROM node WHERE level = ? AND place >= ? AND place < ? ORDER BY place",
      [level, range.lowerBound, range.upperBound]
    )
    .compactMap { Hash($0[0] as Data) }
    guard found.count == range.count else { throw NotStored() }
    return found
  }

  func commitments(in range: Range<Int>) throws -> [Commitment] {
    let found = try rows(
      "SELECT commitment FROM leaf WHERE place >= ? AND place < ? ORDER BY place",
      [range.lowerBound, range.upperBound]
    )
    guard found.count == range.count else { throw NotStored() }
    return found.map { Commitment(bytes: $0[0]) }
  }

  func append(_ commitments: [Commitment]) throws -> Int {
    guard let log else { throw DatabaseError(resultCode: .SQLITE_READONLY) }
    return log.append(commitments)
  }
}

extension TreeHead {
  fileprivate init(_ row: Row) throws {
    guard let root = Hash(row[1] as Data) else { throw NotStored() }
    self.init(size: row[0], root: root)
  }
}
