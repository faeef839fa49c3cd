import Foundation

/// SplitMix64: the same seed falls the same way on every machine.
struct Luck: Sendable {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  /// What falls for a name under a seed, whatever else there is.
  init(_ seed: UInt64, _ name: String) {
    // FNV-1a: Swift's own hashes differ from run to run.
    let hash = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    state = seed
    state = next() ^ hash
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// From 0 up to, and never, 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// From 0 up to, and never, the count.
  mutating func number(below count: Int) -> Int { Int(fraction() * Double(count)) }

  mutating func happens(_ probability: Double) -> Bool { fraction() < probability }

  /// From a normal distribution around 0, with a deviation of 1.
  mutating func normal() -> Double {
    (-2 * log(1 - fraction())).squareRoot() * cos(2 * .pi * fraction())
  }
}

/// What can be drawn again and again; the heavier, the more often.
struct Urn<Element: Sendable>: Sendable {
  private var elements: [Element] = []
  /// For each element, its weight and those of all before it.
  private var sums: [Double] = []

  var isEmpty: Bool { elements.isEmpty }

  /// Puts in what has any weight.
  mutating func add(_ element: Element, weight: Double) {
    guard weight > 0 else { return }
    elements.append(element)
    sums.append((sums.last ?? 0) + weight)
  }

  /// Nil when nothing is in it.
  func draw(_ luck: inout Luck) -> Element? {
    guard let whole = sums.last else { return nil }
    let point = luck.fraction() * whole
    var places = 0..<(sums.count - 1)
    while !places.isEmpty {
      let middle = places.lowerBound + places.count / 2
      if sums[middle] > point {
        places = places.lowerBound..<middle
      } else {
        places = (middle + 1)..<places.upperBound
      }
    }
    return elements[places.lowerBound]
  }
}
