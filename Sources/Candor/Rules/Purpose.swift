/// A reason for which attributes are used.
public struct Purpose: Sendable, Codable {
  public typealias Name = Identifier<Purpose>

  public enum Basis: String, Sendable, Codable, CaseIterable {
    /// Only after a yes.
    case consent
    /// Because the person ordered what cannot be delivered otherwise.
    case contract
  }

  public let name: Name
  /// What it is for, in plain words.
  public let sentence: String
  public let basis: Basis
  public let uses: [Attribute.Name]
  /// How long a yes lasts.
  public let expires: Term?
}

/// Somebody outside the company, with a name.
public struct Recipient: Sendable, Codable {
  public typealias Name = Identifier<Recipient>

  public enum Role: String, Sendable, Codable, CaseIterable {
    /// Works for the company and on its word alone.
    case processor
    /// Has purposes of its own.
    case partner
  }

  public let name: Name
  public let title: String
  public let role: Role
  /// What they do with it, to follow their name: 'Meridian Travel sends you journeys'.
  public let `for`: String
  public let contact: String
  /// Where they are, in words: the privacy policy tells it.
  public let country: String?
  public let address: String?
  public let purposes: [Purpose.Name]
  public let suspended: Bool?
  /// What was agreed on with them; nil: all that their purposes use.
  public let agreement: Agreement?
  /// Where they are told of changes, by Standard Webhooks.
  public let webhook: String?
  /// Their Ed25519 key, which signs what they confirm: 32 bytes in base64.
  public let key: String?
  /// How long they have to confirm a change; a day unless it says otherwise.
  public let confirms: Term?

  public var isSuspended: Bool { suspended ?? false }
}

/// What a person gets for an answer.
public struct Benefit: Sendable, Codable {
  public typealias Name = Identifier<Benefit>

  public enum List: String, Sendable, Codable, CaseIterable {
    case discover, mixes, radar
  }

  public let name: Name
  public let sentence: String
  public let list: List?
  /// The purpose that making the list needs.
  public let purpose: Purpose.Name?
}
