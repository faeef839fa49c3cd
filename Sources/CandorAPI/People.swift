/// `POST /v1/people`: begin a record.
///
/// A person who is already known is answered with 200.
public struct PersonRequest: StrictBody {
  /// The address that the person gave, for their sign-in links.
  public var email: String?
  /// The name under which the company itself knows the person.
  public var externalId: String?
  /// A name that a client made up for somebody who is not known yet; alone.
  public var anonymousId: String?
  /// True when the person's browser sent `Sec-GPC: 1`; anything else says nothing.
  public var gpc: Bool?

  public init(
    email: String? = nil,
    externalId: String? = nil,
    anonymousId: String? = nil,
    gpc: Bool? = nil
  ) {
    self.email = email
    self.externalId = externalId
    self.anonymousId = anonymousId
    self.gpc = gpc
  }
}

/// Also the answer of `POST /v1/people/lookup`, whose body is a `PersonRequest`.
public struct PersonReply: Codable, Sendable {
  /// A UUIDv7.
  public var person: String
  /// Proof of each event that the request wrote; nil when it wrote none.
  public var receipts: [ReceiptReply]?

  public init(person: String, receipts: [ReceiptReply]? = nil) {
    self.person = person
    self.receipts = receipts
  }
}

/// `DELETE /v1/people/{person}`: what the person keeps after they were forgotten.
public struct ErasureReply: Codable, Sendable {
  public var person: String
  public var erasedAt: String
  /// How many events were destroyed.
  public var events: Int
  /// Proof of the erasure, which is an event too; nil when an erasure that was cut off was finished.
  public var receipt: ReceiptReply?
  /// What became of what lists had learned from the person; nil when there was nothing.
  public var unlearned: UnlearnedReply?

  public init(
    person: String,
    erasedAt: String,
    events: Int,
    receipt: ReceiptReply?,
    unlearned: UnlearnedReply? = nil
  ) {
    self.person = person
    self.erasedAt = erasedAt
    self.events = events
    self.receipt = receipt
    self.unlearned = unlearned
  }
}
