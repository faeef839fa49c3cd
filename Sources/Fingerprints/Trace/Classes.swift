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

  /// How many classes there are.
  public static func count(named: Int) -> Int { Level.allCases.count * 2 * (named + 1) }

  /// The class of a mark.
  ///
  /// - Parameters:
  ///   - level: how likely it is a one.
  ///   - bit: what was read, 0 or 1.
  ///   - ones: how many of those named have a one.
  @inline(__always)
  public static func index(_ level: Level, bit: Int, ones: Int = 0) -> Int {
    (ones * Level.allCases.count + level.rawValue) * 2 + bit
  }

  /// How likely an innocent edition has a one, in the class of this index.
  static func chance(_ index: Int) -> Double {
    (Level(rawValue: index / 2 % Level.allCases.count) ?? .even).chance
  }

  func total(_ level: Level, bit: Int, ones: Int) -> Int {
    totals[Self.index(level, bit: bit, ones: ones)]
  }

  /// How many marks were read in all.
  public var size: Int { totals.reduce(0, +) }

  /// What was read in both.
  static func + (one: Classes, two: Classes) -> Classes {
    precondition(one.named == two.named, "split by as many")
    var both = one
    for index in both.totals.indices { both.totals[index] += two.totals[index] }
    return both
  }
}
