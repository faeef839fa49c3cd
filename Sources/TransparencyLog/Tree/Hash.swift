import Crypto
import Foundation

/// A SHA-256 hash: 32 bytes.
public struct Hash: Hashable, Sendable {
  public static let byteCount = 32

  /// The bytes in their order in memory; in place, since a proof or a tile holds many.
  private let storage: SIMD4<UInt64>

  /// Nil unless there are 32 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    storage = Array(bytes).withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
  }

  init(_ digest: SHA256Digest) {
    storage = digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
  }

  public var bytes: [UInt8] {
    withUnsafeBytes { Array($0) }
  }

  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Swift.withUnsafeBytes(of: storage, body)
  }
}

extension Hash: CustomStringConvertible {
  /// Nil unless the text is 32 bytes in standard Base64 (RFC 4648, section 4), padded and in its
  /// one canonical spelling.
  public init?(base64 text: String) {
    self.init(base64: Array(text.utf8))
  }

  init?(base64 text: some Collection<UInt8>) {
    guard let bytes = Base64.decode(text) else { return nil }
    self.init(bytes)
  }

  public var base64: String { Base64.text(bytes) }

  public var description: String { base64 }
}
