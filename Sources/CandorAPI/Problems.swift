/// RFC 9457 problem details, `application/problem+json`.
public struct ProblemReply: Codable, Sendable, Hashable {
  public struct Detail: Codable, Sendable, Hashable {
    /// Where: `answers.genres`, `items[3].title`.
    public var field: String
    /// The rule that it breaks.
    ///
    /// Never holds a person's value.
    public var rule: String

    public init(field: String, rule: String) {
      self.field = field
      self.rule = rule
    }
  }

  public var type: String
  public var title: String
  public var status: Int
  public var detail: String?
  public var errors: [Detail]?
  /// With 409 for a stale notice: the hash of the text that is shown today.
  public var notice: String?

  public init(
    type: String,
    title: String,
    status: Int,
    detail: String? = nil,
    errors: [Detail]? = nil,
    notice: String? = nil
  ) {
    self.type = type
    self.title = title
    self.status = status
    self.detail = detail
    self.errors = errors
    self.notice = notice
  }
}
