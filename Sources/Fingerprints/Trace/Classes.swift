/// The marks that were read from a leak, sorted by what they can tell apart.
///
/// A class is a level, the bit that was read, and how many of those named so far have a one there.
/// How often an edition has a one in each class is all that any score needs.
public struct Classes: Hashable, Sendable {
  /// How many editions have been named before: their ones split the classes.
  public let named: Int
  /// How many marks are in each class.
  public var totals: [Int]

  public init(named: Int = 0) {
    self.named = named
    totals = Array(repeating: 0, count: Self.count(named: named))
  }

  static func count(named: Int) -> Int { Level.allCases.count * 2 * (named + 1) }

  /// The class of a mark.
  ///
  /// - Parameters:
  ///   - bit: what was read, 0 or 1.
  ///   - ones: how many of those named have a one.
  @inline(__always)
  public static func index(_ level: Level, bit: Int, ones: Int = 0) -> Int {
    (ones * Level.allCases.count + level.rawValue) * 2 + bit
  }

  func total(_ level: Level, bit: Int, ones: Int) -> Int {
    totals[Self.index(level, bit: bit, ones: ones)]
  }

  /// How many marks were read in all.
  public var size: Int { totals.reduce(0, +) }
}

/// What a mark is worth: by its class, and whether the edition has a one there.
struct Weights: Sendable {
  /// For a one and for a zero, by class.
  var one: [Double]
  var zero: [Double]

  /// The score of an edition that has so many ones in each class.
  func score(_ ones: some Collection<Int>, of classes: Classes) -> Double {
    var score = 0.0
    for (index, count) in ones.enumerated() {
      score += Double(count) * one[index] + Double(classes.totals[index] - count) * zero[index]
    }
    return score
  }
}
