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
    let siblings = try LeafPaths(to: [index], in: size).siblings
    let hashes = try reader.hashes(of: siblings)
    self.init(index: index, size: size, hashes: hashes.reversed())
  }

  /// The proofs for several leaves, in their order and in one read.
  ///
  /// Those of one batch have most hashes in common: each is read and computed once.
  public static func proofs(
    of indexes: some Sequence<Int>,
    in size: Int,
    from reader: some HashReader
  ) throws -> [InclusionProof] {
    let indexes = Array(indexes)
    let paths = try LeafPaths(to: Set(indexes), in: size)
    let siblings = try reader.hashes(of: paths.siblings)
    return indexes.map { index in
      let steps = paths.steps[index, default: []]
      return InclusionProof(index: index, size: size, hashes: steps.map { siblings[$0] })
    }
  }

  /// What a proof will read, for stores that cannot be read synchronously.
  public static func reads(of index: Int, in size: Int) throws(ProofError) -> [TreeIndex] {
    try LeafPaths(to: [index], in: size).siblings.flatMap(\.completeSubtrees).sorted()
  }
}
