import TransparencyLog

/// A log in memory: what a store would keep, as `append` told it to.
struct SmallLog {
  private(set) var frontier = Frontier()
  private(set) var nodes: [TreeIndex: Hash] = [:]

  /// - Parameter rewriting: the index of an entry that is not what it was.
  init(_ size: Int, rewriting: Int? = nil) {
    for index in 0..<size {
      let leaf = Self.leaf(index)
      for node in frontier.append(index == rewriting ? leaf.tampered : leaf) {
        nodes[node.index] = node.hash
      }
    }
  }

  static func entry(_ index: Int) -> [UInt8] { Array("entry \(index)".utf8) }

  static func leaf(_ index: Int) -> Hash { MerkleTree.leaf(entry(index)) }

  static func root(_ size: Int) -> Hash { SmallLog(size).frontier.root }
}

/// Counts what is asked of a reader.
final class Witnessed: HashReader {
  private let reader: [TreeIndex: Hash]
  private(set) var reads: [[TreeIndex]] = []

  init(_ reader: [TreeIndex: Hash]) {
    self.reader = reader
  }

  func hashes(at indexes: [TreeIndex]) throws -> [Hash] {
    reads.append(indexes)
    return try reader.hashes(at: indexes)
  }
}

extension Hash {
  /// The same hash but for one bit.
  var tampered: Hash {
    var bytes = self.bytes
    bytes[17] ^= 0b100
    return Hash(bytes) ?? self
  }
}
