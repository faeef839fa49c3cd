import Foundation
import TransparencyLog

/// What one commit adds to the log.
///
/// The transactions of a commit append to it one after the other; it is closed once, so that the
/// tree is computed for all of them together.
public struct Growth: Sendable {
  /// The place of the first of the commitments.
  public let first: Int
  /// The edge: before `close` the one that the commit began with, then the one that it leads to.
  public private(set) var frontier: Frontier
  /// In the order of the log, from place `first` on.
  public private(set) var commitments: [Commitment] = []
  /// The subtrees that were completed, once it is closed.
  public private(set) var nodes: [Node] = []

  public init(after frontier: Frontier) {
    first = frontier.size
    self.frontier = frontier
  }

  /// - Returns: the place of the first of those appended.
  public mutating func append(_ more: [Commitment]) -> Int {
    commitments += more
    return first + commitments.count - more.count
  }

  /// Forgets what was appended after there were so many: its transaction was undone.
  public mutating func undo(to count: Int) {
    commitments.removeLast(commitments.count - count)
  }

  public mutating func close() {
    nodes.reserveCapacity(2 * commitments.count)
    for commitment in commitments {
      nodes += frontier.append(MerkleTree.leaf(commitment.entry))
    }
  }

  /// The subtrees that a store keeps: the roots of full tiles.
  ///
  /// Those between are hashed again when they are needed, at most 255 for a tile.
  public var tileRoots: [Node] {
    nodes.filter { $0.index.level > 0 && $0.index.level.isMultiple(of: Tile.height) }
  }
}

/// The hashes of the log, as a store keeps them: leaves by their commitments, and the roots of full
/// tiles.
struct StoredTree: HashReader {
  let reader: any StoreReader
  /// Leaves in the tree that is read.
  let size: Int

  func hashes(at indexes: [TreeIndex]) throws -> [Hash] {
    try TileReader(size: size) { try tile($0) }.hashes(at: indexes)
  }

  func tile(_ path: TilePath) throws -> Tile {
    let places = path.places
    guard let first = places.first else { throw NotStored() }
    let range = first.index..<(first.index + places.count)
    return try Tile(
      first.level == 0
        ? reader.commitments(in: range).map { MerkleTree.leaf($0.entry) }
        : reader.tileRoots(at: first.level, in: range)
    )
  }
}

extension StoreReader {
  /// The edge of the log, computed from what is kept.
  ///
  /// - Throws: `LogBroken` when it does not lead to the last head.
  public func frontier() throws -> Frontier {
    guard let head = try treeHead() else { return Frontier() }
    let frontier = try Frontier(
      size: head.size,
      from: StoredTree(reader: self, size: head.size)
    )
    guard frontier.root == head.root else { throw LogBroken(size: head.size) }
    return frontier
  }
}

/// The entries of the log do not lead to the root that was committed with them.
public struct LogBroken: Error, Hashable, Sendable, CustomStringConvertible {
  public let size: Int

  public init(size: Int) {
    self.size = size
  }

  public var description: String {
    "the log's \(size) entries do not lead to its last root; 'candor audit' says where it breaks"
  }
}
