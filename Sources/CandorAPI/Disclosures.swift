/// `POST /v1/disclosures` and `POST /v1/disclosures/preview`.
public struct DisclosureRequest: StrictBody {
  public var recipient: String
  public var purpose: String
  public var attributes: [String]
  /// Only people who gave one of these answers, by attribute; absent: everybody whom the Gate lets
  /// through.
  public var audience: [String: [String]]?
  /// The offer that people accepted; then the rest is as its terms say.
  public var offer: String?

  public init(
    recipient: String,
    purpose: String,
    attributes: [String],
    audience: [String: [String]]? = nil,
    offer: String? = nil
  ) {
    self.recipient = recipient
    self.purpose = purpose
    self.attributes = attributes
    self.audience = audience
    self.offer = offer
  }
}

/// The terms of a copy, and the copies that were made on them.
public struct DisclosureReply: Codable, Sendable {
  /// What a copy was: hold a file against it.
  public struct Copy: Codable, Sendable {
    /// `csv` or `ndjson`.
    public var format: String
    /// Lines without a head, those of fictional people included.
    public var rows: Int
    /// The root (RFC 6962) of the tree whose leaves are the lines, in base64.
    public var root: String
    /// SHA-256 of the key of the copy's marks, in base64.
    public var key: String
    /// Where the log has it.
    public var leaf: Int
    public var made: String
    /// What the log commits to: canonical JSON.
    public var statement: String

    public init(
      format: String,
      rows: Int,
      root: String,
      key: String,
      leaf: Int,
      made: String,
      statement: String
    ) {
      self.format = format
      self.rows = rows
      self.root = root
      self.key = key
      self.leaf = leaf
      self.made = made
      self.statement = statement
    }
  }

  public var id: String
  public var recipient: String
  public var purpose: String
  /// Present when people are paid for being in it.
  public var offer: String?
  public var attributes: [String]
  public var audience: [String: [String]]?
  public var time: String
  public var copies: [Copy]

  public init(
    id: String,
    recipient: String,
    purpose: String,
    offer: String? = nil,
    attributes: [String],
    audience: [String: [String]]?,
    time: String,
    copies: [Copy]
  ) {
    self.id = id
    self.recipient = recipient
    self.purpose = purpose
    self.offer = offer
    self.attributes = attributes
    self.audience = audience
    self.time = time
    self.copies = copies
  }
}

/// `GET /v1/disclosures`, the oldest first.
public struct DisclosuresReply: Codable, Sendable {
  public var disclosures: [DisclosureReply]

  public init(disclosures: [DisclosureReply]) {
    self.disclosures = disclosures
  }
}

/// `POST /v1/disclosures/preview`.
public struct PreviewReply: Codable, Sendable {
  /// How many people would be in it now; absent when they are fewer than ten.
  public var people: Int?
  public var says: String

  public init(people: Int?, says: String) {
    self.people = people
    self.says = says
  }
}
