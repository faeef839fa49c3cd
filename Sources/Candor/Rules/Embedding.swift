import Crypto
import Foundation

/// Whose pages may show the experiences, and whose word is taken for who is there.
///
/// Without it nothing is shown anywhere else.
public struct Embedding: Sendable, Codable {
  /// As browsers name them: `https://magazine.example`.
  public let origins: [String]
  /// The company as its tokens name it, in `iss`.
  public let issuer: String?
  /// With these the company signs who its people are.
  public let keys: [Key]

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    origins = try container.decode([String].self, forKey: .origins)
    issuer = try container.decodeIfPresent(String.self, forKey: .issuer)
    keys = try container.decodeIfPresent([Key].self, forKey: .keys) ?? []
  }

  /// A public key, by the members of a JSON Web Key (RFC 7517).
  public struct Key: Sendable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
      /// Signs with ES256.
      case elliptic = "EC"
      /// Signs with EdDSA.
      case edwards = "OKP"
    }

    public enum Curve: String, Sendable, Codable, CaseIterable {
      case p256 = "P-256"
      case ed25519 = "Ed25519"
    }

    public let kid: String
    public let kty: Kind
    public let crv: Curve
    public let x: String
    public let y: String?
  }
}

extension Embedding {
  static let originRule = """
    must be an origin as browsers name it: 'https://magazine.example', with its port if that is not \
    443, and nothing after it; http only on this machine, to try it
    """

  /// Whether a text is an origin that can be trusted to be who it says it is.
  static func isOrigin(_ text: String) -> Bool {
    guard let match = text.wholeMatch(of: /(https?):\/\/([a-z0-9.-]+)(:[1-9][0-9]{0,4})?/),
      let host = URL(string: text)?.host(), host == match.2
    else { return false }
    let isHere = host == "localhost" || host == "127.0.0.1"
    let usual = match.1 == "https" ? ":443" : ":80"
    return match.3.map { $0 != usual } ?? true && (match.1 == "https" || isHere)
  }

  static let coordinateRule = "must be 32 bytes in base64url"

  static func coordinate(_ text: String) -> Data? {
    guard text.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil else { return nil }
    let base64 = text.replacing("-", with: "+").replacing("_", with: "/") + "="
    return Data(base64Encoded: base64).flatMap { $0.count == 32 ? $0 : nil }
  }

  /// What contradicts itself, or could let somebody in who is not meant.
  var broken: [Problem] {
    var problems = Rules.repeated(keys.map(\.kid), in: "embedding.keys", what: "kid")
    if origins.isEmpty {
      problems.append(Problem("embedding.origins", "is empty: name a site, or leave all of it out"))
    }
    if keys.isEmpty != (issuer == nil) {
      problems.append(Problem("embedding", "needs issuer and keys together, or neither"))
    }
    for (index, key) in keys.enumerated() {
      guard let problem = key.broken else { continue }
      problems.append(Problem("embedding.keys[\(index)].\(problem.path)", problem.rule))
    }
    return problems
  }
}

extension Embedding.Key {
  fileprivate var broken: Problem? {
    guard let first = Embedding.coordinate(x) else { return nil }
    switch (kty, crv) {
    case (.elliptic, .p256):
      guard let y else { return Problem("y", "is missing: a point on P-256 has two coordinates") }
      guard let second = Embedding.coordinate(y) else { return nil }
      let point = [0x04] + first + second
      if (try? P256.Signing.PublicKey(x963Representation: point)) == nil {
        return Problem("y", "is not on the curve with this x")
      }
    case (.edwards, .ed25519):
      if y != nil { return Problem("y", "belongs to a key of the kind EC") }
      if (try? Curve25519.Signing.PublicKey(rawRepresentation: first)) == nil {
        return Problem("x", "is no Ed25519 key")
      }
    default: return Problem("crv", "EC goes with P-256, and OKP with Ed25519")
    }
    return nil
  }
}

extension Shape {
  static let embedding = Shape.object(
    required: ["origins": .list(.textThat(Embedding.originRule, Embedding.isOrigin))],
    optional: ["issuer": .text, "keys": .list(publicKey)]
  )

  private static let publicKey = Shape.object(
    required: [
      "kid": .text, "kty": .oneOf(Embedding.Key.Kind.self), "crv": .oneOf(Embedding.Key.Curve.self),
      "x": coordinate,
    ],
    optional: ["y": coordinate]
  )

  private static let coordinate = Shape.textThat(Embedding.coordinateRule) {
    Embedding.coordinate($0) != nil
  }
}
