/// `GET /v1/people/{person}/record`; with the canonical bytes of each event, also the export.
public struct RecordReply: Codable, Sendable {
  public var person: String
  public var company: String
  public var version: Int
  public var answers: [AnswerReply]
  public var acts: [ActBody]
  public var consents: [ConsentReply]
  /// Since when a signal asks not to sell or share; nil when none stands.
  public var optedOut: String?
  public var events: [EventReply]
  /// Of an export: proof of the event that says so.
  public var receipts: [ReceiptReply]?

  public init(
    person: String,
    company: String,
    version: Int,
    answers: [AnswerReply],
    acts: [ActBody],
    consents: [ConsentReply],
    events: [EventReply]
  ) {
    self.person = person
    self.company = company
    self.version = version
    self.answers = answers
    self.acts = acts
    self.consents = consents
    self.events = events
  }
}

public struct EventReply: Codable, Sendable {
  public var sequence: Int
  public var time: String
  public var kind: String
  /// The event in plain words.
  public var says: String
  /// The event's canonical bytes (RFC 8785), as text: written once, never changed.
  public var canonical: String

  public init(sequence: Int, time: String, kind: String, says: String, canonical: String) {
    self.sequence = sequence
    self.time = time
    self.kind = kind
    self.says = says
    self.canonical = canonical
  }
}
