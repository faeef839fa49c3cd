extension JSON {
  /// Reads canonical bytes and refuses all others.
  ///
  /// A tolerant parser would let two spellings of one event pass; a record has one. So what comes of
  /// it is written as the same bytes again, and need not be to show that.
  public init(canonical bytes: some Collection<UInt8>) throws(Malformed) {
    let read =
      bytes.withContiguousStorageIfAvailable(Self.read)
      ?? Array(bytes).withUnsafeBufferPointer(Self.read)
    self = try read.get()
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<JSON, Malformed> {
    Result { () throws(Malformed) in
      var reader = Reader(bytes: bytes)
      let value = try reader.value(depth: 0)
      guard reader.position == bytes.count else { throw Malformed("not canonical") }
      return value
    }
  }
}

/// Recursive descent over the bytes, each of which has one place where it may stand.
private struct Reader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  /// Of the text that was read last.
  private var isASCII = false

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func broken() -> Malformed { Malformed("malformed at byte \(position)") }

  private mutating func take(_ text: StaticString) throws(Malformed) {
    for offset in 0..<text.utf8CodeUnitCount {
      guard current == text.utf8Start[offset] else { throw broken() }
      position += 1
    }
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
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
    guard skip(UInt8(ascii: "[")) else { throw broken() }
    var elements: [JSON] = []
    if skip(UInt8(ascii: "]")) { return elements }
    repeat { elements.append(try value(depth: depth + 1)) } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "]")) else { throw broken() }
    return elements
  }

  private mutating func object(depth: Int) throws(Malformed) -> JSON.Members {
    guard skip(UInt8(ascii: "{")) else { throw broken() }
    var members = JSON.Members()
    if skip(UInt8(ascii: "}")) { return members }
    repeat {
      let key = try string()
      let isASCII = isASCII
      guard skip(UInt8(ascii: ":")) else { throw broken() }
      let value = try value(depth: depth + 1)
      guard members.append(key, isASCII: isASCII, value) else { throw Malformed("not canonical") }
    } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "}")) else { throw broken() }
    return members
  }

  private mutating func integer() throws(Malformed) -> Int64 {
    let start = position
    let isNegative = skip(UInt8(ascii: "-"))
    // Counted below zero, where there is one number more.
    var number: Int64 = 0
    while let byte = current, (0x30...0x39).contains(byte) {
      let (tens, isTooLong) = number.multipliedReportingOverflow(by: 10)
      let (sum, isTooFar) = tens.subtractingReportingOverflow(Int64(byte - 0x30))
      // A nought in front has nothing behind it.
      guard !isTooLong, !isTooFar, number != 0 || !hasDigit(since: start) else { throw broken() }
      number = sum
      position += 1
    }
    guard hasDigit(since: start), !(isNegative && number == 0), isNegative || number > .min else {
      throw broken()
    }
    return isNegative ? number : -number
  }

  private func hasDigit(since start: Int) -> Bool {
    position > start && bytes[position - 1] != UInt8(ascii: "-")
  }

  private mutating func string() throws(Malformed) -> String {
    guard skip(UInt8(ascii: "\"")) else { throw broken() }
    let start = position
    var all: UInt8 = 0
    while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
      guard byte >= 0x20 else { throw broken() }
      all |= byte
      position += 1
    }
    isASCII = all < 0x80
    if skip(UInt8(ascii: "\"")) {
      let text = UnsafeBufferPointer(rebasing: bytes[start..<(position - 1)])
      // Mostly so; then there is nothing to check.
      if isASCII { return String(decoding: text, as: UTF8.self) }
      return try valid(text)
    }
    isASCII = false
    var text = Array(bytes[start..<position])
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw broken() }
      position += 1
      text.append(byte == UInt8(ascii: "\\") ? try escaped() : byte)
    }
    guard skip(UInt8(ascii: "\"")) else { throw broken() }
    return try valid(text)
  }

  private func valid(_ text: some Sequence<UInt8>) throws(Malformed) -> String {
    guard let text = String(validating: text, as: UTF8.self) else { throw broken() }
    return text
  }

  /// What has one spelling, escaped: nothing else may be.
  private mutating func escaped() throws(Malformed) -> UInt8 {
    guard let byte = current else { throw broken() }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return byte
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "n"): return 0x0a
    case UInt8(ascii: "f"): return 0x0c
    case UInt8(ascii: "r"): return 0x0d
    case UInt8(ascii: "u"):
      try take("00")
      let digits = bytes[position..<min(position + 2, bytes.count)]
      let text = String(decoding: digits, as: UTF8.self)
      guard let code = UInt8(text, radix: 16), code < 0x20, text == code.twoDigits,
        ![0x08, 0x09, 0x0a, 0x0c, 0x0d].contains(code)
      else { throw broken() }
      position += 2
      return code
    default: throw broken()
    }
  }
}
