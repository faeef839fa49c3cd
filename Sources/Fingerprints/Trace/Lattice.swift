import Foundation

/// The law of a sum on a grid.
struct Lattice {
  let step: Double
  /// The chance that is asked for in the end: what is far below it may be left out.
  private let logChance: Double
  /// The grid point of the first mass.
  private var first = 0
  private var mass: [Double] = [1]
  /// What stands nowhere on the grid counts as above all of it.
  private var beyond = 0.0

  init(step: Double, logChance: Double) {
    self.step = step
    self.logChance = logChance
  }

  mutating func add(count: Int, chance: Double, one: Double, zero: Double) {
    let law = Self.binomial(count, chance, floor: logChance + Self.small)
    let gap = one - zero
    let points = law.range.map { ones in
      Int(((Double(count) * zero + Double(ones) * gap) / step).rounded(.up))
    }
    guard let low = points.min(), let high = points.max() else { return }
    var part = Array(repeating: 0.0, count: high - low + 1)
    for (place, weight) in zip(points, law.mass) { part[place - low] += weight }
    beyond += law.lost
    mass = Self.folded(mass, part)
    first += low
    trim()
  }

  /// So far below the chance that a hundred times as much would not be seen.
  private static let small = log(1e-8)

  private static func folded(_ mass: [Double], _ part: [Double]) -> [Double] {
    Array(unsafeUninitializedCapacity: mass.count + part.count - 1) { next, count in
      count = mass.count + part.count - 1
      next.initialize(repeating: 0)
      mass.withUnsafeBufferPointer { mass in
        for (place, weight) in part.enumerated() where weight > 0 {
          for other in mass.indices { next[place + other] += weight * mass[other] }
        }
      }
    }
  }

  /// Leaves out the ends, where there is next to nothing.
  private mutating func trim() {
    let limit = exp(logChance + Self.small)
    var (low, high) = (0, mass.count)
    var left = 0.0
    while low < high - 1, left + mass[low] < limit {
      left += mass[low]
      low += 1
    }
    var right = 0.0
    while high - 1 > low, right + mass[high - 1] < limit {
      right += mass[high - 1]
      high -= 1
    }
    beyond += left + right
    mass = Array(mass[low..<high])
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

  /// A binomial law, without the ones whose chance is below a floor.
  private static func binomial(
    _ count: Int,
    _ chance: Double,
    floor: Double
  ) -> (range: Range<Int>, mass: [Double], lost: Double) {
    let (logOne, logZero) = (log(chance), log(1 - chance))
    func logMass(_ ones: Int) -> Double {
      lgamma(Double(count) + 1) - lgamma(Double(ones) + 1) - lgamma(Double(count - ones) + 1)
        + Double(ones) * logOne + Double(count - ones) * logZero
    }
    let floor = floor - log(Double(count + 1))
    let mode = min(count, Int(Double(count + 1) * chance))
    var low = mode
    while low > 0, logMass(low - 1) > floor { low -= 1 }
    var high = mode
    while high < count, logMass(high + 1) > floor { high += 1 }
    let mass = (low...high).map { exp(logMass($0)) }
    return (low..<(high + 1), mass, Double(count) * exp(floor))
  }
}
