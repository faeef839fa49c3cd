import Foundation

/// JSON that a client sent, read without trust in it.
///
/// Unlike Foundation's, it tells a number from a flag, keeps the digits of numbers, bounds the depth
/// and refuses a key that is there twice: of two consents, nobody knows which was meant.
enum Sent: Sendable, Equatable {
  case null
  case flag(Bool)
  /// As it was spelled.
  case number(String)
  case text(String)
  case list([Sent])
  /// - Parameter bytes: how long it was.
  case object([String: Sent], bytes: Int)

  /// It is no JSON, or more than is read here.
  struct Malformed: Error {}

  init(_ bytes: some Collection<UInt8>) throws(Malformed) {
    var reader = SentReader(bytes: Array(bytes))
    self = try reader.whole()
  }

  subscript(key: String) -> Sent? {
    guard case .object(let members, _) = self else { return nil }
    return members[key]
  }

  /// Nothing is the same as null.
  func present(_ key: String) -> Sent? {
    guard let value = self[key], value != .null else { return nil }
    return value
  }

  var members: [String: Sent]? {
    if case .object(let members, _) = self { members } else { nil }
  }

  /// Text, or a number as it was spelled: clients make identifiers of both.
  var name: String? {
    switch self {
    case .text(let text): text
    case .number(let digits): digits
    default: nil
    }
  }
}

/// Recursive descent over the bytes, to a depth that no real message has.
private struct SentReader {
  let bytes: [UInt8]
  var position = 0

  static let depth = 40

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func whole() throws(Sent.Malformed) -> Sent {
    let value = try value(depth: 0)
    skipBlanks()
    guard position == bytes.count else { throw Sent.Malformed() }
    return value
  }

  private mutating func skipBlanks() {
    while let byte = current, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { position += 1 }
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard current == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  private mutating func take(_ word: String, _ value: Sent) throws(Sent.Malformed) -> Sent {
    guard bytes[position...].starts(with: word.utf8) else { throw Sent.Malformed() }
    position += word.utf8.count
    return value
  }

  private mutating func value(depth: Int) throws(Sent.Malformed) -> Sent {
    guard depth < Self.depth else { throw Sent.Malformed() }
    skipBlanks()
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "t"): return try take("true", .flag(true))
    case UInt8(ascii: "f"): return try take("false", .flag(false))
    case UInt8(ascii: "n"): return try take("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func object(depth: Int) throws(Sent.Malformed) -> Sent {
    let start = position
    position += 1
    var members: [String: Sent] = [:]
    if !skip("}") {
      repeat {
        skipBlanks()
        let key = try string()
        guard skip(":") else { throw Sent.Malformed() }
        let value = try value(depth: depth + 1)
        guard members.updateValue(value, forKey: key) == nil else { throw Sent.Malformed() }
      } while skip(",")
      guard skip("}") else { throw Sent.Malformed() }
    }
    return .object(members, bytes: position - start)
  }

  private mutating func list(depth: Int) throws(Sent.Malformed) -> Sent {
    position += 1
    var elements: [Sent] = []
    if skip("]") { return .list(elements) }
    repeat { elements.append(try value(depth: depth + 1)) } while skip(",")
    guard skip("]") else { throw Sent.Malformed() }
    return .list(elements)
  }

  private mutating func number() throws(Sent.Malformed) -> String {
    let start = position
    while let byte = current, byte > 0x20, !",]}".utf8.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard text.wholeMatch(of: Self.number) != nil else { throw Sent.Malformed() }
    return text
  }

  private nonisolated(unsafe) static let number = /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/

  private mutating func string() throws(Sent.Malformed) -> String {
    guard current == UInt8(ascii: "\"") else { throw Sent.Malformed() }
    position += 1
    var units: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw Sent.Malformed() }
      position += 1
      if byte == UInt8(ascii: "\\") {
        units += try escaped()
      } else {
        units.append(byte)
      }
    }
    guard current != nil, let text = String(validating: units, as: UTF8.self) else {
      throw Sent.Malformed()
    }
    position += 1
    return text
  }

  private mutating func escaped() throws(Sent.Malformed) -> [UInt8] {
    guard let byte = current else { throw Sent.Malformed() }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0c]
    case UInt8(ascii: "n"): return [0x0a]
    case UInt8(ascii: "r"): return [0x0d]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      var units = [try unit()]
      // Half of a pair, if the other half follows.
      if UTF16.isLeadSurrogate(units[0]), bytes[position...].starts(with: "\\u".utf8) {
        position += 2
        units.append(try unit())
      }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    default: throw Sent.Malformed()
    }
  }

  private mutating func unit() throws(Sent.Malformed) -> UInt16 {
    let digits = bytes[position..<min(position + 4, bytes.count)]
    guard digits.count == 4, !digits.contains(UInt8(ascii: "+")),
      !digits.contains(UInt8(ascii: "-")),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw Sent.Malformed() }
    position += 4
    return unit
  }
}
