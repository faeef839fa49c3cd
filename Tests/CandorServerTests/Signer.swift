import Foundation
import JWTKit

@testable import CandorServer

/// The company's own server, which says who its people are.
struct Signer {
  let elliptic = ES256PrivateKey()
  let edwards: EdDSA.PrivateKey
  private let keys = JWTKeyCollection()

  struct Claims: JWTPayload {
    var iss: String? = "lanternfish"
    var aud: String? = "http://127.0.0.1:8080"
    var sub: String? = "reader-4711"
    var exp: Double?
    var iat: Double?
    var nbf: Double?
    var jti: String?

    init(at now: Date) {
      iat = now.timeIntervalSince1970
      exp = now.timeIntervalSince1970 + 600
    }

    func verify(using algorithm: some JWTAlgorithm) {}
  }

  init() async throws {
    edwards = try EdDSA.PrivateKey()
    await keys.add(ecdsa: elliptic, kid: "es")
    await keys.add(eddsa: edwards, kid: "ed")
    await keys.add(ecdsa: ES256PrivateKey(), kid: "stranger")
    // The oldest forgery: a code made with the public key, which everybody knows.
    let key = HMACKey(from: elliptic.publicKey.pemRepresentation)
    await keys.add(hmac: key, digestAlgorithm: .sha256, kid: "code")
  }

  /// A token by one of the keys, which may name another.
  func token(
    _ claims: Claims,
    by key: JWKIdentifier = "es",
    naming name: String? = nil
  ) async throws -> String {
    let token = try await keys.sign(claims, kid: key)
    guard let name else { return token }
    let algorithm = key == "code" ? "HS256" : key == "ed" ? "EdDSA" : "ES256"
    return Self.with(header: #"{"alg":"\#(algorithm)","kid":"\#(name)"}"#, token)
  }

  /// The same claims and signature under another header.
  static func with(header: String, _ token: String) -> String {
    let rest = token.split(separator: ".", omittingEmptySubsequences: false).dropFirst().map(
      String.init
    )
    return ([base64URL(Data(header.utf8).base64EncodedString())] + rest).joined(separator: ".")
  }

  static func base64URL(_ base64: String) -> String {
    base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  static let host = "https://shop.example"

  /// Rules that trust this signer.
  func embedding(_ yaml: String) -> String {
    let point = elliptic.parameters ?? (x: "", y: "")
    return yaml + """

      embedding:
        origins: [\(Self.host)]
        issuer: lanternfish
        keys:
          - {kid: es, kty: EC, crv: P-256, x: \(Self.base64URL(point.x)), y: \(Self.base64URL(point.y))}
          - {kid: ed, kty: OKP, crv: Ed25519, x: \(Self.base64URL(edwards.publicKey.rawRepresentation.base64EncodedString()))}
      """
  }
}
