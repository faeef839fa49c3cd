/// A list or a mail was found that derives from the copy that a recipient got of this person.
public struct Traced: Hashable, Sendable {
  public typealias ID = Identifier<Traced>

  /// How sure it is.
  public enum Certainty: String, Sendable, CaseIterable {
    /// It has an address that was given to this copy alone.
    case exact
    /// It has marks of this copy alone, within a proven chance of error.
    case named
  }

  /// The first half of the SHA-256 of what was found, in hexadecimal: the same find is one trace.
  public let id: ID
  /// Whose copy it was, and for what.
  public let consent: Consent
  public let certainty: Certainty

  public init(_ id: ID, _ consent: Consent, _ certainty: Certainty) {
    self.id = id
    self.consent = consent
    self.certainty = certainty
  }
}

extension Traced: Recorded {
  var json: JSON {
    .members([
      "certainty": .string(certainty.rawValue),
      "offer": .name(consent.offer),
      "purpose": .name(consent.purpose),
      "recipient": .name(consent.recipient),
      "trace": .name(id),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let certainty = Certainty(rawValue: try json.string("certainty")) else {
      throw Malformed("no certainty at certainty")
    }
    self.init(try json.name("trace"), try Consent(json), certainty)
  }
}
