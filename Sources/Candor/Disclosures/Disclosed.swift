import Foundation

/// What somebody else got of a person: one line of their record for each copy that said something
/// new.
public struct Disclosed: Hashable, Sendable {
  public let disclosure: Disclosure.ID
  public let consent: Consent
  /// What the recipient was at that time: a signal not to share is about partners.
  public let role: Recipient.Role
  /// Those whose values went.
  public let attributes: [Attribute.Name]
  /// The text that the person said yes to; nil where no yes was needed.
  public let notice: Notice.Hash?

  public init(
    _ disclosure: Disclosure.ID,
    _ consent: Consent,
    role: Recipient.Role,
    of attributes: some Sequence<Attribute.Name>,
    notice: Notice.Hash?
  ) {
    self.disclosure = disclosure
    self.consent = consent
    self.role = role
    self.attributes = Set(attributes).sorted()
    self.notice = notice
  }
}

extension Disclosed: Recorded {
  var json: JSON {
    .members([
      "attributes": .names(attributes),
      "disclosure": .name(disclosure),
      "notice": .name(notice),
      "offer": .name(consent.offer),
      "purpose": .name(consent.purpose),
      "recipient": .name(consent.recipient),
      "role": .string(role.rawValue),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let role = Recipient.Role(rawValue: try json.string("role")) else {
      throw Malformed("no role at role")
    }
    self.init(
      try json.name("disclosure"),
      try Consent(json),
      role: role,
      of: try json.names("attributes"),
      notice: try json.optionalName("notice")
    )
  }
}
