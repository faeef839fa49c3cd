extension Decoder {
  /// What it takes to look at a big leak twice: a part of the rows for all editions, then all rows
  /// for the few that stand out.
  public struct Screen: Sendable {
    /// About so many rows are looked at first.
    public var rows: Int
    /// About so many innocent editions pass.
    public var innocents: Double

    public init(rows: Int = 4096, innocents: Double = 16) {
      self.rows = rows
      self.innocents = innocents
    }
  }

  /// Everybody whose score no innocent edition reaches, for leaks of many rows.
  ///
  /// Rows are picked by the hash that their place is, which nobody chose and no mark depends on. Who
  /// passes is decided by a threshold, never by rank, so that one edition's passing says nothing of
  /// another; and to pass only makes it harder to be named. So the bound over all editions stands.
  /// What is lost is a copy of which less than some hundredth went into the leak: for that,
  /// `named(by:of:)` counts all rows for all editions.
  public func named(
    in rows: [ReadMarks.Row],
    by keys: [EditionKey],
    screen: Screen = Screen()
  ) -> [Naming] {
    guard rows.count > 2 * screen.rows else { return named(by: ReadMarks(rows, by: keys)) }
    let share = Double(screen.rows) / Double(rows.count)
    let limit = UInt32(share * Double(UInt32.max))
    let first = ReadMarks(rows.lazy.filter { $0.place.cell.x < limit }, by: keys)
    let passing = passing(first, chance: min(screen.innocents / Double(keys.count), 1))
    let second = ReadMarks(rows, by: passing.map { keys[$0] })
    return named(by: second, of: keys.count).map { naming in
      Naming(
        edition: passing[naming.edition],
        stage: naming.stage,
        score: naming.score,
        threshold: naming.threshold
      )
    }
  }

  private func passing(_ marks: ReadMarks, chance: Double) -> [Int] {
    let classes = marks.classes(besides: [])
    let trials = Trial.all(on: classes, budget: chance)
    return marks.ones(besides: []).enumerated().compactMap { edition, ones in
      let passes = trials.contains { $0.weights.score(ones, of: classes) >= $0.bound }
      return passes ? edition : nil
    }
  }
}
