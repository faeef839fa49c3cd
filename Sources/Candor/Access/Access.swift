import Crypto
import Foundation

/// A door that opens to whoever knows a secret: a sign-in link, a session, an API key.
///
/// Only the SHA-256 of the secret is kept.
public struct Access: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case link, session, key
  }

  /// SHA-256 of a secret.
  public struct Hash: Hashable, Sendable {
    public let bytes: Data

    public init(bytes: Data) {
      self.bytes = bytes
    }

    public init(of secret: String) {
      self.init(bytes: Data(SHA256.hash(data: Data(secret.utf8))))
    }
  }

  public let hash: Hash
  public let kind: Kind
  /// Whose link or session it is.
  public let person: Person.ID?
  /// The name of a key, or the sealed address that a link is to bind.
  public let name: String
  public let scopes: Set<Scope>
  public let until: Date?

  public init(
    _ hash: Hash,
    _ kind: Kind,
    person: Person.ID? = nil,
    name: String = "",
    scopes: Set<Scope> = [],
    until: Date?
  ) {
    self.hash = hash
    self.kind = kind
    self.person = person
    self.name = name
    self.scopes = scopes
    self.until = until.map { Date(milliseconds: $0.milliseconds) }
  }

  /// 32 random bytes, in the letters that need no escaping anywhere.
  public static func freshSecret() -> String {
    SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}

/// What the bearer of an API key may do.
public enum Scope: String, Sendable, Codable, CaseIterable, Comparable {
  /// Meet people, take their answers, acts and consents.
  case write = "people:write"
  /// Read records and lists.
  case read = "people:read"
  /// Erase people.
  case erase = "people:erase"
  /// Ask the Gate.
  case decide = "decisions"
  /// Read counts over everybody, never a record.
  case counts
  /// Tell what people do, as analytics clients tell it, and nothing else.
  case behaviour
  /// Put items.
  case catalogue
  /// Make copies for recipients.
  case disclose = "disclosures"
  /// Post offers, take the money for them, and pay out.
  case offers
  /// Find out which copy something derives from.
  case trace = "traces"
  /// Learn whom mail to an address of a copy is for.
  case relay
  /// Make and remove keys.
  case keys

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
