extension LogProof: CustomStringConvertible {
  /// Header, extra data if any, index, hashes, an empty line, and the checkpoint verbatim.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The UTF-8 of `text`.
  public var bytes: [UInt8] {
    var bytes = Array(Self.header.utf8) + [.newline]
    if !extra.isEmpty { bytes += Array("extra ".utf8) + Base64.encode(extra) + [.newline] }
    bytes += "index \(inclusion.index)\n".utf8
    for hash in inclusion.hashes { bytes += Base64.encode(hash.bytes) + [.newline] }
    return bytes + [.newline] + checkpoint.note.bytes
  }

  public var description: String { text }

  public init(parsing text: String) throws(LogProofError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// Strict: what it accepts, it writes again byte for byte.
  public init(parsing bytes: [UInt8]) throws(LogProofError) {
    guard bytes.count <= Self.largest else { throw .tooLarge(bytes: bytes.count) }
    var lines = LineReader(bytes)
    guard let header = lines.next(), header.elementsEqual(Self.header.utf8) else {
      throw .wrongHeader
    }
    var line = lines.next()
    var extra: [UInt8] = []
    if let value = line?.after("extra ") {
      guard let bytes = Base64.decode(value), !bytes.isEmpty else { throw .badExtra }
      extra = bytes
      line = lines.next()
    }
    guard let value = line?.after("index "), let index = Int(decimal: value) else {
      throw .badIndex
    }
    let hashes = try Self.hashes(from: &lines)
    let checkpoint: SignedCheckpoint
    do {
      checkpoint = try SignedCheckpoint(parsing: Array(lines.rest))
    } catch {
      throw .checkpoint(error)
    }
    try self.init(
      InclusionProof(index: index, size: checkpoint.claim.size, hashes: hashes),
      checkpoint,
      extra: extra
    )
  }

  /// The hashes up to the empty line, which it reads too.
  private static func hashes(from lines: inout LineReader) throws(LogProofError) -> [Hash] {
    var hashes: [Hash] = []
    while let line = lines.next() {
      if line.isEmpty { return hashes }
      guard hashes.count < mostHashes else { throw .tooManyHashes }
      guard let hash = Hash(base64: line) else { throw .badHash(hashes.count + 1) }
      hashes.append(hash)
    }
    throw .noCheckpoint
  }
}

extension ArraySlice<UInt8> {
  /// What follows a word; nil when the line does not begin with it.
  fileprivate func after(_ word: String) -> ArraySlice<UInt8>? {
    starts(with: word.utf8) ? dropFirst(word.utf8.count) : nil
  }
}
