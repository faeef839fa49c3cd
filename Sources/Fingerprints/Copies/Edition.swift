/// One recipient's copy, for one purpose: which marks, aliases and seeds it has.
///
/// The same edition again is the same to the byte: otherwise a recipient could lay two of its own
/// copies side by side and see where the marks are.
public struct Edition: Sendable {
  public let id: ID
  /// In the order of its columns.
  public let columns: [Column]
  let keys: CopyKeys
  let key: EditionKey
  let aliases: Aliases
  let relay: String

  /// - Parameter relay: the domain that receives mail to aliases, in lower case.
  public init(_ id: ID, of columns: [Column], keys: CopyKeys, relay: String) {
    self.id = id
    self.columns = columns
    self.keys = keys
    self.relay = relay
    key = keys.edition(id)
    aliases = Aliases(keys, id)
  }

  /// Published at disclosure, so that no other key can be shown later.
  public var commitment: [UInt8] { Array(key.commitment) }

  /// A recipient and a purpose.
  public struct ID: Hashable, Sendable, Comparable, Codable {
    public let recipient: String
    public let purpose: String

    public init(recipient: String, purpose: String) {
      self.recipient = recipient
      self.purpose = purpose
    }

    /// No two editions have the same: the length keeps recipient and purpose apart.
    var text: String { "\(recipient.utf8.count):\(recipient):\(purpose)" }

    public static func < (one: ID, other: ID) -> Bool {
      (one.recipient, one.purpose) < (other.recipient, other.purpose)
    }
  }

  /// The alias of a person.
  public func alias(of person: Row.Person) -> Alias { aliases[person.id] }

  /// The address of a person in this copy.
  public func address(of person: Row.Person) -> String { alias(of: person).local + "@" + relay }

  /// The text of each value of a row, as this copy has it.
  func texts(of row: Row) -> [String?] {
    var marker = Marker(self)
    return columns.indices.map { column in
      marker.write(row, column) ? String(decoding: marker.text, as: UTF8.self) : nil
    }
  }
}
