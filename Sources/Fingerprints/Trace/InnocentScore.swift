import Foundation

/// How high an innocent edition scores, given what was read.
///
/// An edition that its holder did not leak from has ones with the chances of the levels, whatever was
/// read; so the score is a sum of scaled binomials, one for each class. The bounds hold for any
/// weights that were fixed without a look at the edition (Furon and Desoubeaux, 2014, 'Tardos codes
/// for real').
public struct InnocentScore: Sendable {
  private struct Part {
    let count: Int
    let chance: Double
    let one: Double
    let zero: Double
  }

  private let parts: [Part]

  public init(_ classes: Classes, _ weights: Weights) {
    parts = classes.totals.indices.compactMap { index in
      guard classes.totals[index] > 0 else { return nil }
      return Part(
        count: classes.totals[index],
        chance: Classes.chance(index),
        one: weights.one[index],
        zero: weights.zero[index]
      )
    }
  }

  /// What it is on average.
  public var mean: Double {
    parts.reduce(0) {
      $0 + Double($1.count) * ($1.chance * $1.one + (1 - $1.chance) * $1.zero)
    }
  }

  /// A score that an innocent edition reaches with at most this chance.
  ///
  /// - Parameter logChance: its natural logarithm, negative.
  public func threshold(logChance: Double) -> Double {
    let bound = chernoff(logChance)
    // Where there are few marks the exact tail is worth its price: some 13 % fewer rows.
    let size = parts.reduce(0) { $0 + $1.count }
    guard size <= Self.exactUpTo, let exact = exact(logChance, below: bound) else { return bound }
    return min(bound, exact)
  }

  private static let exactUpTo = 50_000

  /// The logarithm of the mean of e^(t·score), and its slope.
  private func cumulant(_ t: Double) -> (value: Double, slope: Double) {
    var value = 0.0
    var slope = 0.0
    for part in parts {
      let (one, zero) = (t * part.one, t * part.zero)
      let top = max(one, zero)
      let (heavy, light) = (part.chance * exp(one - top), (1 - part.chance) * exp(zero - top))
      value += Double(part.count) * (top + log(heavy + light))
      slope += Double(part.count) * (heavy * part.one + light * part.zero) / (heavy + light)
    }
    return (value, slope)
  }

  /// Chernoff: P(score ≥ K'(t)) ≤ e^(K(t) − t·K'(t)) for every t > 0.
  public func chernoff(_ logChance: Double) -> Double { tilted(logChance).bound }

  /// The same with its t: so many nats are a score of one.
  func tilted(_ logChance: Double) -> (bound: Double, tilt: Double) {
    func exponent(_ t: Double) -> Double {
      let (value, slope) = cumulant(t)
      return value - t * slope
    }
    var high = 1.0
    while exponent(high) > logChance, high < 1e9 { high *= 2 }
    guard exponent(high) <= logChance else { return (.infinity, high) }
    var low = 0.0
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if exponent(middle) > logChance { low = middle } else { high = middle }
    }
    return (cumulant(high).slope, high)
  }

  /// The tail by convolution on a grid to which every score is rounded up: still a bound.
  ///
  /// - Parameter bound: a score above which nothing more is asked.
  func exact(_ logChance: Double, below bound: Double) -> Double? {
    guard bound.isFinite else { return nil }
    let step = max((bound - mean) / 1200, 1e-9)
    var law = Lattice(step: step, logChance: logChance)
    for part in parts {
      law.add(count: part.count, chance: part.chance, one: part.one, zero: part.zero)
    }
    return law.quantile(logChance)
  }
}
