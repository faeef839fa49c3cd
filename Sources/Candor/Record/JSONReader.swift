extension JSON {
  /// Reads canonical bytes and refuses all others.
  ///
  /// A tolerant parser would let two spellings of one event pass; a record has one.
  public init(canonical bytes: some Collection<UInt8>) throws(Malformed) {
    var reader = Reader(bytes: Array(bytes))
    self = try reader.value(depth: 0)
    guard reader.position == reader.bytes.count, canonicalBytes == reader.bytes else {
      throw Malformed("not canonical")
    }
  }
}

/// Recursive descent over the bytes; the final comparison above does the strict part.
private struct Reader {
  let bytes: [UInt8]
  var position = 0

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func broken() -> Malformed { Malformed("malformed at byte \(position)") }

  private mutating func take(_ text: StaticString) throws(Malformed) {
    for offset in 0..<text.utf8CodeUnitCount {
      guard current == text.utf8Start[offset] else { throw broken() }
      position += 1
    }
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  mutating func value(depth: Int) throws(Malformed) -> JSON {
    guard depth < 32 else { throw broken() }
    switch current {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "t"):
      try take("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try take("false")
      return .bool(false)
    default: return .integer(try integer())
    }
  }

  private mutating func array(depth: Int) throws(Malformed) -> [JSON] {
    try take("[")
    var elements: [JSON] = []
    if skip("]") { return elements }
    repeat { elements.append(try value(depth: depth + 1)) } while skip(",")
    try take("]")
    return elements
  }

  private mutating func object(depth: Int) throws(Malformed) -> [String: JSON] {
    try take("{")
    var members: [String: JSON] = [:]
    if skip("}") { return members }
    repeat {
      let key = try string()
      try take(":")
      members[key] = try value(depth: depth + 1)
    } while skip(",")
    try take("}")
    return members
  }

  private mutating func integer() throws(Malformed) -> Int64 {
    let start = position
    while let byte = current, byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) {
      position += 1
    }
    guard let number = Int64(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      throw broken()
    }
    return number
  }

  private mutating func string() throws(Malformed) -> String {
    try take("\"")
    var text: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      position += 1
      text += byte == UInt8(ascii: "\\") ? try escaped() : [byte]
    }
    try take("\"")
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escaped() throws(Malformed) -> [UInt8] {
    guard let byte = current else { throw broken() }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "n"): return [0x0a]
    case UInt8(ascii: "f"): return [0x0c]
    case UInt8(ascii: "r"): return [0x0d]
    case UInt8(ascii: "u"):
      let digits = bytes[position..<min(position + 4, bytes.count)]
      guard digits.count == 4, let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { throw broken() }
      position += 4
      return [code]
    default: throw broken()
    }
  }
}
