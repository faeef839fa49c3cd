import Foundation

/// How a group of colluders may have made each bit of the leak from their own: for each number of
/// ones among them, the chance that they wrote a one.
public struct Strategy: Hashable, Sendable {
  /// From no ones to all ones.
  public let chances: [Double]

  /// How many colluded.
  public var size: Int { chances.count - 1 }
}

extension Strategy {
  /// The strategy of so many that fits what was read best.
  ///
  /// Least squares on how often each class has a one, each class by its weight, with a ridge towards
  /// 'a one as often as we have ones'; the ends are free, for noise. Solved coordinate by coordinate
  /// between bounds. How well it fits decides what is found, never who is accused wrongly.
  public init(fitting classes: Classes, of size: Int) {
    let rows = Row.rows(of: classes, size)
    var chances = (0...size).map { Double($0) / Double(size) }
    let ideal = chances
    for _ in 0..<200 {
      var moved = 0.0
      for place in 0...size {
        let isEnd = place == 0 || place == size
        let ridge = isEnd ? 0.5 : 8.0
        var (top, bottom) = (ridge * ideal[place], ridge)
        for row in rows {
          let others = row.expected(chances) - row.shares[place] * chances[place]
          top += row.weight * row.shares[place] * (row.frequency - others)
          bottom += row.weight * row.shares[place] * row.shares[place]
        }
        let next = min(max(top / bottom, Self.least), 1 - Self.least)
        moved = max(moved, abs(next - chances[place]))
        chances[place] = next
      }
      if moved < 1e-7 { break }
    }
    self.chances = chances
  }

  /// No bit is taken for certain: it may have been read wrongly.
  static let least = 0.002

  /// One level and number of named ones, as an equation for the chances.
  private struct Row {
    let shares: [Double]
    let frequency: Double
    let weight: Double

    func expected(_ chances: [Double]) -> Double {
      zip(shares, chances).reduce(0) { $0 + $1.0 * $1.1 }
    }

    static func rows(of classes: Classes, _ size: Int) -> [Row] {
      (0...classes.named).flatMap { ones in
        Level.allCases.compactMap { level in
          let count =
            classes.total(level, bit: 0, ones: ones) + classes.total(level, bit: 1, ones: ones)
          guard count > 0 else { return nil }
          let frequency = Double(classes.total(level, bit: 1, ones: ones)) / Double(count)
          let spread = max(frequency * (1 - frequency), 0.02)
          var shares = Array(repeating: 0.0, count: size + 1)
          let rest = Binomial.law(size - classes.named, level.chance)
          for (more, share) in rest.enumerated() { shares[ones + more] = share }
          return Row(shares: shares, frequency: frequency, weight: Double(count) / spread)
        }
      }
    }
  }
}

extension Strategy {
  /// The logarithm of how much likelier each bit is when an edition is one of the colluders'.
  public func weights(named: Int) -> Weights {
    var weights = Weights(named: named)
    for ones in 0...named {
      for level in Level.allCases {
        let chance = level.chance
        let others = Binomial.law(size - named - 1, chance)
        let withOne = others.enumerated().reduce(0) {
          $0 + $1.element * chances[ones + 1 + $1.offset]
        }
        let withZero = others.enumerated().reduce(0) { $0 + $1.element * chances[ones + $1.offset] }
        let any = chance * withOne + (1 - chance) * withZero
        let one = Classes.index(level, bit: 1, ones: ones)
        let zero = Classes.index(level, bit: 0, ones: ones)
        weights.one[one] = log(withOne / any)
        weights.zero[one] = log(withZero / any)
        weights.one[zero] = log((1 - withOne) / (1 - any))
        weights.zero[zero] = log((1 - withZero) / (1 - any))
      }
    }
    return weights
  }
}

enum Binomial {
  /// The chances of none to all.
  static func law(_ count: Int, _ chance: Double) -> [Double] {
    var law = [1.0]
    for _ in 0..<count {
      var next = Array(repeating: 0.0, count: law.count + 1)
      for (place, mass) in law.enumerated() {
        next[place] += mass * (1 - chance)
        next[place + 1] += mass * chance
      }
      law = next
    }
    return law
  }
}
