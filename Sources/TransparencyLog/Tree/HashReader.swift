/// Where the hashes of a tree are kept: a table, tiles, or memory.
///
/// Only complete subtrees are ever asked for, so nothing that was stored has to change. What is
/// read is believed; whoever gets a proof verifies it against a signed root.
public protocol HashReader {
  /// The hashes at these places, in this order.
  ///
  /// A proof asks once, for at most about 2 log2(size) places, each once, in ascending order.
  func hashes(at indexes: [TreeIndex]) throws -> [Hash]
}

/// Hashes in memory: a small tree, or what an asynchronous store read ahead for a proof.
extension Dictionary: HashReader where Key == TreeIndex, Value == Hash {
  public func hashes(at indexes: [TreeIndex]) throws(ProofError) -> [Hash] {
    try indexes.map { index throws(ProofError) in
      guard let hash = self[index] else { throw .missing(index) }
      return hash
    }
  }
}

extension HashReader {
  /// The Merkle Tree Hash of each range, in one read.
  func hashes(of ranges: [Range<Int>]) throws -> [Hash] {
    let parts = ranges.map(\.completeSubtrees)
    // In a batch, what ends a ragged range may also stand alone.
    let asked = Set(parts.joined()).sorted()
    let answers = try hashes(at: asked)
    guard answers.count == asked.count else {
      throw ProofError.wrongRead(asked: asked.count, answered: answers.count)
    }
    let found = Dictionary(uniqueKeysWithValues: zip(asked, answers))
    return parts.map { MerkleTree.root(over: $0.compactMap { found[$0] }) }
  }
}
