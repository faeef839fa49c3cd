/// `POST /embed/sessions` and `POST /embed/claims`: who is at an element on another site.
public struct SessionRequest: StrictBody {
  /// A JSON Web Token that the company signed; nil for somebody who is not known.
  public var token: String?

  public init(token: String? = nil) {
    self.token = token
  }
}

public struct SessionReply: Codable, Sendable {
  /// What the element carries from now on, as `Authorization: Bearer`.
  public var session: String
  /// Whether a token said who it is.
  public var isKnown: Bool
  public var until: String

  public init(session: String, isKnown: Bool, until: String) {
    self.session = session
    self.isKnown = isKnown
    self.until = until
  }
}

/// `POST /v1/people/{person}/claims`: a record that becomes part of this one, and is erased.
public struct ClaimRequest: StrictBody {
  /// The person whom the other record calls so, and whom no address leads to.
  public var anonymous: String

  public init(anonymous: String) {
    self.anonymous = anonymous
  }
}
