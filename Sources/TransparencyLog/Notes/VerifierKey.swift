import Crypto
import Foundation

/// The public half of an Ed25519 key that signs notes (C2SP signed-note, signature type 0x01).
public struct VerifierKey: Hashable, Sendable {
  public let id: KeyID
  /// 32 bytes (RFC 8032).
  public let publicKey: [UInt8]

  /// The signature type before the public key, wherever the two are written.
  private static let type: UInt8 = 1

  public init(_ name: KeyName, publicKey: some Collection<UInt8>) throws(KeyError) {
    let publicKey = Array(publicKey)
    guard publicKey.count == 32 else { throw .wrongLength(publicKey.count) }
    self.publicKey = publicKey
    let digest = SHA256.hash(data: name.bytes + [.newline, Self.type] + publicKey)
    id = KeyID(name, number: digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
  }

  func isValid(_ signature: [UInt8], for text: [UInt8]) -> Bool {
    let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
    return key?.isValidSignature(signature, for: text) ?? false
  }
}

extension VerifierKey: CustomStringConvertible {
  public var name: KeyName { id.name }

  /// The "vkey": `<name>+<number in hex>+<base64 of type and public key>`.
  public var text: String { "\(id)+\(Base64.text([Self.type] + publicKey))" }

  public var description: String { text }

  public init(_ text: String) throws(KeyError) {
    // Base64 may hold a plus of its own.
    let parts = text.utf8.split(
      separator: UInt8(ascii: "+"),
      maxSplits: 2,
      omittingEmptySubsequences: false
    )
    guard parts.count == 3, let number = UInt32(String(parts[1]) ?? "", radix: 16),
      parts[1].elementsEqual(KeyID.hex(number).utf8), let key = Base64.decode(parts[2]),
      let type = key.first
    else { throw .notAVerifierKey }
    guard type == Self.type else { throw .unsupportedType(type) }
    try self.init(KeyName(String(parts[0]) ?? ""), publicKey: key.dropFirst())
    guard number == id.number else {
      throw .wrongNumber(expected: id.number, found: number)
    }
  }
}
