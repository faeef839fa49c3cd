/// What is disclosed of one person: made of what the Gate let through, or of nobody.
public struct Row: Hashable, Sendable {
  public let person: Person
  /// One for each column, in the same order; nil where there is none.
  public let values: [Value?]

  init(_ person: Person, _ values: [Value?]) {
    self.person = person
    self.values = values
  }

  /// Whom a row is about.
  public struct Person: Hashable, Sendable, Comparable {
    /// Bytes that nobody else has.
    public let id: [UInt8]
    /// A number that nobody else has and that never changes, if people are numbered: marks of
    /// neighbours are then made, and traced, sixteen at a time.
    public let number: UInt64?

    public init(_ id: [UInt8], number: UInt64? = nil) {
      self.id = id
      self.number = number
    }

    public static func < (one: Person, other: Person) -> Bool {
      one.id.lexicographicallyPrecedes(other.id)
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
  }
}
