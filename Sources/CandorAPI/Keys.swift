/// `POST /v1/keys`.
public struct KeyRequest: StrictBody {
  public var name: String
  public var scopes: [String]
  /// RFC 3339 or a day; absent: no end.
  public var until: String?

  public init(name: String, scopes: [String], until: String? = nil) {
    self.name = name
    self.scopes = scopes
    self.until = until
  }
}

/// A key.
///
/// Its secret is told once, when it is made.
public struct KeyReply: Codable, Sendable {
  public var name: String
  public var scopes: [String]
  public var until: String?
  public var secret: String?

  public init(name: String, scopes: [String], until: String?, secret: String? = nil) {
    self.name = name
    self.scopes = scopes
    self.until = until
    self.secret = secret
  }
}

/// `GET /v1/keys`.
public struct KeysReply: Codable, Sendable {
  public var keys: [KeyReply]

  public init(keys: [KeyReply]) {
    self.keys = keys
  }
}
