import Crypto

/// HMAC-SHA-256 (RFC 2104) that has taken its key in once for all.
///
/// Crypto's own takes it in anew for each text, which costs four times what the text does; a copy
/// has a text for every value of everybody.
public struct KeyedHash: Sendable {
  private var inner = SHA256()
  private var outer = SHA256()

  public init(_ key: SymmetricKey) {
    precondition(key.bitCount <= 512, "a longer key would have to be hashed first")
    let bytes = key.withUnsafeBytes { Array($0) }
    let block = bytes + [UInt8](repeating: 0, count: 64 - bytes.count)
    inner.update(data: block.map { $0 ^ 0x36 })
    outer.update(data: block.map { $0 ^ 0x5c })
  }

  /// Lends the code of a text.
  func code<Result>(_ text: [UInt8], _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    var (inner, outer) = (inner, outer)
    text.withUnsafeBytes { inner.update(bufferPointer: $0) }
    inner.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
    return outer.finalize().withUnsafeBytes(body)
  }
}
