import Crypto
import Foundation

/// The private half of an Ed25519 key that signs notes.
///
/// Printing it prints the public half.
public struct SigningKey: Sendable {
  public let verifier: VerifierKey
  private let key: Curve25519.Signing.PrivateKey

  public init(_ name: KeyName, _ key: Curve25519.Signing.PrivateKey) throws(KeyError) {
    self.key = key
    verifier = try VerifierKey(name, publicKey: key.publicKey.rawRepresentation)
  }

  /// - Parameter seed: the 32 secret bytes of RFC 8032, section 5.1.5.
  public init(_ name: KeyName, seed: some ContiguousBytes) throws(KeyError) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      throw .wrongLength(seed.withUnsafeBytes { $0.count })
    }
    try self.init(name, key)
  }

  public var name: KeyName { verifier.name }

  func signature(of text: [UInt8]) throws(NoteError) -> NoteSignature {
    guard let signature = try? key.signature(for: text) else { throw .notSigned(name) }
    return NoteSignature(verifier.id, Array(signature))
  }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "signing key of \(verifier.text)" }

  public var debugDescription: String { description }

  public var customMirror: Mirror { Mirror(self, children: ["verifier": verifier]) }
}
