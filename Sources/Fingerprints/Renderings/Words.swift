/// A text, or a part of one, as its bytes: good for as long as the text is held.
typealias Bytes = UnsafeBufferPointer<UInt8>

extension String {
  /// Lends the bytes of the text, in place.
  func withBytes<Result>(_ body: (Bytes) -> Result) -> Result {
    var text = self
    return text.withUTF8(body)
  }

  /// What stands between spaces.
  var words: [String] { withBytes { $0.words.map { String(decoding: $0, as: UTF8.self) } } }
}

extension Bytes {
  /// What stands between spaces.
  var words: [Bytes] {
    var words: [Bytes] = []
    words.reserveCapacity(8)
    var start = 0
    for place in indices where self[place] == UInt8(ascii: " ") {
      if start < place { words.append(self[part: start..<place]) }
      start = place + 1
    }
    if start < count { words.append(self[part: start..<count]) }
    return words
  }

  subscript(part range: Range<Int>) -> Bytes { Bytes(rebasing: self[range]) }

  /// Without a dot at the end.
  var withoutDot: Bytes {
    last == UInt8(ascii: ".") ? Bytes(rebasing: dropLast()) : self
  }

  /// One capital letter.
  var isInitial: Bool {
    guard count == 1, let byte = first else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  var isASCII: Bool { allSatisfy { $0 < 0x80 } }

  static func == (bytes: Bytes, text: StaticString) -> Bool { bytes.elementsEqual(text.bytes) }
}

extension StaticString {
  var bytes: Bytes { Bytes(start: utf8Start, count: utf8CodeUnitCount) }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension [UInt8] {
  static func += (bytes: inout [UInt8], text: StaticString) {
    bytes.append(contentsOf: text.bytes)
  }
}
