/// SplitMix64: the same seed rolls the same numbers on every machine.
public struct Dice: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(_ seed: UInt64) {
    self.state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number of the range.
  public mutating func roll(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// One of the elements.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[roll(0...elements.count - 1)]
  }

  /// Some of the elements, at least one.
  public mutating func several<Element>(_ elements: [Element]) -> [Element] {
    let first = roll(0...elements.count - 1)
    var chosen = [elements[first]]
    for (index, element) in elements.enumerated() where index != first && chance(30) {
      chosen.append(element)
    }
    return chosen
  }

  /// True in so many of a hundred rolls.
  public mutating func chance(_ percent: Int) -> Bool {
    roll(1...100) <= percent
  }
}
