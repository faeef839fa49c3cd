import Foundation

/// The marks of all editions, as a decoder sees them: how many ones each has in each class.
///
/// Whoever conforms computes them from keys, a simulation draws them.
public protocol Marks {
  /// How many editions there are.
  var editions: Int { get }

  /// Sorts the marks into classes.
  ///
  /// - Parameter named: the editions whose ones split the classes.
  func classes(besides named: [Int]) -> Classes

  /// How many ones each edition has in each class: one row of `Classes.count` an edition.
  func ones(besides named: [Int]) -> [[Int]]
}

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

  /// One edition that was named, and the test that did it.
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
  public func named(by marks: some Marks) -> [Naming] {
    var found: [Naming] = []
    var budget = errorChance
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
    let tests = Test.all(on: classes, budget: budget / Double(marks.editions))
    let isKnown = Set(known)
    return marks.ones(besides: known).enumerated().compactMap { edition, ones in
      guard !isKnown.contains(edition) else { return nil }
      for test in tests {
        let score = test.weights.score(ones, of: classes)
        if score >= test.threshold {
          return Naming(edition: edition, stage: stage, score: score, threshold: test.threshold)
        }
      }
      return nil
    }
  }
}

/// One score with the threshold that innocent editions stay below.
struct Test: Sendable {
  let weights: Weights
  let threshold: Double

  /// - Parameter budget: the chance that an innocent edition passes any of them.
  static func all(on classes: Classes, budget: Double) -> [Test] {
    var weights: [(Weights, share: Double)] = []
    let sizes = (classes.named + 1)...Decoder.most
    // Alone, the symmetric score beats the family: it pays for no models.
    let family = classes.named == 0 ? 0.5 : 1.0
    if classes.named == 0 { weights.append((.symmetric, 0.5)) }
    for size in sizes {
      let strategy = Strategy(fitting: classes, of: size)
      weights.append((strategy.weights(named: classes.named), family / Double(sizes.count)))
    }
    return weights.map { weights, share in
      let threshold = InnocentScore(classes, weights)
        .threshold(logChance: log(budget * share))
      return Test(weights: weights, threshold: threshold)
    }
  }
}
