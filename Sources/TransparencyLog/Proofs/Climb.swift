/// The way from a subtree up to the root, as the bits of its index and the size tell it.
///
/// Up to where the path of the last leaf joins, each level has a sibling, right or left. Above, the
/// path runs along the right edge, and only levels with a left sibling take part. So the number of
/// steps is known before a hash is looked at (RFC 9162, sections 2.1.3.2 and 2.1.4.2, unrolled).
struct Climb {
  /// The index of the subtree in its level.
  private let index: Int
  /// Steps below the point where the path of the last leaf joins.
  private let inner: Int
  /// Steps along the right edge.
  private let border: Int

  /// From the subtree of 2^`level` leaves that ends with, or is, the leaf at `leaf`.
  init(from leaf: Int, in size: Int, above level: Int = 0) {
    let joined = Int.bitWidth - (leaf ^ (size - 1)).leadingZeroBitCount
    index = leaf >> level
    inner = joined - level
    border = (leaf >> joined).nonzeroBitCount
  }

  var length: Int { inner + border }

  /// The root of the tree, from the subtree's hash and `length` siblings.
  func top(from start: Hash, _ siblings: ArraySlice<Hash>) -> Hash {
    climb(from: start, siblings) { here, right in MerkleTree.node(here, right) }
  }

  /// The root of the tree that ends with the subtree: what is to the right of it does not count.
  func topOfOlder(from start: Hash, _ siblings: ArraySlice<Hash>) -> Hash {
    climb(from: start, siblings) { here, _ in here }
  }

  private func climb(
    from start: Hash,
    _ siblings: ArraySlice<Hash>,
    rightwards: (Hash, Hash) -> Hash
  ) -> Hash {
    var hash = start
    for (level, sibling) in siblings.enumerated() {
      let isRight = level < inner && index >> level & 1 == 0
      hash = isRight ? rightwards(hash, sibling) : MerkleTree.node(sibling, hash)
    }
    return hash
  }
}
