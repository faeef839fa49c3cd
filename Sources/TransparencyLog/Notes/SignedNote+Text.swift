extension SignedNote: CustomStringConvertible {
  /// The text, an empty line, and the signatures, a line each.
  public var encoded: String { String(decoding: bytes, as: UTF8.self) }

  public var description: String { encoded }

  public init(parsing text: String) throws(NoteError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// Strict: what it accepts, it writes again byte for byte.
  public init(parsing bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= Self.largest else { throw .tooLarge(bytes: bytes.count) }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    // The text may have empty lines of its own: the last one counts.
    guard let end = bytes.lastEmptyLine, end < bytes.count - 1, bytes.last == .newline else {
      throw .noSignatures
    }
    let lines = bytes[(end + 1)...].dropLast().split(
      separator: .newline,
      omittingEmptySubsequences: false
    )
    guard lines.count <= Self.mostSignatures else { throw .tooManySignatures(lines.count) }
    let signatures = try lines.enumerated().map { number, line throws(NoteError) in
      guard let signature = NoteSignature(line: line) else { throw .badSignatureLine(number + 1) }
      return signature
    }
    try self.init(Array(bytes[..<end]), signatures)
  }
}

extension NoteSignature {
  /// Em dash, space.
  private static let mark = Array("\u{2014} ".utf8)

  /// Em dash, space, key name, space, base64 of the key's number and the signature, newline.
  public var text: String { String(decoding: line, as: UTF8.self) }

  var line: [UInt8] {
    let payload = Base64.encode(key.number.bigEndianBytes + bytes)
    return Self.mark + key.name.bytes + [UInt8(ascii: " ")] + payload + [.newline]
  }

  /// - Parameter line: without its newline.
  fileprivate init?(line: ArraySlice<UInt8>) {
    let words = line.dropFirst(Self.mark.count).split(
      separator: UInt8(ascii: " "),
      omittingEmptySubsequences: false
    )
    guard line.starts(with: Self.mark), words.count == 2,
      let name = try? KeyName(String(decoding: words[0], as: UTF8.self)),
      let payload = Base64.decode(words[1]), payload.count > 4
    else { return nil }
    let number = payload.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    self.init(KeyID(name, number: number), Array(payload.dropFirst(4)))
  }
}

extension [UInt8] {
  /// Where the newline of the last empty line is.
  fileprivate var lastEmptyLine: Int? {
    indices.dropFirst().last { self[$0] == .newline && self[$0 - 1] == .newline }
  }
}
