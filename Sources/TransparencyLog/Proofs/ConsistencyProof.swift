/// Proof that a tree begins with all leaves of an older one (RFC 6962, section 2.1.2).
public struct ConsistencyProof: Hashable, Sendable {
  /// The number of leaves in the older tree.
  public let oldSize: Int
  /// The number of leaves in the newer tree.
  public let newSize: Int
  /// From the bottom to the top; at most 64.
  public let hashes: [Hash]

  public init(oldSize: Int, newSize: Int, hashes: [Hash]) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.hashes = hashes
  }

  /// Strict: any hash too many or too few is refused, and both roots must be met.
  ///
  /// An empty older tree is refused, whatever the proof: a witness that sees a log for the first
  /// time has nothing to verify (C2SP tlog-witness: old size zero, no proof).
  public func verify(oldRoot: Hash, newRoot: Hash) throws(ProofError) {
    try Self.check(oldSize, newSize)
    guard oldSize < newSize else {
      guard hashes.isEmpty else { throw .wrongLength(expected: 0, found: hashes.count) }
      guard oldRoot == newRoot else { throw .wrongNewRoot }
      return
    }
    // The largest complete subtree at the right edge of the older tree is where both climbs begin.
    let level = oldSize.trailingZeroBitCount
    let climb = Climb(from: oldSize - 1, in: newSize, above: level)
    // When that subtree is the whole older tree, its root is known and not in the proof.
    let isGiven = oldSize == 1 << level
    let expected = climb.length + (isGiven ? 0 : 1)
    guard hashes.count == expected, let start = isGiven ? oldRoot : hashes.first else {
      throw .wrongLength(expected: expected, found: hashes.count)
    }
    let path = hashes.suffix(climb.length)
    guard climb.topOfOlder(from: start, path) == oldRoot else { throw .wrongOldRoot }
    guard climb.top(from: start, path) == newRoot else { throw .wrongNewRoot }
  }

  private static func check(_ oldSize: Int, _ newSize: Int) throws(ProofError) {
    guard oldSize >= 0 else { throw .negative(oldSize) }
    guard oldSize > 0 else { throw .emptyTree }
    guard oldSize <= newSize else { throw .shrinking(from: oldSize, to: newSize) }
  }
}

extension ConsistencyProof {
  /// The proof between two sizes of a stored tree, in one read.
  public init(from oldSize: Int, to newSize: Int, reading reader: some HashReader) throws {
    let ranges = try Self.ranges(from: oldSize, to: newSize)
    self.init(oldSize: oldSize, newSize: newSize, hashes: try reader.hashes(of: ranges))
  }

  /// What a proof will read, for stores that cannot be read synchronously.
  public static func reads(from oldSize: Int, to newSize: Int) throws(ProofError) -> [TreeIndex] {
    try ranges(from: oldSize, to: newSize).flatMap(\.completeSubtrees).sorted()
  }

  /// SUBPROOF of RFC 6962, section 2.1.2: at each cut, the side across which the older tree does
  /// not end.
  private static func ranges(
    from oldSize: Int,
    to newSize: Int
  ) throws(ProofError) -> [Range<Int>] {
    try check(oldSize, newSize)
    var rest = 0..<newSize
    var path: [Range<Int>] = []
    while oldSize < rest.upperBound {
      let middle = rest.middle
      if oldSize <= middle {
        path.append(middle..<rest.upperBound)
        rest = rest.lowerBound..<middle
      } else {
        path.append(rest.lowerBound..<middle)
        rest = middle..<rest.upperBound
      }
    }
    // What begins at leaf 0 is the older tree itself: the verifier has its root.
    if rest.lowerBound > 0 { path.append(rest) }
    return path.reversed()
  }
}
