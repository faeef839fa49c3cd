/// Comma-separated values (RFC 4180).
enum CSV {
  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")

  /// A line with its end.
  static func line(_ fields: [String]) -> [UInt8] {
    var line: [UInt8] = []
    for (place, field) in fields.enumerated() {
      if place > 0 { line.append(comma) }
      add(Array(field.utf8), to: &line)
    }
    return line + [13, 10]
  }

  /// Adds a field, in quotes where it needs them.
  static func add(_ field: [UInt8], to line: inout [UInt8]) {
    let needsQuotes = field.contains { $0 == quote || $0 == comma || $0 == 13 || $0 == 10 }
    guard needsQuotes else { return line.append(contentsOf: field) }
    line.append(quote)
    if field.contains(quote) {
      for byte in field {
        if byte == quote { line.append(quote) }
        line.append(byte)
      }
    } else {
      line.append(contentsOf: field)
    }
    line.append(quote)
  }

  /// The records of a text, whatever it is separated by: comma, semicolon, tab or bar.
  ///
  /// The separator is the one that the first line has most of. Quotes are taken as they come: a leak
  /// is not refused for its form.
  static func records(_ text: String) -> [[String]] {
    let bytes = Array(text.utf8)
    let separator = separator(of: bytes)
    var (records, record, field): ([[String]], [String], [UInt8]) = ([], [], [])
    var (isQuoted, place) = (false, 0)
    func close() {
      record.append(String(decoding: field, as: UTF8.self))
      field = []
    }
    func end() {
      close()
      if record != [""] { records.append(record) }
      record = []
    }
    while place < bytes.count {
      let byte = bytes[place]
      let isNextQuote = place + 1 < bytes.count && bytes[place + 1] == quote
      switch byte {
      case quote where isQuoted && isNextQuote:
        field.append(quote)
        place += 1
      case quote where isQuoted || field.isEmpty: isQuoted.toggle()
      case separator where !isQuoted: close()
      case 10 where !isQuoted: end()
      case 13 where !isQuoted && place + 1 < bytes.count && bytes[place + 1] == 10: break
      case 13 where !isQuoted: end()
      default: field.append(byte)
      }
      place += 1
    }
    if !field.isEmpty || !record.isEmpty { end() }
    return records
  }

  static func separator(of bytes: [UInt8]) -> UInt8 {
    let line = bytes.prefix { $0 != 10 && $0 != 13 }
    var (best, most) = (comma, 0)
    for candidate in [comma, UInt8(ascii: ";"), 9, UInt8(ascii: "|")] {
      var (count, isQuoted) = (0, false)
      for byte in line {
        if byte == quote { isQuoted.toggle() }
        if byte == candidate, !isQuoted { count += 1 }
      }
      if count > most { (best, most) = (candidate, count) }
    }
    return best
  }
}
