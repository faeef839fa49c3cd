import Foundation

/// Standard Base64 with padding (RFC 4648, section 4).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  static func text(_ bytes: [UInt8]) -> String {
    String(decoding: encode(bytes), as: UTF8.self)
  }

  /// By hand, since a batch writes thousands of hashes and `Data` takes twice as long.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = alphabet
    var text = [UInt8](repeating: UInt8(ascii: "="), count: (bytes.count + 2) / 3 * 4)
    var place = 0
    var bits: UInt32 = 0
    var waiting = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      waiting += 8
      while waiting >= 6 {
        waiting -= 6
        text[place] = alphabet[Int(bits >> waiting & 63)]
        place += 1
      }
    }
    if waiting > 0 { text[place] = alphabet[Int(bits << (6 - waiting) & 63)] }
    return text
  }

  /// Nil unless it is the one spelling of its bytes.
  ///
  /// A decoder that lets unused bits be set gives one signature many texts.
  static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard let data = Data(base64Encoded: Data(text)) else { return nil }
    let bytes = Array(data)
    return encode(bytes).elementsEqual(text) ? bytes : nil
  }
}

extension FixedWidthInteger {
  var bigEndianBytes: [UInt8] {
    withUnsafeBytes(of: bigEndian) { Array($0) }
  }
}

extension Int {
  /// Nil unless ASCII digits, without a sign or leading zeroes, that fit.
  init?(decimal text: some Collection<UInt8>) {
    guard let first = text.first, first != UInt8(ascii: "0") || text.count == 1,
      text.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
    else { return nil }
    self.init(String(decoding: text, as: UTF8.self))
  }
}

extension Hash {
  /// Nil when the bytes do not come in groups of 32.
  static func all(in bytes: ArraySlice<UInt8>) -> [Hash]? {
    guard bytes.count.isMultiple(of: byteCount) else { return nil }
    return stride(from: bytes.startIndex, to: bytes.endIndex, by: byteCount).compactMap {
      Hash(bytes[$0..<$0 + byteCount])
    }
  }
}

/// Reads lines that each end in a newline (U+000A).
///
/// Bytes, not characters: a combining mark after a newline must not hide it.
struct LineReader {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  /// The next line, without its newline; nil when no newline is left.
  mutating func next() -> ArraySlice<UInt8>? {
    guard let end = rest.firstIndex(of: .newline) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return rest[..<end]
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
}

extension Sequence<UInt8> {
  /// ASCII control characters, the newline among them.
  var hasControlCharacters: Bool { contains { $0 < 0x20 } }
}
