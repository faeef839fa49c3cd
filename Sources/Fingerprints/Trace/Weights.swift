/// What a mark is worth: by its class, and whether the edition has a one there.
public struct Weights: Hashable, Sendable {
  /// For a one, by class.
  public var one: [Double]
  /// For a zero, by class.
  public var zero: [Double]

  /// Nothing is worth anything.
  public init(named: Int) {
    one = Array(repeating: 0, count: Classes.count(named: named))
    zero = one
  }

  /// The score of an edition that has so many ones in each class.
  public func score(_ ones: some Collection<Int>, of classes: Classes) -> Double {
    var score = 0.0
    for (index, count) in ones.enumerated() {
      score += Double(count) * one[index] + Double(classes.totals[index] - count) * zero[index]
    }
    return score
  }
}

extension Weights {
  /// Škorić's symmetric score (Škorić, Katzenbeisser, Celik, 2008).
  public static var symmetric: Weights {
    var weights = Weights(named: 0)
    for level in Level.allCases {
      let odds = (level.chance / (1 - level.chance)).squareRoot()
      let one = Classes.index(level, bit: 1)
      let zero = Classes.index(level, bit: 0)
      (weights.one[one], weights.zero[one]) = (1 / odds, -odds)
      (weights.one[zero], weights.zero[zero]) = (-1 / odds, odds)
    }
    return weights
  }
}
