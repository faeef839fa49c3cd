import Crypto
import Foundation

/// What recipients know our messages by.
public struct DeliveryKeys: Sendable {
  /// The house's own: anybody may have its public half.
  public let signing: Curve25519.Signing.PrivateKey
  /// Shared with one recipient and nobody else.
  public let secret: SymmetricKey

  /// As a recipient is given it, by Standard Webhooks: `whpk_…`.
  public var publicText: String {
    "whpk_" + signing.publicKey.rawRepresentation.base64EncodedString()
  }
  /// `whsec_…`.
  public var secretText: String {
    "whsec_" + secret.withUnsafeBytes { Data($0).base64EncodedString() }
  }
}

extension Keyring {
  /// Derived as the key of the log is, so that a recipient need not be given another one, ever.
  public func deliveryKeys(for recipient: Recipient.Name) throws -> DeliveryKeys {
    DeliveryKeys(
      signing: try derived("candor/webhook/v1")
        .withUnsafeBytes { try Curve25519.Signing.PrivateKey(rawRepresentation: $0) },
      secret: derived("candor/webhook-secret/v1/\(recipient)")
    )
  }
}

/// A change as it is sent, by Standard Webhooks: its bytes, and what they are known by.
public struct Delivery: Sendable {
  public let id: Change.ID
  /// Seconds since 1970, as they are signed.
  public let timestamp: String
  public let signature: String
  public let body: [UInt8]

  /// Signed twice: for who checks with the secret, and for who checks with the key.
  public init(_ outgoing: Outgoing, _ keys: DeliveryKeys, at now: Date) throws {
    id = outgoing.change.id
    timestamp = String(Int64(now.timeIntervalSince1970.rounded(.down)))
    body = outgoing.body.canonicalBytes
    let signed = Array("\(id).\(timestamp).".utf8) + body
    let code = HMAC<SHA256>.authenticationCode(for: signed, using: keys.secret)
    let mark = try keys.signing.signature(for: signed)
    signature = "v1,\(Data(code).base64EncodedString()) v1a,\(mark.base64EncodedString())"
  }
}
