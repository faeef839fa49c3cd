/// One recipient's copy, for one purpose: which marks, aliases and seeds it has.
///
/// The same edition again is the same to the byte: otherwise a recipient could lay two of its own
/// copies side by side and see where the marks are.
public struct Edition: Sendable {
  public let id: ID
  /// In the order of its columns.
  public let attributes: [Attribute]
  let keys: CopyKeys
  let key: EditionKey
  let aliases: Aliases
  let relay: String

  /// - Parameter relay: the domain that receives mail to aliases, in lower case.
  public init(_ id: ID, of attributes: [Attribute], keys: CopyKeys, relay: String) {
    self.id = id
    self.attributes = attributes
    self.keys = keys
    self.relay = relay
    key = keys.marks.edition(id.text)
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
  public func alias(of person: [UInt8]) -> Alias { aliases[person] }

  /// The address of a person in this copy.
  public func address(of person: [UInt8]) -> String { aliases[person].local + "@" + relay }
}

/// What is disclosed of one person.
public struct Row: Hashable, Sendable {
  /// Bytes that nobody else has.
  public let person: [UInt8]
  /// One for each attribute, in the same order; nil where there is none.
  public let values: [Value?]

  public init(_ person: [UInt8], _ values: [Value?]) {
    self.person = person
    self.values = values
  }
}

extension Edition {
  /// The text of each value of a row, as this copy has it.
  public func fields(of row: Row) -> [String?] {
    zip(attributes, row.values).map { attribute, value in
      guard let value else { return nil }
      if attribute.kind == .email { return address(of: row.person) }
      let form = value.form(attribute.kind)
      return form.text(marks(of: row.person, attribute, value, in: form))
    }
  }

  /// The marks of a value, in the slots that make a difference.
  func marks(of person: [UInt8], _ attribute: Attribute, _ value: Value, in form: Form) -> UInt8 {
    guard form.used != 0 else { return 0 }
    let place = keys.place(of: person, attribute, version: value.version)
    let levels = keys.marks.levels(at: place, count: Form.slots)
    var marks: UInt8 = 0
    for (slot, isOne) in key.marks(at: place, levels).enumerated() where isOne {
      marks |= 1 << UInt8(slot)
    }
    return marks
  }
}
