/// Up to 256 entries of a log that stand side by side, as level-0 tiles hold their hashes.
///
/// C2SP tlog-tiles, "Log entries".
public struct EntryBundle: Hashable, Sendable {
  /// From left to right; at most 65,535 bytes each.
  public let entries: [[UInt8]]

  public init(_ entries: [[UInt8]]) throws(TileError) {
    guard (1...Tile.width).contains(entries.count) else { throw .wrongWidth(entries.count) }
    if let entry = entries.first(where: { $0.count > UInt16.max }) {
      throw .entryTooLong(bytes: entry.count)
    }
    self.entries = entries
  }

  /// Each entry after its length in 2 bytes, big-endian.
  public var bytes: [UInt8] {
    entries.flatMap { UInt16($0.count).bigEndianBytes + $0 }
  }

  /// - Parameter width: how many entries there must be; the path of the bundle says it.
  public init(bytes: some Collection<UInt8>, width: Int = Tile.width) throws(TileError) {
    var rest = Array(bytes)[...]
    var entries: [[UInt8]] = []
    while !rest.isEmpty {
      let prefix = rest.prefix(2)
      let length = prefix.reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(2)
      guard prefix.count == 2, rest.count >= length else { throw .truncatedEntry(entries.count) }
      entries.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    guard entries.count == width else {
      throw .wrongCount(expected: width, found: entries.count)
    }
    try self.init(entries)
  }

  /// What the level-0 tile at the same place holds.
  public var leafHashes: [Hash] { entries.map { MerkleTree.leaf($0) } }
}
