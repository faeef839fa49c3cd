/// Something that may be held about a person, because a purpose needs it.
public struct Attribute: Sendable, Codable {
  public typealias Name = Identifier<Attribute>

  public enum Kind: String, Sendable, Codable, CaseIterable {
    case interest, preference, intention, motivation, contact
  }

  /// What its values look like.
  public enum ValueType: String, Sendable, Codable, CaseIterable {
    case choice, choices, tags, rating, number, flag, table, text, date, email, acts
  }

  /// What its values are names of in the catalogue, so that they can move a list.
  public enum Match: String, Sendable, Codable, CaseIterable {
    case genre, creator
  }

  public let name: Name
  public let title: String
  public let type: ValueType
  public let kind: Kind
  public let sensitive: Bool?
  public let expires: Term
  public let matches: Match?
  /// The one genre or creator that a rating or a choice is about.
  public let term: String?

  public var isSensitive: Bool { sensitive ?? false }
}

extension Attribute.Name {
  /// What a person reads, likes, follows and dismisses here: kept as acts, consented like an answer.
  public static let acts = Attribute.Name("acts")
  /// The address for sign-in links.
  public static let email = Attribute.Name("email")
  /// Where the person's clock stands, by its IANA name: their week begins on their Monday.
  public static let timezone = Attribute.Name("timezone")
}
