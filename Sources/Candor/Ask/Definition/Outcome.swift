/// An end of a product match or a quiz: what the person is, and what fits them.
public struct Outcome: Sendable, Codable {
  public typealias Name = Identifier<Outcome>

  public let name: Name
  public let title: String
  public let text: String?
  /// Over answers, calculated values and `score`; none: it holds when no other does.
  public let when: Expression?
  /// What the picked items have: a genre, a creator.
  public let picks: Picks?

  public struct Picks: Sendable, Codable {
    public let genres: [String]?
    public let creators: [String]?
    public let items: [Item.ID]?
  }
}

/// How the items of an outcome are picked.
public struct Match: Sendable, Codable {
  public enum Fill: String, Sendable, Codable, CaseIterable {
    /// Only items that have everything that is asked for.
    case exact
    /// First those, then items that have some of it, until the list is full.
    case fallback
  }

  /// For what the answers are used when items are picked: without a yes to it, none are.
  public let purpose: Purpose.Name
  public let fill: Fill?
  public let count: Int?
}

extension Outcome.Picks {
  /// How many of the three wishes an item fulfils, and how many there are.
  func fulfilled(by item: Item) -> (count: Int, of: Int) {
    var (count, all) = (0, 0)
    func wish(_ holds: Bool) {
      all += 1
      if holds { count += 1 }
    }
    if let genres { wish(!Set(genres.folded).isDisjoint(with: item.genres.folded)) }
    if let creators { wish(!Set(creators.folded).isDisjoint(with: item.creators.folded)) }
    if let items { wish(items.contains(item.id)) }
    return (count, all)
  }
}

extension Match {
  /// The items that fit, the best first; of those that fit alike, in the order of the catalogue.
  ///
  /// - Parameter picks: what they have to have.
  public func items(for picks: Outcome.Picks, among catalogue: some Sequence<Item>) -> [Item.ID] {
    let ranked = catalogue.enumerated().compactMap { place, item -> (Int, Int, Item.ID)? in
      let (count, all) = picks.fulfilled(by: item)
      let fits = fill == .fallback ? count > 0 : count == all && all > 0
      return fits ? (-count, place, item.id) : nil
    }
    return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(count ?? 5).map(\.2)
  }
}

extension [String] {
  fileprivate var folded: [String] { map { $0.trimmed.lowercased() } }
}
