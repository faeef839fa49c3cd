import Foundation
import TransparencyLog

/// What a copy was: enough to hold a file against it later, and nothing of what it says.
///
/// It stands in the log, so that neither side can show another copy afterwards.
public struct Imprint: Hashable, Sendable {
  public let disclosure: Disclosure.ID
  public let recipient: Recipient.Name
  public let purpose: Purpose.Name
  /// As its file is called: `csv`.
  public let format: String
  /// How many lines it has, without a head.
  public let rows: Int
  /// Of the tree (RFC 6962) whose leaves are its lines, without their ends.
  public let root: Hash
  /// SHA-256 of the key that its marks were made with.
  public let key: Hash

  public init(
    of disclosure: Disclosure,
    format: String,
    rows: Int,
    root: Hash,
    key: Hash
  ) {
    self.disclosure = disclosure.id
    recipient = disclosure.recipient
    purpose = disclosure.purpose
    self.format = format
    self.rows = rows
    self.root = root
    self.key = key
  }

  /// What stands in the log: with the canonical JSON at hand, anybody can make it anew.
  public var commitment: Commitment { Commitment(to: json.canonicalBytes, salt: Data()) }
}

extension Imprint: Recorded {
  public var json: JSON {
    .members([
      "disclosure": .name(disclosure), "format": .string(format), "key": .string(key.base64),
      "purpose": .name(purpose), "recipient": .name(recipient), "root": .string(root.base64),
      "rows": .integer(Int64(rows)),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let root = Hash(base64: try json.string("root")),
      let key = Hash(base64: try json.string("key"))
    else { throw Malformed("no hash at root or key") }
    disclosure = try json.name("disclosure")
    recipient = try json.name("recipient")
    purpose = try json.name("purpose")
    format = try json.string("format")
    rows = Int(try json.integer("rows"))
    self.root = root
    self.key = key
  }
}

extension Imprint {
  /// An imprint, and where the log has it.
  public struct Logged: Hashable, Sendable {
    public let imprint: Imprint
    public let leaf: Int
    public let since: Date
  }
}

extension Imprint.Logged {
  /// - Parameter text: of the kind `copy`.
  public init(_ text: KeptText) throws {
    let json = try JSON(canonical: text.bytes)
    guard let imprint = json["imprint"] else { throw Malformed("no imprint at imprint") }
    self.init(
      imprint: try Imprint(imprint),
      leaf: Int(try json.integer("leaf")),
      since: text.since
    )
  }
}

extension Vault {
  /// Puts an imprint into the log; the same copy made again is there already.
  public func log(_ imprint: Imprint, at now: Date) async throws -> Imprint.Logged {
    try await store.write { transaction in
      let known = try transaction.imprints().first { $0.imprint == imprint }
      if let known { return known }
      let leaf = try transaction.append([imprint.commitment])
      let logged = Imprint.Logged(imprint: imprint, leaf: leaf, since: now)
      let kept: JSON = ["imprint": imprint.json, "leaf": .integer(Int64(leaf))]
      try transaction.put(
        KeptText(.copy, language: "zxx", since: now, bytes: Data(kept.canonicalBytes))
      )
      return logged
    }
  }

  /// Of all copies that were made, the oldest first.
  public func imprints() async throws -> [Imprint.Logged] {
    try await store.read { try $0.imprints() }
  }
}

extension StoreReader {
  fileprivate func imprints() throws -> [Imprint.Logged] {
    try texts(of: .copy).map { try Imprint.Logged($0) }
  }
}
