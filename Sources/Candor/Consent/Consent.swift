import Foundation

/// What a yes or a no is about: one purpose, at one recipient, and one offer if it is paid for.
public struct Consent: Hashable, Sendable {
  public let purpose: Purpose.Name
  /// Nil is the company itself.
  public let recipient: Recipient.Name?
  /// The offer that a yes was the answer to; nil when nothing was offered for it.
  public let offer: Offer.ID?

  public init(
    _ purpose: Purpose.Name,
    at recipient: Recipient.Name? = nil,
    under offer: Offer.ID? = nil
  ) {
    self.purpose = purpose
    self.recipient = recipient
    self.offer = offer
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(purpose)
    if let recipient { hasher.combine(recipient) }
    if let offer { hasher.combine(offer) }
  }

  /// The same, as it is when nothing is offered for it.
  public var unpaid: Consent { offer == nil ? self : Consent(purpose, at: recipient) }
}

/// A yes to named attributes, under an exact text.
public struct Grant: Hashable, Sendable {
  public let consent: Consent
  public let attributes: [Attribute.Name]
  public let notice: Notice.Hash
  public let until: Date?
  /// Where the yes was given, if not in front of Candor's own notice: told to the person as it is.
  public let evidence: String?
  /// The signal that stood against it and was shown beside the question: the yes counts in spite of it.
  public let despite: Signal?

  public init(
    _ consent: Consent,
    attributes: some Sequence<Attribute.Name>,
    notice: Notice.Hash,
    until: Date?,
    evidence: String? = nil,
    despite: Signal? = nil
  ) {
    self.consent = consent
    self.attributes = Set(attributes).sorted()
    self.notice = notice
    self.until = until.map { Date(milliseconds: $0.milliseconds) }
    self.evidence = evidence
    self.despite = despite
  }
}

/// A no to named attributes, under an exact text.
///
/// Silence is a no as well, but leaves no event.
public struct Refusal: Hashable, Sendable {
  public let consent: Consent
  public let attributes: [Attribute.Name]
  public let notice: Notice.Hash

  public init(
    _ consent: Consent,
    attributes: some Sequence<Attribute.Name>,
    notice: Notice.Hash
  ) {
    self.consent = consent
    self.attributes = Set(attributes).sorted()
    self.notice = notice
  }
}

/// The end of a yes, for all the attributes it named.
public struct Withdrawal: Hashable, Sendable {
  public let consent: Consent

  public init(_ consent: Consent) {
    self.consent = consent
  }
}

extension Consent: Recorded {
  var json: JSON {
    .members(["offer": .name(offer), "purpose": .name(purpose), "recipient": .name(recipient)])
  }

  init(_ json: JSON) throws(Malformed) {
    self.init(
      try json.name("purpose"),
      at: try json.optionalName("recipient"),
      under: try json.optionalName("offer")
    )
  }
}

extension Grant: Recorded {
  var json: JSON {
    .members([
      "attributes": .names(attributes),
      "despite": despite?.json,
      "evidence": evidence.map(JSON.string),
      "notice": .name(notice),
      "offer": .name(consent.offer),
      "purpose": .name(consent.purpose),
      "recipient": .name(consent.recipient),
      "until": .date(until),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    self.init(
      try Consent(json),
      attributes: try json.names("attributes"),
      notice: try json.name("notice"),
      until: try json.optionalDate("until"),
      evidence: try json.optionalString("evidence"),
      despite: try json["despite"].map { signal throws(Malformed) in try Signal(signal) }
    )
  }
}

extension Refusal: Recorded {
  var json: JSON {
    .members([
      "attributes": .names(attributes),
      "notice": .name(notice),
      "offer": .name(consent.offer),
      "purpose": .name(consent.purpose),
      "recipient": .name(consent.recipient),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    self.init(
      try Consent(json),
      attributes: try json.names("attributes"),
      notice: try json.name("notice")
    )
  }
}

extension Withdrawal: Recorded {
  var json: JSON { consent.json }

  init(_ json: JSON) throws(Malformed) {
    self.init(try Consent(json))
  }
}
