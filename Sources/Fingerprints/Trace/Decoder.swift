/// Names the editions that a leak was made from.
///
/// At most one trace in a million names anybody who had no part in it, for every attack and every
/// origin of the leak: thresholds are conditional on what was read, every edition above one is named,
/// and the budget is split over tests, editions and stages.
public struct Decoder: Sendable {
  /// The chance that a trace names anybody wrongly.
  public let errorChance: Double
  /// As many colluders as are modelled.
  public static let most = 8

  public init(errorChance: Double = 1e-6) {
    self.errorChance = errorChance
  }

  /// One edition that was named, and the trial that did it.
  public struct Naming: Hashable, Sendable {
    public let edition: Int
    /// 1 for those found alone, 2 for those found beside them, and so on.
    public let stage: Int
    public let score: Double
    public let threshold: Double
  }

  /// Everybody whose score no innocent edition reaches.
  ///
  /// Stage by stage: those named are known from then on, and what they explain is taken out
  /// (Meerwald and Furon, 2011, 'Towards joint Tardos decoding: the Don Quixote algorithm').
  ///
  /// - Parameters:
  ///   - marks: what was read, and the editions that may be named.
  ///   - editions: how many could have been named: all of them, unless `marks` are of some alone.
  public func named(by marks: some Marks, of editions: Int? = nil) -> [Naming] {
    let perEdition = errorChance / Double(editions ?? marks.editions)
    var found: [Naming] = []
    var budget = perEdition
    for stage in 1... {
      budget /= 2
      let known = found.map(\.edition)
      guard known.count < Self.most else { break }
      let more = one(stage, besides: known, marks, budget: budget)
      if more.isEmpty { break }
      found += more
    }
    return found
  }

  private func one(
    _ stage: Int,
    besides known: [Int],
    _ marks: some Marks,
    budget: Double
  ) -> [Naming] {
    let classes = marks.classes(besides: known)
    guard classes.size > 0 else { return [] }
    var found: [Int: Naming] = [:]
    let isKnown = Set(known)
    let ones = marks.ones(besides: known)
    for trial in Trial.all(on: classes, budget: budget) {
      let scores = ones.enumerated().map { edition, ones in
        isKnown.contains(edition) ? -.infinity : trial.weights.score(ones, of: classes)
      }
      let threshold = trial.threshold(among: scores)
      for (edition, score) in scores.enumerated() where score >= threshold {
        let naming = Naming(edition: edition, stage: stage, score: score, threshold: threshold)
        found[edition] = found[edition] ?? naming
      }
    }
    return found.values.sorted { $0.edition < $1.edition }
  }
}
