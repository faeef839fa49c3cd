/// The place of a complete subtree: the `index`-th of those with 2^`level` leaves, both from 0.
///
/// Level 0 holds the leaves. A place does not depend on the size of the tree, and the hash at a
/// place never changes once all its leaves are there: this is what makes it fit to store.
public struct TreeIndex: Hashable, Sendable {
  public let level: Int
  public let index: Int

  public init(level: Int, index: Int) {
    self.level = level
    self.index = index
  }

  /// The subtree that is made of this one and its neighbour.
  var parent: TreeIndex { TreeIndex(level: level + 1, index: index / 2) }

  /// Whether a tree of that many leaves has all leaves of this subtree.
  public func isComplete(in size: Int) -> Bool {
    level >= 0 && index >= 0 && index < size >> level
  }
}

extension TreeIndex: Comparable {
  /// By level, then from left to right, as a table would hold them.
  public static func < (left: TreeIndex, right: TreeIndex) -> Bool {
    (left.level, left.index) < (right.level, right.index)
  }
}

/// A complete subtree: its place and its hash.
public struct Node: Hashable, Sendable {
  public let index: TreeIndex
  public let hash: Hash

  public init(_ index: TreeIndex, _ hash: Hash) {
    self.index = index
    self.hash = hash
  }
}

/// Leaves from `lowerBound` up to, not including, `upperBound`.
///
/// Only ranges that RFC 6962 cuts a tree into: each begins at a multiple of the smallest power of
/// two that is not below its length.
extension Range<Int> {
  /// Where RFC 6962, section 2.1, cuts: after the largest power of two leaves below the count.
  ///
  /// Asked only of two leaves or more.
  var middle: Int {
    lowerBound + (1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount))
  }

  /// The complete subtrees in it, the largest first: one for each 1 in the count.
  var completeSubtrees: [TreeIndex] {
    var start = lowerBound
    var rest = count
    var subtrees: [TreeIndex] = []
    while rest > 0 {
      let level = Int.bitWidth - 1 - rest.leadingZeroBitCount
      subtrees.append(TreeIndex(level: level, index: start >> level))
      start += 1 << level
      rest -= 1 << level
    }
    return subtrees
  }
}
