/// `PUT /v1/people/{person}/consents/{purpose}[/{recipient}]`.
public struct ConsentRequest: StrictBody {
  public enum Answer: String, Codable, Sendable, CaseIterable {
    case grant, refuse, withdraw
  }

  public var answer: Answer
  /// The hash of the notice that was shown.
  ///
  /// A withdrawal needs none.
  public var notice: String?
  /// Absent: all that the notice covers.
  ///
  /// A withdrawal is always whole.
  public var attributes: [String]?
  /// Of a yes: the signal against it that was shown beside the notice.
  ///
  /// Without it a yes to share counts for nothing while the signal stands.
  public var despite: SignalsRequest?

  public init(
    answer: Answer,
    notice: String? = nil,
    attributes: [String]? = nil,
    despite: SignalsRequest? = nil
  ) {
    self.answer = answer
    self.notice = notice
    self.attributes = attributes
    self.despite = despite
  }
}

/// Where a person stands on one consent, attribute by attribute.
public struct ConsentReply: Codable, Sendable {
  public struct Standing: Codable, Sendable {
    public var attribute: String
    /// `granted`, `refused` or `withdrawn`.
    public var standing: String
    public var at: String
    public var until: String?

    public init(attribute: String, standing: String, at: String, until: String? = nil) {
      self.attribute = attribute
      self.standing = standing
      self.at = at
      self.until = until
    }
  }

  public var purpose: String
  public var recipient: String?
  public var standings: [Standing]

  public init(purpose: String, recipient: String?, standings: [Standing]) {
    self.purpose = purpose
    self.recipient = recipient
    self.standings = standings
  }
}
