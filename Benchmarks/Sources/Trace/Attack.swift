import Fingerprints

/// How colluders make each mark of a leak from their own.
///
/// Where all of them have the same they can write nothing else: none knows what else there could be.
enum Attack: String, CaseIterable {
  case majority, minority, interleave, random, zeros, ones, rows, worst

  /// One mark.
  ///
  /// - Parameters:
  ///   - ones: how many of the colluders have a one.
  ///   - own: what each has.
  ///   - row: whose copy this row is from, where whole rows are mixed.
  func bit(_ ones: Int, _ own: [Bool], row: Int, worst: [Double], _ dice: inout Seeded) -> Bool {
    if ones == 0 || ones == own.count { return ones > 0 }
    return switch self {
    case .majority: 2 * ones == own.count ? dice.chance(0.5) : 2 * ones > own.count
    case .minority: 2 * ones == own.count ? dice.chance(0.5) : 2 * ones < own.count
    case .interleave: own[dice.roll(own.count)]
    case .random: dice.chance(0.5)
    case .zeros: false
    case .ones: true
    case .rows: own[row]
    case .worst: dice.chance(worst[ones])
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same leaks in every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &self) }

  mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }
}
