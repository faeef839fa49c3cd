/// Proof that a leaf is the `index`-th of a tree (RFC 6962, section 2.1.1).
///
/// It is worth as much as the root and the size it is verified against: both come from a signed
/// checkpoint. The hashes alone do not fix the size.
public struct InclusionProof: Hashable, Sendable {
  /// Of the leaf, from 0.
  public let index: Int
  /// The number of leaves in the tree.
  public let size: Int
  /// From the leaf's sibling up to the child of the root; at most 63.
  public let hashes: [Hash]

  public init(index: Int, size: Int, hashes: [Hash]) {
    self.index = index
    self.size = size
    self.hashes = hashes
  }

  /// Strict: any hash too many or too few is refused, as is an index outside of the tree.
  public func verify(leaf: Hash, root: Hash) throws(ProofError) {
    guard try self.root(from: leaf) == root else { throw .wrongRoot }
  }

  /// The root to which the leaf and the proof lead.
  public func root(from leaf: Hash) throws(ProofError) -> Hash {
    guard index >= 0, index < size else { throw .outside(index: index, size: size) }
    let climb = Climb(from: index, in: size)
    guard hashes.count == climb.length else {
      throw .wrongLength(expected: climb.length, found: hashes.count)
    }
    return climb.top(from: leaf, hashes[...])
  }
}

extension InclusionProof {
  /// The proof for one leaf, in one read.
  public init(of index: Int, in size: Int, from reader: some HashReader) throws {
    let ranges = try Self.ranges(of: index, in: size)
    let hashes = try reader.hashes(of: ranges)
    self.init(index: index, size: size, hashes: ranges.compactMap { hashes[$0] })
  }

  /// The proofs for the leaves of one batch, in one read: they have most hashes in common.
  public static func proofs(
    of indexes: some Sequence<Int>,
    in size: Int,
    from reader: some HashReader
  ) throws -> [InclusionProof] {
    let paths = try indexes.map { (index: $0, ranges: try ranges(of: $0, in: size)) }
    let hashes = try reader.hashes(of: paths.lazy.flatMap(\.ranges))
    return paths.map { path in
      InclusionProof(
        index: path.index,
        size: size,
        hashes: path.ranges.compactMap { hashes[$0] }
      )
    }
  }

  /// What a proof will read, for stores that cannot be read synchronously.
  public static func reads(of index: Int, in size: Int) throws(ProofError) -> [TreeIndex] {
    try ranges(of: index, in: size).flatMap(\.completeSubtrees).sorted()
  }

  /// PATH of RFC 6962, section 2.1.1: at each cut, the side on which the leaf is not.
  private static func ranges(of index: Int, in size: Int) throws(ProofError) -> [Range<Int>] {
    guard index >= 0, index < size else { throw .outside(index: index, size: size) }
    var rest = 0..<size
    var path: [Range<Int>] = []
    while rest.count > 1 {
      let middle = rest.middle
      if index < middle {
        path.append(middle..<rest.upperBound)
        rest = rest.lowerBound..<middle
      } else {
        path.append(rest.lowerBound..<middle)
        rest = middle..<rest.upperBound
      }
    }
    return path.reversed()
  }
}
