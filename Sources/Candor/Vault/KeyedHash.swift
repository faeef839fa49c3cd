import Crypto
import Foundation

/// HMAC-SHA-256 (RFC 2104) that has taken its key in once for all.
///
/// Crypto's own takes it in anew for each text, which costs four times what the text does; a copy
/// has a text for every value of everybody.
public struct KeyedHash: Sendable {
  @usableFromInline var inner = SHA256()
  @usableFromInline var outer = SHA256()

  public init(_ key: SymmetricKey) {
    precondition(key.bitCount <= 512, "a longer key would have to be hashed first")
    self = key.withUnsafeBytes { KeyedHash(bytes: $0) }
  }

  private init(bytes: UnsafeRawBufferPointer) {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { block in
      for place in 0..<64 { block[place] = (place < bytes.count ? bytes[place] : 0) ^ 0x36 }
      inner.update(bufferPointer: UnsafeRawBufferPointer(block))
      for place in 0..<64 { block[place] ^= 0x36 ^ 0x5c }
      outer.update(bufferPointer: UnsafeRawBufferPointer(block))
    }
  }

  /// Lends the code of a text.
  @inlinable public func code<Result>(
    _ text: [UInt8],
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    code(adding: { hash in text.withUnsafeBytes { hash.update(bufferPointer: $0) } }, body)
  }

  /// Lends the code of a text that comes in pieces.
  @inlinable func code<Result>(
    adding text: (inout SHA256) -> Void,
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    var (inner, outer) = (inner, outer)
    text(&inner)
    inner.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
    return outer.finalize().withUnsafeBytes(body)
  }
}

extension KeyedHash {
  /// What keys are derived with from another one, by HKDF-SHA-256 without a salt (RFC 5869): the same
  /// as Crypto's, which takes in the key of its first step anew for each.
  struct Derivation: Sendable {
    private let hash: KeyedHash

    init(from root: SymmetricKey) {
      hash = root.withUnsafeBytes { root in
        Self.extraction.code(adding: { $0.update(bufferPointer: root) }) { KeyedHash(bytes: $0) }
      }
    }

    /// A key of 32 bytes.
    subscript(label: String) -> SymmetricKey {
      hash.code(Array(label.utf8) + [1]) { SymmetricKey(data: $0) }
    }

    private static let extraction = KeyedHash(SymmetricKey(data: [UInt8](repeating: 0, count: 32)))
  }
}
