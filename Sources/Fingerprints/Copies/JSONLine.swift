/// One JSON object a line, its values all text.
enum JSONLine {
  /// Adds a field; what there is no value of is null.
  static func add(_ name: String, _ text: [UInt8]?, to line: inout [UInt8]) {
    add(name.utf8, to: &line)
    line.append(UInt8(ascii: ":"))
    if let text { add(text, to: &line) } else { line.append(contentsOf: "null".utf8) }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func add(_ text: some Sequence<UInt8>, to line: inout [UInt8]) {
    line.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        line.append(UInt8(ascii: "\\"))
        line.append(byte)
      case 0..<32:
        line.append(contentsOf: "\\u00".utf8)
        line.append(digits[Int(byte >> 4)])
        line.append(digits[Int(byte & 15)])
      default: line.append(byte)
      }
    }
    line.append(UInt8(ascii: "\""))
  }

  /// The texts and numbers of a line in their order, without the names of fields.
  ///
  /// - Returns: nil for a line that is no object.
  static func values(_ line: some Collection<UInt8>) -> [String]? {
    var scanner = Scanner(bytes: Array(line))
    return scanner.values()
  }

  private struct Scanner {
    let bytes: [UInt8]
    var place = 0

    mutating func values() -> [String]? {
      skip()
      guard peek == UInt8(ascii: "{") else { return nil }
      var values: [String] = []
      while let byte = peek {
        switch byte {
        case UInt8(ascii: "\""):
          let text = text()
          skip()
          if peek != UInt8(ascii: ":") { values.append(text) }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): values.append(number())
        default: place += 1
        }
      }
      return values
    }

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skip() {
      while let byte = peek, byte == 32 || (9...13).contains(byte) { place += 1 }
    }

    private mutating func number() -> String {
      let start = place
      let ends = [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")]
      while let byte = peek, !ends.contains(byte) { place += 1 }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func text() -> String {
      place += 1
      var units: [UInt16] = []
      var text: [UInt8] = []
      func flush() {
        text.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
        units = []
      }
      while let byte = peek, byte != UInt8(ascii: "\"") {
        place += 1
        guard byte == UInt8(ascii: "\\"), let escape = peek else {
          flush()
          text.append(byte)
          continue
        }
        place += 1
        if escape == UInt8(ascii: "u") {
          let digits = String(decoding: bytes[place..<min(place + 4, bytes.count)], as: UTF8.self)
          units.append(UInt16(digits, radix: 16) ?? 0xfffd)
          place = min(place + 4, bytes.count)
        } else {
          flush()
          text.append(Self.escapes[escape] ?? escape)
        }
      }
      flush()
      place += 1
      return String(decoding: text, as: UTF8.self)
    }

    private static let escapes: [UInt8: UInt8] = [
      UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "b"): 8,
      UInt8(ascii: "f"): 12,
    ]
  }
}
