import Fingerprints
import Foundation

/// The attack that tells the least about each colluder: for every number of ones among them, the
/// chance to write a one that leaves the least mutual information between a copy and the leak.
enum Worst {
  /// By the number of colluders; found once, coordinate by coordinate: the information is convex.
  static let chances: [[Double]] = (0...5).map { size in size < 2 ? [0, 1] : chances(of: size) }

  private static func chances(of size: Int) -> [Double] {
    var chances = (0...size).map { Double($0) / Double(size) }
    for _ in 0..<60 {
      for place in 1..<size {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<40 {
          let (left, right) = (low + (high - low) / 3, high - (high - low) / 3)
          if information(chances, place, left) < information(chances, place, right) {
            high = right
          } else {
            low = left
          }
        }
        chances[place] = (low + high) / 2
      }
    }
    return chances
  }

  private static func information(_ chances: [Double], _ place: Int, _ chance: Double) -> Double {
    var chances = chances
    chances[place] = chance
    return information(chances)
  }

  /// In nats a mark, on average over the levels.
  static func information(_ chances: [Double]) -> Double {
    let size = chances.count - 1
    return Level.allCases.reduce(0) { sum, level in
      let p = level.chance
      let others = law(size - 1, p)
      let one = zip(others, chances.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
      let zero = zip(others, chances).reduce(0) { $0 + $1.0 * $1.1 }
      let any = p * one + (1 - p) * zero
      let told = entropy(any) - p * entropy(one) - (1 - p) * entropy(zero)
      return sum + told / Double(Level.allCases.count)
    }
  }

  private static func entropy(_ p: Double) -> Double {
    p <= 0 || p >= 1 ? 0 : -p * log(p) - (1 - p) * log(1 - p)
  }

  private static func law(_ count: Int, _ p: Double) -> [Double] {
    (0..<count).reduce([1.0]) { law, _ in
      zip(law + [0], [0] + law).map { $0 * (1 - p) + $1 * p }
    }
  }
}
