/// `POST /v1/people/{person}/answers`.
public struct AnswersRequest: StrictBody {
  public var experience: String
  /// By the name of the question; null skips it.
  public var answers: [String: AnswerValue]
  public var grants: [ConsentAnswer]?
  public var refusals: [ConsentAnswer]?
  /// True when the person's browser sent `Sec-GPC: 1`; anything else says nothing.
  public var gpc: Bool?

  public init(
    experience: String,
    answers: [String: AnswerValue],
    grants: [ConsentAnswer]? = nil,
    refusals: [ConsentAnswer]? = nil,
    gpc: Bool? = nil
  ) {
    self.experience = experience
    self.answers = answers
    self.grants = grants
    self.refusals = refusals
    self.gpc = gpc
  }
}

/// A yes or a no to a notice that was shown.
public struct ConsentAnswer: Codable, Sendable {
  public var purpose: String
  /// Absent: the company itself.
  public var recipient: String?
  /// Absent: all that the notice covers.
  public var attributes: [String]?
  /// The hash of the notice that was shown.
  public var notice: String
  /// Of a yes: the signal against it that was shown beside the notice.
  ///
  /// Without it a yes to share counts for nothing while the signal stands.
  public var despite: SignalsRequest?

  public init(
    purpose: String,
    recipient: String? = nil,
    attributes: [String]? = nil,
    notice: String,
    despite: SignalsRequest? = nil
  ) {
    self.purpose = purpose
    self.recipient = recipient
    self.attributes = attributes
    self.notice = notice
    self.despite = despite
  }
}

/// What every writing request about a person answers: the state after it, and what was given back.
public struct WriteReply: Codable, Sendable {
  public var person: String
  /// The sequence number of the record's last event.
  public var version: Int
  public var answers: [AnswerReply]
  public var consents: [ConsentReply]
  public var given: GivenReply
  /// Since when a signal asks not to sell or share; nil when none stands.
  public var optedOut: String?
  /// What became of what lists had learned from what was taken back; nil when nothing was.
  public var unlearned: UnlearnedReply?
  /// Proof of each event that the request wrote.
  public var receipts: [ReceiptReply]

  public init(
    person: String,
    version: Int,
    answers: [AnswerReply],
    consents: [ConsentReply],
    given: GivenReply,
    unlearned: UnlearnedReply? = nil,
    receipts: [ReceiptReply]
  ) {
    self.person = person
    self.version = version
    self.answers = answers
    self.consents = consents
    self.given = given
    self.unlearned = unlearned
    self.receipts = receipts
  }
}

/// The same to a request with `Prefer: return=minimal` (RFC 7240).
public struct MinimalReply: Codable, Sendable {
  public var person: String
  /// The sequence number of the record's last event.
  public var version: Int
  /// Proof of each event that the request wrote.
  public var receipts: [ReceiptReply]

  public init(person: String, version: Int, receipts: [ReceiptReply] = []) {
    self.person = person
    self.version = version
    self.receipts = receipts
  }
}

/// An answer that is held.
public struct AnswerReply: Codable, Sendable {
  public var attribute: String
  public var title: String
  public var value: AnswerValue
  public var experience: String
  public var question: String
  public var said: String
  public var expires: String
  public var purposes: [String]
  public var muted: Bool

  public init(
    attribute: String,
    title: String,
    value: AnswerValue,
    experience: String,
    question: String,
    said: String,
    expires: String,
    purposes: [String],
    muted: Bool
  ) {
    self.attribute = attribute
    self.title = title
    self.value = value
    self.experience = experience
    self.question = question
    self.said = said
    self.expires = expires
    self.purposes = purposes
    self.muted = muted
  }
}

/// `PUT /v1/people/{person}/attributes/{attribute}`.
public struct CorrectionRequest: StrictBody {
  public var value: AnswerValue

  public init(value: AnswerValue) {
    self.value = value
  }
}

/// `PUT /v1/people/{person}/muted`: exactly one of attribute, item and creator.
public struct MuteRequest: StrictBody {
  public var attribute: String?
  public var item: String?
  public var creator: String?
  public var muted: Bool

  public init(
    attribute: String? = nil,
    item: String? = nil,
    creator: String? = nil,
    muted: Bool
  ) {
    self.attribute = attribute
    self.item = item
    self.creator = creator
    self.muted = muted
  }
}
