extension TilePath: CustomStringConvertible {
  /// Without a leading slash, such as `tile/0/x001/x234/067` or `tile/entries/000.p/5`.
  public var text: String {
    let kind =
      switch content {
      case .hashes(let level): String(level)
      case .entries: "entries"
      }
    return "tile/\(kind)/\(Self.text(of: index))" + (isPartial ? ".p/\(width)" : "")
  }

  public var description: String { text }

  /// Reads a path without a leading slash.
  public init(_ text: String) throws(TileError) {
    var path = text[...]
    var width = Tile.width
    if let mark = text.firstRange(of: ".p/") {
      guard let partial = Int(text[mark.upperBound...]) else { throw .notAPath }
      path = text[..<mark.lowerBound]
      width = partial
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 3, let index = Int(parts[2...].map { $0.suffix(3) }.joined()) else {
      throw .notAPath
    }
    if parts[1] == "entries" {
      try self.init(.entries, index: index, width: width)
    } else {
      guard let level = Int(parts[1]) else { throw .notAPath }
      try self.init(.hashes(level: level), index: index, width: width)
    }
    // A tile has one name: what it would not be written as, it is not read from.
    guard self.text.utf8.elementsEqual(text.utf8) else { throw .notAPath }
  }

  /// Three digits in each part, and an `x` before all but the last.
  private static func text(of index: Int) -> String {
    var text = String(1000 + index % 1000).dropFirst()
    var rest = index / 1000
    while rest > 0 {
      text = "x\(String(1000 + rest % 1000).dropFirst())/\(text)"
      rest /= 1000
    }
    return String(text)
  }
}
