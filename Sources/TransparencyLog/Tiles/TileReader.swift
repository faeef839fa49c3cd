/// Reads the hashes of a tree of a known size from its tiles.
///
/// Each tile is read once in a call. What the tiles say is believed: a client that fetched them
/// makes its proofs from them and verifies those against a checkpoint.
public struct TileReader: HashReader {
  private let size: Int
  private let read: (TilePath) throws -> Tile

  /// - Parameters:
  ///   - size: leaves in the tree; tells the width of the tiles at the right edge.
  ///   - read: the tile at a path, or a wider one at the same place.
  public init(size: Int, read: @escaping (TilePath) throws -> Tile) {
    self.size = size
    self.read = read
  }

  public func hashes(at indexes: [TreeIndex]) throws -> [Hash] {
    var tiles: [TilePath: Tile] = [:]
    return try indexes.map { index in
      let path = try path(of: index)
      let tile = try tiles[path] ?? read(path)
      tiles[path] = tile
      let height = index.level % Tile.height
      // Tiles of one level stand 2^(8 - height) such subtrees apart.
      let place = index.index % (Tile.width >> height)
      guard let hash = tile.hash(height: height, index: place) else {
        throw TileError.wrongCount(expected: path.width, found: tile.hashes.count)
      }
      return hash
    }
  }

  private func path(of index: TreeIndex) throws(TileError) -> TilePath {
    guard index.isComplete(in: size) else { throw .outside(index, size: size) }
    let level = index.level / Tile.height
    let tile = index.index / (Tile.width >> (index.level % Tile.height))
    let count = size >> (level * Tile.height)
    let width = min(Tile.width, count - tile * Tile.width)
    return TilePath(.hashes(level: level), within: tile, width: width)
  }
}
