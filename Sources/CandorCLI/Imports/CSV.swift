/// Rows of comma- or tab-separated text (RFC 4180), each with the line on which it begins.
///
/// Our own because a row must know its line, and because a file that ends inside a quote must be
/// refused: the libraries at hand take such a file for a shorter one (Decisions/0004).
struct CSV {
  struct Row: Equatable {
    /// From 1.
    let line: Int
    let fields: [String]
  }

  /// A file that is no such table.
  struct Malformed: Error, Equatable {
    let line: Int
    let rule: String
  }

  let rows: [Row]

  /// - Parameter delimiter: with a tab, quotes are letters like any other.
  init(_ text: String, delimiter: UInt8 = UInt8(ascii: ",")) throws(Malformed) {
    var reader = Reader(bytes: Array(text.utf8), delimiter: delimiter)
    rows = try reader.rows()
  }
}

private struct Reader {
  let bytes: [UInt8]
  let delimiter: UInt8
  var position = 0
  var line = 1

  private static let (quote, newline, carriage) = (UInt8(ascii: "\""), UInt8(0x0a), UInt8(0x0d))
  private var hasQuotes: Bool { delimiter != 0x09 }

  init(bytes: [UInt8], delimiter: UInt8) {
    // A byte-order mark is no part of the first column's name.
    self.bytes = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
    self.delimiter = delimiter
  }

  mutating func rows() throws(CSV.Malformed) -> [CSV.Row] {
    var rows: [CSV.Row] = []
    while position < bytes.count {
      let start = line
      let fields = try row()
      // An empty line is no row.
      if fields != [""] { rows.append(CSV.Row(line: start, fields: fields)) }
    }
    return rows
  }

  private mutating func row() throws(CSV.Malformed) -> [String] {
    var fields: [String] = []
    while true {
      fields.append(try field())
      guard position < bytes.count, bytes[position] == delimiter else { break }
      position += 1
    }
    if position < bytes.count, bytes[position] == Self.carriage { position += 1 }
    if position < bytes.count, bytes[position] == Self.newline { position += 1 }
    line += 1
    return fields
  }

  private mutating func field() throws(CSV.Malformed) -> String {
    guard hasQuotes, position < bytes.count, bytes[position] == Self.quote else {
      let start = position
      while position < bytes.count, bytes[position] != delimiter, bytes[position] != Self.newline,
        !isLineEnd(position)
      {
        position += 1
      }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    return try quoted()
  }

  private mutating func quoted() throws(CSV.Malformed) -> String {
    let start = line
    var text: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == Self.newline { line += 1 }
      guard byte == Self.quote else {
        text.append(byte)
        continue
      }
      if position < bytes.count, bytes[position] == Self.quote {
        text.append(byte)
        position += 1
        continue
      }
      let ends =
        position == bytes.count || bytes[position] == delimiter
        || bytes[position] == Self.newline || isLineEnd(position)
      guard ends else {
        throw CSV.Malformed(line: line, rule: "has text after a closing quote")
      }
      return String(decoding: text, as: UTF8.self)
    }
    throw CSV.Malformed(line: start, rule: "opens a quote that never closes")
  }

  private func isLineEnd(_ position: Int) -> Bool {
    bytes[position] == Self.carriage && position + 1 < bytes.count
      && bytes[position + 1] == Self.newline
  }
}
