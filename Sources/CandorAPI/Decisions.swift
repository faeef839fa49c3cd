/// `POST /v1/decisions`.
public struct DecisionsRequest: StrictBody {
  public struct Use: Codable, Sendable {
    public var person: String
    public var purpose: String
    public var recipient: String?
    public var attributes: [String]

    public init(
      person: String,
      purpose: String,
      recipient: String? = nil,
      attributes: [String]
    ) {
      self.person = person
      self.purpose = purpose
      self.recipient = recipient
      self.attributes = attributes
    }
  }

  public var uses: [Use]

  public init(uses: [Use]) {
    self.uses = uses
  }
}

/// In the order of the uses.
public struct DecisionsReply: Codable, Sendable {
  public struct Decision: Codable, Sendable {
    public var allowed: Bool
    /// Empty if, and only if, the use is allowed.
    public var reasons: [ReasonReply]

    public init(allowed: Bool, reasons: [ReasonReply]) {
      self.allowed = allowed
      self.reasons = reasons
    }
  }

  public var decisions: [Decision]

  public init(decisions: [Decision]) {
    self.decisions = decisions
  }
}

/// Why the Gate refused.
public struct ReasonReply: Codable, Sendable, Hashable {
  /// `never-asked`, `refused`, `withdrawn`, `expired`, `not-covered`, `muted`, `recipient-unknown`,
  /// `recipient-suspended`, `agreement-ended`, `attribute-unknown`, `not-configured`, `opted-out` or
  /// `person-unknown`.
  public var cause: String
  public var attribute: String?
  public var says: String

  public init(cause: String, attribute: String? = nil, says: String) {
    self.cause = cause
    self.attribute = attribute
    self.says = says
  }
}
