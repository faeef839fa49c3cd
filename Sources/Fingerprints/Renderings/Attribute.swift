/// One attribute of the records that are disclosed.
public struct Attribute: Hashable, Sendable, Codable {
  /// Its name in the house rules, and the head of its column.
  public let name: String
  public let kind: Kind

  public init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// What the values of an attribute are, and so in which ways they may be written.
  public enum Kind: Hashable, Sendable, Codable {
    case name
    case address
    case phone
    /// Every copy has an alias of its own in place of the address.
    case email
    /// Coordinates that are declared to be right to so many decimals, and no further.
    case coordinates(decimals: Int)
    /// A time that is declared to be right to the minute, and no further.
    case minute
    /// Written as it is, always.
    case plain
  }
}

/// One value of a person.
public struct Value: Hashable, Sendable {
  public let text: String
  /// Changes when the value does: its marks are then drawn anew.
  public let version: UInt64
  /// For a name: the forms of it that the person approved for mail; none, or at least two.
  public let approved: [String]

  public init(_ text: String, version: UInt64 = 1, approved: [String] = []) {
    self.text = text
    self.version = version
    self.approved = approved
  }

  /// The value in all the ways it may be written.
  public func form(_ kind: Attribute.Kind) -> Form {
    switch kind {
    case .name: approved.count > 1 ? Form(approved: approved) : Form(name: text)
    case .address: Form(address: text)
    case .phone: Form(phone: text)
    case .coordinates(let decimals): Form(coordinates: text, decimals: decimals)
    case .minute: Form(minute: text)
    case .email, .plain: Form(plain: text)
    }
  }
}
