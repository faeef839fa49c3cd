/// `GET /v1/relay/{address}`: where mail to an address goes that one copy alone has.
public struct RelayReply: Codable, Sendable {
  public var address: String
  /// Whose copy it is.
  public var recipient: String
  public var purpose: String
  /// Whether nobody has this address but the holder of the copy: then the mail is the company's.
  public var isSeed: Bool

  public init(address: String, recipient: String, purpose: String, isSeed: Bool) {
    self.address = address
    self.recipient = recipient
    self.purpose = purpose
    self.isSeed = isSeed
  }
}
