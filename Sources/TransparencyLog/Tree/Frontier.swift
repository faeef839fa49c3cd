/// The right edge of a tree: all that is needed to append to it and to know its root.
///
/// A tree falls into complete subtrees, one for each 1 in the binary form of its size; the frontier
/// is their hashes, at most 63. Appending is counting: a new leaf merges equal neighbours as a
/// carry does, twice on average at most.
public struct Frontier: Hashable, Sendable {
  /// The number of leaves.
  public private(set) var size: Int
  /// The hashes of the complete subtrees, from left to right, so the largest first.
  public private(set) var edge: [Hash]

  /// The tree without leaves.
  public init() {
    size = 0
    edge = []
  }

  /// Appends a leaf by its hash.
  ///
  /// - Returns: the subtrees that this leaf completes, to be stored: itself, then upwards.
  @discardableResult
  public mutating func append(_ leaf: Hash) -> [Node] {
    var node = Node(TreeIndex(level: 0, index: size), leaf)
    var completed = [node]
    for left in edge.suffix((~size).trailingZeroBitCount).reversed() {
      node = Node(node.index.parent, MerkleTree.node(left, node.hash))
      completed.append(node)
    }
    edge.removeLast(completed.count - 1)
    edge.append(node.hash)
    size += 1
    return completed
  }

  /// The root of the tree (RFC 6962, section 2.1).
  public var root: Hash { MerkleTree.root(over: edge) }
}

extension Frontier {
  /// The frontier of a tree whose hashes are stored; also of an earlier state of that tree.
  public init(size: Int, from reader: some HashReader) throws {
    guard size >= 0 else { throw ProofError.negative(size) }
    let indexes = (0..<size).completeSubtrees
    let edge = try reader.hashes(at: indexes)
    guard edge.count == indexes.count else {
      throw ProofError.wrongRead(asked: indexes.count, answered: edge.count)
    }
    self.size = size
    self.edge = edge
  }
}

extension Frontier {
  /// Bytes that are not those of a frontier.
  public enum Unreadable: Error, Hashable, Sendable {
    case tooShort
    /// Above 2^62: no tree is that large.
    case tooLarge
    /// The number of bytes does not fit the size that the first eight bytes state.
    case wrongLength(expected: Int, found: Int)
  }

  /// The size in 8 bytes, big-endian, then the hashes of the edge, 32 bytes each.
  public var bytes: [UInt8] {
    UInt64(size).bigEndianBytes + edge.flatMap(\.bytes)
  }

  public init(bytes: some Collection<UInt8>) throws(Unreadable) {
    let bytes = Array(bytes)
    guard bytes.count >= 8 else { throw .tooShort }
    let size = bytes.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard size <= 1 << 62 else { throw .tooLarge }
    let expected = 8 + size.nonzeroBitCount * Hash.byteCount
    guard let edge = Hash.all(in: bytes.dropFirst(8)), bytes.count == expected else {
      throw .wrongLength(expected: expected, found: bytes.count)
    }
    self.size = Int(size)
    self.edge = edge
  }
}
