/// What is wrong with a tile, an entry bundle or the path of one.
public enum TileError: Error, Hashable, Sendable {
  /// Not `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]` in the one spelling of C2SP.
  case notAPath
  /// Levels are 0 to 63.
  case wrongLevel(Int)
  /// Indexes are 0 to 2^55 - 1, so that the places of the hashes in the tile fit.
  case wrongIndex(Int)
  /// A tile has 1 to 256 hashes, a bundle 1 to 256 entries.
  case wrongWidth(Int)
  /// A tile of hashes is 32 bytes for each.
  case wrongLength(bytes: Int)
  /// An entry that its 16-bit length prefix cannot count.
  case entryTooLong(bytes: Int)
  /// The bytes end within this entry, counted from 0 in the bundle.
  case truncatedEntry(Int)
  /// The bundle has another number of entries than its path says.
  case wrongCount(expected: Int, found: Int)
  /// No complete subtree is at that place in a tree of that size.
  case outside(TreeIndex, size: Int)
}

extension TileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notAPath: "not the path of a tile or an entry bundle"
    case .wrongLevel(let level): "a tile has a level from 0 to 63, not \(level)"
    case .wrongIndex(let index): "a tile has an index from 0 to 2^55 - 1, not \(index)"
    case .wrongWidth(let width): "a tile has a width from 1 to 256, not \(width)"
    case .wrongLength(let bytes): "\(bytes) bytes are not 1 to 256 hashes of 32 bytes"
    case .entryTooLong(let bytes): "an entry has at most 65535 bytes, not \(bytes)"
    case .truncatedEntry(let entry): "the bundle ends within entry \(entry)"
    case .wrongCount(let expected, let found): "expected \(expected) in the tile, found \(found)"
    case .outside(let place, let size):
      "a tree of \(size) leaves has no subtree at level \(place.level), index \(place.index)"
    }
  }
}
