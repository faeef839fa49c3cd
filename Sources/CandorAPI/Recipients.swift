/// `POST /v1/recipients/me/confirmations`, signed by the recipient.
public struct ConfirmationsRequest: StrictBody {
  /// Of changes that they carried out.
  public var changes: [String]

  public init(changes: [String]) {
    self.changes = changes
  }
}

/// What is left to do after a confirmation.
public struct ConfirmationsReply: Codable, Sendable, Hashable {
  /// How many changes they have not confirmed; at most 1,000 are counted.
  public var unconfirmed: Int
  /// Whether they get nothing until they have confirmed what is overdue.
  public var suspended: Bool

  public init(unconfirmed: Int, suspended: Bool) {
    self.unconfirmed = unconfirmed
    self.suspended = suspended
  }
}

/// `GET /v1/recipients/me/changes`, signed by the recipient.
public struct ChangesReply: Codable, Sendable {
  /// In the order in which they came to be.
  public var changes: [ChangeReply]
  /// Whether there are more: ask again, since the last of these.
  public var more: Bool

  public init(changes: [ChangeReply], more: Bool) {
    self.changes = changes
    self.more = more
  }
}

/// A change: what its message says, and how far it has come.
public struct ChangeReply: Codable, Sendable, Hashable {
  public struct What: Codable, Sendable, Hashable {
    public var attributes: [String]
    public var purpose: String
    public var offer: String?
    /// The person, as this recipient knows them.
    public var reference: String

    public init(attributes: [String], purpose: String, offer: String?, reference: String) {
      self.attributes = attributes
      self.purpose = purpose
      self.offer = offer
      self.reference = reference
    }
  }

  /// The `webhook-id` of its message.
  public var id: String
  /// `person.corrected`, `person.withdrawn` or `person.erased`.
  public var type: String
  /// When it was said.
  public var timestamp: String
  public var data: What
  /// Until when it has to be confirmed.
  public var deadline: String
  public var confirmed: String?

  public init(
    id: String,
    type: String,
    timestamp: String,
    data: What,
    deadline: String,
    confirmed: String?
  ) {
    self.id = id
    self.type = type
    self.timestamp = timestamp
    self.data = data
    self.deadline = deadline
    self.confirmed = confirmed
  }
}

/// `GET /v1/recipients`.
public struct RecipientsReply: Codable, Sendable {
  public var recipients: [RecipientReply]

  public init(recipients: [RecipientReply]) {
    self.recipients = recipients
  }
}

/// A recipient, and whether they do what they are told.
public struct RecipientReply: Codable, Sendable {
  /// What they are given, so that they can check our messages and sign theirs.
  public struct Keys: Codable, Sendable {
    /// `whsec_…`: theirs alone.
    public var secret: String
    /// `whpk_…`: the same for all.
    public var publicKey: String
    /// What they sign as `@authority`.
    public var authority: String

    public init(secret: String, publicKey: String, authority: String) {
      self.secret = secret
      self.publicKey = publicKey
      self.authority = authority
    }
  }

  public var name: String
  public var title: String
  public var role: String
  /// `open`, `suspended` by the rules, or `overdue`: suspended until they confirm.
  public var state: String
  public var webhook: String?
  /// Their Ed25519 key, in base64.
  public var key: String?
  /// How many changes they have not confirmed; at most 1,000 are counted.
  public var unconfirmed: Int
  /// Until when they have, or had, to confirm the oldest of them.
  public var deadline: String?
  /// Told of one recipient alone.
  public var keys: Keys?

  public init(
    name: String,
    title: String,
    role: String,
    state: String,
    webhook: String?,
    key: String?,
    unconfirmed: Int,
    deadline: String?,
    keys: Keys? = nil
  ) {
    self.name = name
    self.title = title
    self.role = role
    self.state = state
    self.webhook = webhook
    self.key = key
    self.unconfirmed = unconfirmed
    self.deadline = deadline
    self.keys = keys
  }
}
