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

  /// What a text is, so that it can be written in several ways that say the same.
  public enum Form: String, Sendable, Codable, CaseIterable {
    case name, address, phone
    /// Two numbers that are right to so many decimals, and no further.
    case coordinates
    /// A time that is right to the minute, and no further.
    case minute
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
  /// Of a text alone; nil: every copy has it letter for letter.
  public let form: Form?
  /// Of coordinates, how many of their decimals are declared to be right.
  public let decimals: Int?

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
