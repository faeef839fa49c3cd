import Foundation

/// The terms of a copy: who gets which answers, for which purpose, of whom.
///
/// Every copy of one recipient for one purpose is an edition: its marks are the same whenever it is
/// made again.
public struct Disclosure: Hashable, Sendable {
  public typealias ID = Identifier<Disclosure>

  public let id: ID
  public let recipient: Recipient.Name
  public let purpose: Purpose.Name
  /// The offer that people said yes to for it; nil for a copy that nobody is paid for.
  public let offer: Offer.ID?
  /// In the order of its columns.
  public let attributes: [Attribute.Name]
  /// Only people who answered so; empty for everybody whom the Gate lets through.
  public let audience: [Attribute.Name: Set<String>]
  /// When it was agreed on.
  public let time: Date

  public init(
    _ id: ID,
    to recipient: Recipient.Name,
    for purpose: Purpose.Name,
    under offer: Offer.ID? = nil,
    of attributes: [Attribute.Name],
    audience: [Attribute.Name: Set<String>] = [:],
    at time: Date
  ) {
    self.id = id
    self.recipient = recipient
    self.purpose = purpose
    self.offer = offer
    self.attributes = attributes
    self.audience = audience
    self.time = Date(milliseconds: time.milliseconds)
  }

  /// A name for new terms.
  public static func freshID() -> ID { .fresh("d-") }

  public var consent: Consent { Consent(purpose, at: recipient, under: offer) }

  /// All that the recipient may learn from it: who is picked by an answer is told by it.
  public var widest: Use {
    Use(purpose, at: recipient, under: offer, of: attributes + audience.keys)
  }
}

extension Disclosure: Recorded {
  public var json: JSON {
    .members([
      "attributes": .names(attributes),
      "audience": audience.isEmpty
        ? nil
        : .object(JSON.Members(audience.map { ($0.rawValue, .strings($1.sorted())) })),
      "disclosure": .name(id),
      "offer": .name(offer),
      "purpose": .name(purpose),
      "recipient": .name(recipient),
      "time": .integer(time.milliseconds),
    ])
  }

  public init(_ json: JSON) throws(Malformed) {
    var audience: [Attribute.Name: Set<String>] = [:]
    if let members = json["audience"] {
      guard case .object(let members) = members else { throw Malformed("an audience is an object") }
      for name in members.keys {
        audience[Attribute.Name(name)] = Set(try json["audience"]?.strings(name) ?? [])
      }
    }
    self.init(
      try json.name("disclosure"),
      to: try json.name("recipient"),
      for: try json.name("purpose"),
      under: try json.optionalName("offer"),
      of: try json.names("attributes"),
      audience: audience,
      at: try json.date("time")
    )
  }
}
