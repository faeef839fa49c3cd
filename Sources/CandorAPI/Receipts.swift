/// Proof of one event that needs neither the company nor a network.
///
/// The commitment is SHA-256 over `candor/leaf/v1`, a zero byte, the salt and the event; the log's
/// entry is a byte 1 and the commitment; the proof places the entry under a signed checkpoint.
public struct ReceiptReply: Codable, Sendable {
  public var sequence: Int
  /// The event's canonical bytes (RFC 8785), as text.
  public var event: String
  /// 32 bytes in base64.
  public var salt: String
  /// A C2SP `tlog-proof@v1`.
  public var proof: String

  public init(sequence: Int, event: String, salt: String, proof: String) {
    self.sequence = sequence
    self.event = event
    self.salt = salt
    self.proof = proof
  }
}

/// `GET /v1/people/{person}/receipts?after=…`: also the file that `candor verify` reads.
public struct ReceiptsReply: Codable, Sendable {
  /// The identity of the log.
  public var origin: String
  /// The log's verifier key, for convenience; whoever doubts gets it elsewhere.
  public var key: String
  public var receipts: [ReceiptReply]

  public init(origin: String, key: String, receipts: [ReceiptReply]) {
    self.origin = origin
    self.key = key
    self.receipts = receipts
  }
}
