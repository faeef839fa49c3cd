import Foundation

/// What one recipient would give for a yes: to one purpose, to these attributes, for a time.
///
/// It never changes once it is posted, so that everybody is told the same.
public struct Offer: Hashable, Sendable {
  public typealias ID = Identifier<Offer>

  public let id: ID
  public let recipient: Recipient.Name
  public let purpose: Purpose.Name
  public let attributes: [Attribute.Name]
  /// How long a yes lasts, from when it is said.
  public let duration: Term
  public let reward: Reward
  /// How many people are wanted.
  public let wanted: Int
  /// What is set aside before anybody is asked, so that nobody is promised what is not there; nil
  /// when no money is promised.
  public let escrow: Money?
  public let worth: Worth
  /// What the recipient says about it, in its own words.
  public let text: String
  public let opens: Date
  /// When nobody can accept it any more.
  public let closes: Date

  public init(
    _ id: ID,
    by recipient: Recipient.Name,
    for purpose: Purpose.Name,
    attributes: some Sequence<Attribute.Name>,
    duration: Term,
    reward: Reward,
    wanted: Int,
    escrow: Money?,
    worth: Worth,
    text: String,
    opens: Date,
    closes: Date
  ) {
    self.id = id
    self.recipient = recipient
    self.purpose = purpose
    self.attributes = Set(attributes).sorted()
    self.duration = duration
    self.reward = reward
    self.wanted = wanted
    self.escrow = escrow
    self.worth = worth
    self.text = text
    self.opens = Date(milliseconds: opens.milliseconds)
    self.closes = Date(milliseconds: closes.milliseconds)
  }

  /// What a yes to it is a yes to; a yes to another offer is another yes.
  public var consent: Consent { Consent(purpose, at: recipient, under: id) }

  /// What the recipient may do with it while a yes to it stands.
  public var use: Use { Use(purpose, at: recipient, under: id, of: attributes) }
}

extension Offer: Recorded {
  public var canonicalBytes: [UInt8] { json.canonicalBytes }

  public init(canonicalBytes: some Collection<UInt8>) throws(Malformed) {
    try self.init(JSON(canonical: canonicalBytes))
  }

  var json: JSON {
    .members([
      "attributes": .names(attributes),
      "closes": .date(closes),
      "duration": .string(String(describing: duration)),
      "escrow": escrow?.json,
      "id": .name(id),
      "opens": .date(opens),
      "purpose": .name(purpose),
      "recipient": .name(recipient),
      "reward": reward.json,
      "text": .string(text),
      "wanted": .integer(Int64(wanted)),
      "worth": worth.json,
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let reward = json["reward"], let worth = json["worth"] else {
      throw Malformed("an offer without a reward or a worth")
    }
    self.init(
      try json.name("id"),
      by: try json.name("recipient"),
      for: try json.name("purpose"),
      attributes: try json.names("attributes"),
      duration: try json.term("duration"),
      reward: try Reward(reward),
      wanted: Int(try json.integer("wanted")),
      escrow: try json["escrow"].map { money throws(Malformed) in try Money(money) },
      worth: try Worth(worth),
      text: try json.string("text"),
      opens: try json.date("opens"),
      closes: try json.date("closes")
    )
  }
}

extension JSON {
  func term(_ key: String) throws(Malformed) -> Term {
    guard let term = Term(try string(key)) else { throw Malformed("no term at \(key)") }
    return term
  }
}
