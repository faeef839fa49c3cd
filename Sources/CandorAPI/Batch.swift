/// One line of `POST /v1/batch`: answers or acts of one person, exactly one of the two.
public struct BatchLine: StrictBody {
  /// The person's identifier here, or the company's own name for them.
  public var person: String
  public var answers: AnswersRequest?
  public var acts: [ActBody]?

  public init(person: String, answers: AnswersRequest? = nil, acts: [ActBody]? = nil) {
    self.person = person
    self.answers = answers
    self.acts = acts
  }
}

/// What became of one line: each is taken or refused for itself.
public struct BatchReply: Codable, Sendable {
  /// The number of the line, from 1.
  public var line: Int
  public var person: String?
  /// The sequence number of the record's last event.
  public var version: Int?
  /// Proof of each event that the line wrote.
  public var receipts: [ReceiptReply]?
  /// Set when nothing of the line was written.
  public var problem: ProblemReply?

  public init(
    line: Int,
    person: String? = nil,
    version: Int? = nil,
    receipts: [ReceiptReply]? = nil,
    problem: ProblemReply? = nil
  ) {
    self.line = line
    self.person = person
    self.version = version
    self.receipts = receipts
    self.problem = problem
  }
}
