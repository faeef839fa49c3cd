/// What was found: a list, an export, a bundle of labels.
///
/// Names of columns and their order say nothing here; a row is its cells.
public struct Leak: Sendable {
  /// All of it, as it was found.
  public let text: String
  public let rows: [LeakedRow]

  /// Comma-separated values, or separated by semicolons, tabs or bars.
  public init(csv text: String) {
    self.text = text
    rows = CSV.records(text).map(LeakedRow.init)
  }

  /// One JSON object a line; lines that are none are passed over.
  public init(ndjson text: String) {
    self.text = text
    rows = text.utf8.split { $0 == 10 || $0 == 13 }.compactMap(JSONLine.values).map(LeakedRow.init)
  }

  /// Labels and letters: blocks between empty lines, or lines up to one that ends in a ZIP.
  public init(text: String) {
    self.text = text
    rows = Self.blocks(of: text).map(LeakedRow.init)
  }

  /// Whichever of these it looks like.
  public init(_ text: String) {
    let first = text.utf8.first { $0 != 32 && !(9...13).contains($0) }
    if first == UInt8(ascii: "{") {
      self.init(ndjson: text)
    } else {
      let widths = Set(CSV.records(String(text.prefix(4096))).prefix(4).map(\.count))
      let isTable = widths.count == 1 && widths.contains { $0 > 2 }
      if isTable { self.init(csv: text) } else { self.init(text: text) }
    }
  }

  private static func blocks(of text: String) -> [[String]] {
    var blocks: [[String]] = [[]]
    for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      let line = line.filter { $0 != 13 }
      let isEmpty = line.allSatisfy { $0 == 32 || $0 == 9 }
      if isEmpty {
        blocks.append([])
      } else {
        blocks[blocks.count - 1].append(String(decoding: line, as: UTF8.self))
      }
    }
    return blocks.flatMap(parts).filter { !$0.isEmpty }
  }

  /// A block with several ZIPs is several labels.
  private static func parts(of block: [String]) -> [[String]] {
    let ends = block.indices.filter { endsInZIP(block[$0]) }
    guard ends.count > 1 else { return [block] }
    var (parts, start): ([[String]], Int) = ([], 0)
    for end in ends {
      parts.append(Array(block[start...end]))
      start = end + 1
    }
    return parts + (start < block.count ? [Array(block[start...])] : [])
  }

  private static func endsInZIP(_ line: String) -> Bool {
    let letters = Folding.letters.bytes(line)
    let digits = letters.reversed().prefix { (48...57).contains($0) }.count
    return (digits == 5 || digits == 9) && letters.count > digits
  }
}

/// One row of a leak.
public struct LeakedRow: Hashable, Sendable {
  /// What stood between commas, however it was stored.
  public let cells: [String]

  public init(_ fields: [String]) {
    cells = fields.flatMap { field in
      field.utf8.split { $0 == UInt8(ascii: ",") || $0 == 10 || $0 == 13 || $0 == 9 }
        .map { String(decoding: $0.trimmed, as: UTF8.self) }
    }.filter { !$0.isEmpty }
  }

  /// So many neighbours are put together again at most.
  static let longest = 5

  /// Neighbouring cells, which may have been one value.
  var runs: [Range<Int>] {
    cells.indices.flatMap { start in
      ((start + 1)...min(start + Self.longest, cells.count)).map { start..<$0 }
    }
  }

  /// Whether dots behind words, brackets or number signs are left in it; those of addresses and numbers
  /// do not count.
  var hasSigns: Bool {
    cells.contains { cell in
      cell.utf8.contains { "()#".utf8.contains($0) }
        || cell.utf8.split(separator: 32).contains { $0.last == UInt8(ascii: ".") }
    }
  }

  /// Neighbours with the comma that every rendering has between parts.
  func text(_ run: Range<Int>) -> String { String(decoding: bytes(run), as: UTF8.self) }

  func bytes(_ run: Range<Int>) -> [UInt8] {
    var bytes = Array(cells[run.lowerBound].utf8)
    for cell in cells[run].dropFirst() {
      bytes += ", "
      bytes.append(contentsOf: cell.utf8)
    }
    return bytes
  }
}

extension Substring.UTF8View {
  fileprivate var trimmed: Substring.UTF8View {
    var view = self[...]
    while view.first == 32 { view.removeFirst() }
    while view.last == 32 { view.removeLast() }
    return view
  }
}
