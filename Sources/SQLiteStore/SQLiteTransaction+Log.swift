import Candor
import Foundation
import GRDB
import TransparencyLog

/// The log: its entries, the hashes of its complete subtrees, and its right edge.
extension SQLiteTransaction {
  func log() throws -> Data? {
    try rows("SELECT frontier FROM log").first.map { $0[0] }
  }

  func lastCommitment(of person: Person.ID) throws -> Commitment? {
    try rows(
      """
      SELECT leaf.commitment FROM event JOIN leaf ON leaf.place = event.leaf
      WHERE person = ? ORDER BY sequence DESC LIMIT 1
      """,
      [person.data]
    )
    .first.map { Commitment(bytes: $0[0]) }
  }

  func hashes(at indexes: [TreeIndex]) throws -> [Hash] {
    try indexes.map { index in
      let row = try rows(
        "SELECT hash FROM node WHERE level = ? AND place = ?",
        [index.level, index.index]
      ).first
      guard let bytes = row?[0] as Data?, let hash = Hash(bytes) else { throw NotStored() }
      return hash
    }
  }

  func commitments(in range: Range<Int>) throws -> [Commitment] {
    let found = try rows(
      "SELECT commitment FROM leaf WHERE place >= ? AND place < ? ORDER BY place",
      [range.lowerBound, range.upperBound]
    )
    guard found.count == range.count else { throw NotStored() }
    return found.map { Commitment(bytes: $0[0]) }
  }

  func extend(
    log frontier: Data,
    by nodes: [Node],
    _ commitments: [Commitment],
    from first: Int
  ) throws {
    try Occupied.isThrown {
      for (place, commitment) in zip(first..., commitments) {
        try run("INSERT INTO leaf (place, commitment) VALUES (?, ?)", [place, commitment.bytes])
      }
    }
    for node in nodes {
      try run(
        "INSERT INTO node (level, place, hash) VALUES (?, ?, ?)",
        [node.index.level, node.index.index, Data(node.hash.bytes)]
      )
    }
    try run("INSERT OR REPLACE INTO log (id, frontier) VALUES (1, ?)", [frontier])
  }
}
