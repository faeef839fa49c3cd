/// An end of a product match or a quiz: what the person is, and what fits them.
public struct Outcome: Sendable, Codable {
  public typealias Name = Identifier<Outcome>

  public let name: Name
  public let title: String
  public let text: String?
  /// Over answers, calculated values and `score`; none: it holds when no other does.
  public let when: Expression?
  /// What the picked items have.
  public let picks: Picks?

  /// A wish is fulfilled by any of its words: a name of the catalogue, or `{question}` for what was
  /// answered.
  public struct Picks: Sendable, Codable {
    public let genres: [String]?
    public let creators: [String]?
    /// What sort of thing it is, in the company's own word.
    public let kinds: [String]?
    /// These very items.
    public let items: [String]?

    var wishes: [(key: String, words: [String])] {
      [("genres", genres), ("creators", creators), ("kinds", kinds), ("items", items)]
        .compactMap { key, words in words.map { (key, $0) } }
    }
  }
}

/// How the items of an outcome are picked.
public struct Match: Sendable, Codable {
  public enum Fill: String, Sendable, Codable, CaseIterable {
    /// Only items that fulfil every wish: a short list, or none.
    case exact
    /// After them items that fulfil some, and then any, until the list is full.
    case fallback
  }

  /// For what the answers are used when items are picked: without a yes to it, none are.
  public let purpose: Purpose.Name
  public let fill: Fill?
  public let count: Int?
}
