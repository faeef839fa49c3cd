import Foundation

/// What somebody wants to do with what a person told: for this purpose, there, these attributes.
///
/// A use under an offer goes by the yes to that offer alone.
public struct Use: Hashable, Sendable {
  public let purpose: Purpose.Name
  /// Nil is the company itself.
  public let recipient: Recipient.Name?
  public let offer: Offer.ID?
  public let attributes: Set<Attribute.Name>

  public init(
    _ purpose: Purpose.Name,
    at recipient: Recipient.Name? = nil,
    under offer: Offer.ID? = nil,
    of attributes: some Sequence<Attribute.Name>
  ) {
    self.purpose = purpose
    self.recipient = recipient
    self.offer = offer
    self.attributes = Set(attributes)
  }

  public var consent: Consent { Consent(purpose, at: recipient, under: offer) }
}

/// The Gate's answer.
///
/// A no is an answer, not an error.
public enum Decision: Sendable {
  case allowed(Permitted)
  /// Every reason, not just the first; never empty.
  case refused([RefusalReason])
}

/// Why a use was refused.
public struct RefusalReason: Hashable, Sendable {
  public enum Cause: String, Sendable, CaseIterable {
    case neverAsked = "never-asked"
    case refused
    case withdrawn
    case expired
    case notCovered = "not-covered"
    case muted
    case recipientUnknown = "recipient-unknown"
    case recipientSuspended = "recipient-suspended"
    /// What was agreed on with the recipient holds no more.
    case agreementEnded = "agreement-ended"
    case attributeUnknown = "attribute-unknown"
    case notConfigured = "not-configured"
    /// A signal asks us not to sell or share, and no yes was said in spite of it.
    case optedOut = "opted-out"
  }

  public let cause: Cause
  /// The attribute that it is about, if it is about one.
  public let attribute: Attribute.Name?

  public init(_ cause: Cause, _ attribute: Attribute.Name? = nil) {
    self.cause = cause
    self.attribute = attribute
  }
}

extension RefusalReason: CustomStringConvertible {
  /// The reason as a sentence.
  public var description: String {
    let what = attribute.map { "'\($0)'" } ?? "this use"
    return switch cause {
    case .neverAsked: "The person was never asked about \(what) for this purpose."
    case .refused: "The person said no to \(what) for this purpose."
    case .withdrawn: "The person withdrew their yes to \(what)."
    case .expired: "What was said about \(what), or the yes to it, has expired."
    case .notCovered: "The text that the person said yes to does not cover \(what) today."
    case .muted: "The person muted \(what)."
    case .recipientUnknown: "No recipient of that name is in the rules."
    case .recipientSuspended: "The recipient is suspended."
    case .agreementEnded: "The agreement with the recipient has ended."
    case .attributeUnknown: "No attribute \(what) is in the rules."
    case .notConfigured: "The rules do not provide for \(what)."
    case .optedOut: "The person's browser asks not to sell or share \(what)."
    }
  }
}
