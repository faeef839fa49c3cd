/// One attribute of what is disclosed, as a column of copies.
public struct Column: Hashable, Sendable, Codable {
  /// The attribute's name in the house rules, and the head of the column.
  public let name: String
  public let kind: Kind

  public init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// What the values of a column are, and so in which ways they may be written.
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
