import Candor
import Foundation
import JWTKit

/// Reads what the company says of who is there: a JSON Web Token, signed with one of its keys.
///
/// A key says by itself with what it signs, and a token that names anything else is refused: so
/// neither `none` nor a code made from the public key gets in.
struct PersonTokens: Sendable {
  static let longest: TimeInterval = 15 * 60
  /// So far two clocks may be apart.
  static let skew: TimeInterval = 60
  static let sizeLimit = 4096

  private let issuer: String
  private let audience: String
  private let keys: JWTKeyCollection
  /// What each key signs with.
  private let algorithms: [String: String]

  /// - Parameter audience: the origin that a token must be for.
  init(_ embedding: Embedding, audience: String) async throws {
    self.audience = audience
    issuer = embedding.issuer ?? ""
    keys = JWTKeyCollection()
    for key in embedding.keys { try await keys.add(jwk: key.jwk) }
    algorithms = Dictionary(embedding.keys.map { ($0.kid, $0.algorithm) }) { first, _ in first }
  }

  /// Whom the token names.
  ///
  /// - Throws: `TokenRefused` with every claim that breaks a rule, once the signature holds.
  func read(_ token: String, at now: Date) async throws -> PersonToken {
    try checkHeader(of: token)
    let claims: PersonToken
    do {
      claims = try await keys.verify(token)
    } catch let error as JWTError where error.errorType == .malformedToken {
      throw TokenRefused("token", "must hold its claims as a JSON object")
    } catch {
      throw TokenRefused("token.signature", "does not belong to these claims and this key")
    }
    let problems = claims.problems(from: issuer, to: audience, at: now)
    guard problems.isEmpty else { throw TokenRefused(problems) }
    return claims
  }

  private struct Header: Decodable {
    let alg: String?
    let kid: String?
    let hasExtensions: Bool

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      alg = try container.decodeIfPresent(String.self, forKey: .alg)
      kid = try container.decodeIfPresent(String.self, forKey: .kid)
      hasExtensions = container.contains(.crit)
    }

    enum Keys: CodingKey {
      case alg, kid, crit
    }
  }

  /// By three of its members alone.
  ///
  /// The library reads a whole header only by turning each number into an `Int`, which ends the
  /// process when it is too large; and for a key that it does not know it takes another one.
  private func checkHeader(of token: String) throws {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard token.utf8.count <= Self.sizeLimit, parts.count == 3,
      parts.allSatisfy({ $0.wholeMatch(of: /[A-Za-z0-9_-]*/) != nil })
    else {
      throw TokenRefused("token", "must be three parts in base64url, 4096 bytes together at most")
    }
    guard let bytes = Data(base64URL: String(parts[0])),
      let header = try? JSONDecoder().decode(Header.self, from: bytes)
    else { throw TokenRefused("token", "must begin with a header in JSON") }
    guard !header.hasExtensions else {
      throw TokenRefused("token.crit", "names an extension, and none is known here")
    }
    guard let kid = header.kid, let algorithm = algorithms[kid] else {
      throw TokenRefused("token.kid", "must name one of the keys in the rules")
    }
    guard header.alg == algorithm else {
      throw TokenRefused("token.alg", "must be \(algorithm), with which this key signs")
    }
  }
}

/// What a token says.
///
/// A claim of the wrong type is none: the rule that misses it says what it must be.
struct PersonToken: JWTPayload {
  let iss: String?
  let aud: [String]
  let sub: String?
  let exp: TimeInterval?
  let iat: TimeInterval?
  let nbf: TimeInterval?
  let jti: String?
  /// Whether these are there at all.
  private let hasNbf: Bool
  private let hasJti: Bool

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func claim<Value: Decodable>(_ key: CodingKeys) -> Value? {
      try? container.decodeIfPresent(Value.self, forKey: key)
    }
    iss = claim(.iss)
    aud = claim(.aud) ?? (claim(.aud) as String?).map { [$0] } ?? []
    sub = claim(.sub)
    exp = claim(.exp)
    iat = claim(.iat)
    nbf = claim(.nbf)
    jti = claim(.jti)
    hasNbf = container.contains(.nbf)
    hasJti = container.contains(.jti)
  }

  /// The claims are checked elsewhere, against a clock that is an argument.
  func verify(using algorithm: some JWTAlgorithm) {}

  func problems(from issuer: String, to audience: String, at now: Date) -> [Problem] {
    let now = now.timeIntervalSince1970
    let skew = PersonTokens.skew
    var problems: [Problem] = []
    func require(_ holds: Bool, _ claim: CodingKeys, _ rule: String) {
      if !holds { problems.append(Problem("token.\(claim.stringValue)", rule)) }
    }
    require(iss == issuer, .iss, "must be the issuer in the rules")
    require(aud.contains(audience), .aud, "must be the origin of this server: \(audience)")
    require(
      sub.map { (1...200).contains($0.utf8.count) } ?? false,
      .sub,
      "must be your name for the person: text of 1 to 200 bytes"
    )
    require(
      iat.map { $0 <= now + skew } ?? false,
      .iat,
      "must be when it was made: not ahead of us"
    )
    if let exp {
      require(exp > now, .exp, "is past: make a new token")
      let life = exp - max(iat ?? now, now - PersonTokens.longest)
      require(
        exp - (iat ?? now) <= PersonTokens.longest && life <= PersonTokens.longest + skew,
        .exp,
        "must be 15 minutes after iat at most"
      )
    } else {
      require(false, .exp, "must be when it ends: seconds since 1970")
    }
    if hasNbf {
      require(nbf.map { $0 <= now + skew } ?? false, .nbf, "must be a time that has come")
    }
    if hasJti {
      require(
        jti.map { (1...200).contains($0.utf8.count) } ?? false,
        .jti,
        "must be text of 1 to 200 bytes"
      )
    }
    return problems
  }

  enum CodingKeys: CodingKey {
    case iss, aud, sub, exp, iat, nbf, jti
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(sub, forKey: .sub)
  }
}

/// A token that says who somebody is, and is not believed.
struct TokenRefused: Error {
  let problems: [Problem]

  init(_ problems: [Problem]) {
    self.problems = problems
  }

  init(_ field: String, _ rule: String) {
    self.init([Problem(field, rule)])
  }
}

extension Embedding.Key {
  fileprivate var algorithm: String { kty == .elliptic ? "ES256" : "EdDSA" }

  fileprivate var jwk: JWK {
    let kid = JWKIdentifier(string: kid)
    return switch kty {
    case .elliptic: .ecdsa(.es256, identifier: kid, x: x, y: y, curve: .p256)
    case .edwards: .octetKeyPair(.eddsa, identifier: kid, x: x, y: nil, curve: .ed25519)
    }
  }
}

extension Data {
  /// - Returns: nil when it is not what the bytes are written as: padding, say.
  fileprivate init?(base64URL text: String) {
    let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
    self.init(base64Encoded: base64 + padding)
  }
}
