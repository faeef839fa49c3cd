/// Up to 256 hashes that stand side by side in the tree, 8 levels above those of the tiles below.
///
/// C2SP tlog-tiles, "Merkle Tree". The 7 levels between are not stored but hashed again.
public struct Tile: Hashable, Sendable {
  /// Levels of the tree from one level of tiles to the next.
  public static let height = 8
  /// Hashes in a full tile: 2^height, or 8,192 bytes.
  public static let width = 256

  /// From left to right.
  public let hashes: [Hash]

  public init(_ hashes: [Hash]) throws(TileError) {
    guard (1...Self.width).contains(hashes.count) else { throw .wrongWidth(hashes.count) }
    self.hashes = hashes
  }

  /// The hashes one after the other, 32 bytes each.
  public var bytes: [UInt8] { hashes.flatMap(\.bytes) }

  public init(bytes: some Collection<UInt8>) throws(TileError) {
    guard let hashes = Hash.all(in: Array(bytes)[...]), (1...Self.width).contains(hashes.count)
    else { throw .wrongLength(bytes: bytes.count) }
    self.hashes = hashes
  }

  /// The tile at a path, from the hashes of a store that keeps single ones.
  public init(_ path: TilePath, from reader: some HashReader) throws {
    let hashes = try reader.hashes(at: path.places)
    guard hashes.count == path.width else {
      throw TileError.wrongCount(expected: path.width, found: hashes.count)
    }
    self.hashes = hashes
  }

  /// The hash over 2^`height` hashes of the tile, the `index`-th such group from the left.
  ///
  /// Nil when the tile does not have all of them.
  public func hash(height: Int, index: Int) -> Hash? {
    guard (0...Self.height).contains(height), index >= 0, index < hashes.count >> height else {
      return nil
    }
    var row = hashes[(index << height)..<((index + 1) << height)]
    while row.count > 1 {
      let pairs = stride(from: row.startIndex, to: row.endIndex, by: 2)
      row = pairs.map { MerkleTree.node(row[$0], row[$0 + 1]) }[...]
    }
    return row.first
  }
}
