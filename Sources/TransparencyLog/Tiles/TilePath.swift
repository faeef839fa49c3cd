/// Which tile: what is in it, its place in its level, and how much of it there is.
///
/// C2SP tlog-tiles, "Merkle Tree" and "Log entries".
public struct TilePath: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// Hashes of subtrees of 256^level leaves each; level 0 holds the leaf hashes.
    case hashes(level: Int)
    /// The entries themselves.
    case entries
  }

  public let content: Content
  /// Its place in its level, from 0.
  public let index: Int
  /// The number of hashes or entries: 256, or fewer at the right edge of the tree.
  public let width: Int

  public init(_ content: Content, index: Int, width: Int = Tile.width) throws(TileError) {
    if case .hashes(let level) = content, !(0...63).contains(level) { throw .wrongLevel(level) }
    guard (0...(Int.max / Tile.width)).contains(index) else { throw .wrongIndex(index) }
    guard (1...Tile.width).contains(width) else { throw .wrongWidth(width) }
    self.content = content
    self.index = index
    self.width = width
  }

  /// Only for places that are in a tree.
  init(_ content: Content, within index: Int, width: Int) {
    self.content = content
    self.index = index
    self.width = width
  }

  public var isPartial: Bool { width < Tile.width }

  /// The level of what is in the tile, in steps of 256; entries are beside level 0.
  var level: Int {
    switch content {
    case .hashes(let level): level
    case .entries: 0
    }
  }

  /// Where its hashes stand in the tree; for entries, where their leaf hashes do.
  public var places: [TreeIndex] {
    (0..<width).map {
      TreeIndex(level: level * Tile.height, index: index * Tile.width + $0)
    }
  }

  /// Whether a tree of that many leaves has all of this tile.
  public func isCovered(by size: Int) -> Bool {
    let count = size >> (level * Tile.height)
    return count >= width && index <= (count - width) / Tile.width
  }
}

extension TilePath {
  /// The tiles of hashes that come into being as a tree grows: full ones, and at each level that
  /// changed the partial one of the new size.
  ///
  /// From 0, all tiles of a tree.
  public static func tiles(from oldSize: Int, to newSize: Int) -> [TilePath] {
    (0..<Int.bitWidth / Tile.height).flatMap { level in
      let shift = level * Tile.height
      return grown(.hashes(level: level), from: oldSize >> shift, to: newSize >> shift)
    }
  }

  /// The entry bundles that come into being as a tree grows.
  public static func bundles(from oldSize: Int, to newSize: Int) -> [TilePath] {
    grown(.entries, from: oldSize, to: newSize)
  }

  private static func grown(_ content: Content, from old: Int, to new: Int) -> [TilePath] {
    guard old >= 0, old < new else { return [] }
    let full = (old / Tile.width..<new / Tile.width).map {
      TilePath(content, within: $0, width: Tile.width)
    }
    let width = new % Tile.width
    guard width > 0 else { return full }
    return full + [TilePath(content, within: new / Tile.width, width: width)]
  }
}
