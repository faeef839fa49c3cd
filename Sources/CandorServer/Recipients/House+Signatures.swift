import Candor
import Crypto
import Foundation
import Hummingbird

extension House {
  /// Where recipients find us, as they sign it: the host of our origin, and its port unless that is the
  /// one of its scheme (RFC 9421, section 2.2.3).
  var authority: String {
    let parts = URLComponents(string: origin)
    let host = parts?.host?.lowercased() ?? ""
    guard let port = parts?.port, port != (isSecure ? 443 : 80) else { return host }
    return "\(host):\(port)"
  }

  /// Who signed a request.
  ///
  /// - Throws: `SignatureRefused`
  func signer(of request: Request, _ body: Data) throws -> Recipient {
    let parts = request.head.path?.split(
      separator: "?",
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    let signed = SignedRequest(
      method: request.method.rawValue,
      authority: authority,
      path: String(parts?.first ?? "/"),
      query: String(parts?.dropFirst().first ?? ""),
      headers: request.headers
    )
    let signature = try RequestSignature(of: signed, hasBody: request.method == .post) {
      rules.recipient(Recipient.Name($0))?.publicKey != nil
    }
    let name = Recipient.Name(signature.keyID)
    guard let recipient = rules.recipient(name), let key = recipient.publicKey,
      signature.holds(under: key)
    else {
      throw SignatureRefused(
        "Signature",
        "is not by the key of '\(name)' over this request to \(authority)"
      )
    }
    try signed.checkDigest(of: body)
    let now = now()
    guard abs(signature.created.timeIntervalSince(now)) <= Nonces.reach,
      signature.created >= nonces.since
    else { throw SignatureRefused("Signature-Input", "was created too long ago, or too early") }
    guard signature.expires.map({ $0 > now }) ?? true else {
      throw SignatureRefused("Signature-Input", "has expired")
    }
    guard nonces.take(signature.nonce, of: name, created: signature.created, at: now) else {
      throw SignatureRefused("Signature-Input", "has a nonce that was used before")
    }
    return recipient
  }
}

extension Recipient {
  var publicKey: Curve25519.Signing.PublicKey? {
    key.flatMap { Data(base64Encoded: $0) }
      .flatMap { try? Curve25519.Signing.PublicKey(rawRepresentation: $0) }
  }
}
