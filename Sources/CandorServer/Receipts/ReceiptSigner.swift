import Crypto
import Foundation
import JWTKit

/// Signs consent receipts as JSON Web Signatures (RFC 7515), by Ed25519.
struct ReceiptSigner: Sendable {
  /// What it signs by, for everybody to check: a set of one (RFC 7517).
  let published: JWKS
  private let keys: JWTKeyCollection
  private let name: JWKIdentifier

  init(_ key: Curve25519.Signing.PrivateKey) async throws {
    let x = key.publicKey.rawRepresentation.base64URL
    // A key is named by the hash of what it is (RFC 7638).
    let members = #"{"crv":"Ed25519","kty":"OKP","x":"\#(x)"}"#
    let name = Data(SHA256.hash(data: Data(members.utf8))).base64URL
    var published = JWK.octetKeyPair(
      .eddsa,
      identifier: JWKIdentifier(string: name),
      x: x,
      y: nil,
      curve: .ed25519,
      privateKey: nil
    )
    published.algorithm = .eddsa
    self.published = JWKS(keys: [published])
    self.name = JWKIdentifier(string: name)
    keys = JWTKeyCollection()
    await keys.add(
      eddsa: EdDSA.PrivateKey(backing: key),
      kid: self.name,
      serializer: ExactBytes.Serializer()
    )
  }

  /// - Returns: the three parts of the compact form, with the bytes as they are in the second.
  func sign(_ bytes: [UInt8]) async throws -> String {
    try await keys.sign(ExactBytes(bytes: bytes), kid: name, header: ["typ": "JOSE"])
  }
}

/// What is signed is what the receipt says, byte for byte: nothing encodes it anew.
private struct ExactBytes: JWTPayload {
  let bytes: [UInt8]

  func verify(using algorithm: some JWTAlgorithm) {}

  struct Serializer: JWTSerializer {
    let jsonEncoder: any JWTJSONEncoder = {
      let encoder = JSONEncoder()
      // Or the header would be another each time.
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return encoder
    }()

    func serialize(_ payload: some JWTPayload, header: JWTHeader) throws -> Data {
      guard let exact = payload as? ExactBytes else { throw NoSuch(what: "payload") }
      return Data(Data(exact.bytes).base64URL.utf8)
    }
  }
}

extension Data {
  /// RFC 4648, section 5, without padding.
  fileprivate var base64URL: String {
    base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
