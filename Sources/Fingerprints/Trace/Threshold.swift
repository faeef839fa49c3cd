import Foundation

/// How high an innocent edition scores, given what was read.
///
/// An edition that its holder did not leak from has ones with the chances of the levels, whatever was
/// read; so the score is a sum of scaled binomials, one for each class. The bounds hold for any
/// weights that were fixed without a look at the edition (Furon and Desoubeaux, 2014, 'Tardos codes
/// for real').
struct InnocentScore: Sendable {
  private struct Part {
    let count: Int
    let chance: Double
    let one: Double
    let zero: Double
  }

  private let parts: [Part]

  init(_ classes: Classes, _ weights: Weights) {
    parts = classes.totals.indices.compactMap { index in
      guard classes.totals[index] > 0 else { return nil }
      let level = Level(rawValue: index / 2 % Level.allCases.count) ?? .even
      return Part(
        count: classes.totals[index],
        chance: level.chance,
        one: weights.one[index],
        zero: weights.zero[index]
      )
    }
  }

  var mean: Double {
    parts.reduce(0) {
      $0 + Double($1.count) * ($1.chance * $1.one + (1 - $1.chance) * $1.zero)
    }
  }

  /// A score that an innocent edition reaches with at most this chance.
  ///
  /// - Parameter logChance: its natural logarithm, negative.
  func threshold(logChance: Double) -> Double {
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
  func chernoff(_ logChance: Double) -> Double {
    func exponent(_ t: Double) -> Double {
      let (value, slope) = cumulant(t)
      return value - t * slope
    }
    var high = 1.0
    while exponent(high) > logChance, high < 1e9 { high *= 2 }
    guard exponent(high) <= logChance else { return .infinity }
    var low = 0.0
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if exponent(middle) > logChance { low = middle } else { high = middle }
    }
    return cumulant(high).slope
  }

  /// The tail by convolution on a grid to which every score is rounded up: still a bound.
  ///
  /// - Parameter bound: a score above which nothing more is asked.
  private func exact(_ logChance: Double, below bound: Double) -> Double? {
    guard bound.isFinite else { return nil }
    let step = max((bound - mean) / 1200, 1e-9)
    var law = Lattice(step: step)
    for part in parts {
      law.add(count: part.count, chance: part.chance, one: part.one, zero: part.zero)
    }
    return law.quantile(logChance)
  }
}

/// The law of a sum on a grid.
private struct Lattice {
  let step: Double
  /// The grid point of the first mass.
  private var first = 0
  private var mass: [Double] = [1]
  /// What stands nowhere on the grid counts as above all of it.
  private var beyond = 0.0

  init(step: Double) { self.step = step }

  mutating func add(count: Int, chance: Double, one: Double, zero: Double) {
    let law = Self.binomial(count, chance)
    let gap = one - zero
    func point(_ ones: Int) -> Int {
      Int(((Double(count) * zero + Double(ones) * gap) / step).rounded(.up))
    }
    let points = law.range.map(point)
    guard let low = points.min(), let high = points.max() else { return }
    var next = Array(repeating: 0.0, count: mass.count + high - low)
    var part = Array(repeating: 0.0, count: high - low + 1)
    for (place, weight) in zip(points, law.mass) { part[place - low] += weight }
    beyond += law.lost
    for (place, weight) in part.enumerated() where weight > 0 {
      for (other, already) in mass.enumerated() { next[place + other] += weight * already }
    }
    mass = next
    first += low
  }

  /// The lowest score whose tail is at most this.
  func quantile(_ logChance: Double) -> Double? {
    let limit = exp(logChance)
    var tail = beyond
    for place in mass.indices.reversed() {
      tail += mass[place]
      // Rounding errors of the sums are far below a millionth of the tail.
      if tail * (1 + 1e-6) > limit { return Double(first + place + 1) * step }
    }
    return nil
  }

  /// A binomial law, without the ones whose chance is below 1e-40.
  private static func binomial(
    _ count: Int,
    _ chance: Double
  ) -> (range: Range<Int>, mass: [Double], lost: Double) {
    let (logOne, logZero) = (log(chance), log(1 - chance))
    func logMass(_ ones: Int) -> Double {
      lgamma(Double(count) + 1) - lgamma(Double(ones) + 1) - lgamma(Double(count - ones) + 1)
        + Double(ones) * logOne + Double(count - ones) * logZero
    }
    let mode = min(count, Int(Double(count + 1) * chance))
    let floor = -40 * log(10.0)
    var low = mode
    while low > 0, logMass(low - 1) > floor { low -= 1 }
    var high = mode
    while high < count, logMass(high + 1) > floor { high += 1 }
    let mass = (low...high).map { exp(logMass($0)) }
    return (low..<(high + 1), mass, Double(count) * exp(floor))
  }
}
