import Candor
import Crypto
import Foundation

@testable import Fingerprints

/// Editions with real keys, and leaks made from them.
struct Workshop {
  let keys = MarkKeys(root: SymmetricKey(data: Data(repeating: 3, count: 32)))
  let editions: [EditionKey]
  private let secret: KeyedHash

  init(editions: Int) {
    let keys = keys
    self.editions = (0..<editions).map { keys.edition("edition \($0)") }
    secret = keys.placeKey
  }

  /// The place of a person; people in the same sixteen share a cell.
  func place(_ person: Int, version: UInt64 = 1) -> Place {
    Place(number: UInt64(person), version: version, under: secret)
  }

  func levels(_ place: Place, slots: Int = 8) -> [Level] { keys.levels(at: place, count: slots) }

  /// Rows of these people, where each mark is chosen among those of the guilty.
  func leak(
    from guilty: [Int],
    people: Range<Int>,
    slots: Int = 8,
    _ dice: inout Dice
  ) -> [ReadMarks.Row] {
    people.map { person in
      let place = place(person)
      let levels = levels(place, slots: slots)
      let copies = guilty.map { editions[$0].marks(at: place, levels) }
      let bits = (0..<slots).map { slot -> Bool? in copies[dice.roll(copies.count)][slot] }
      return ReadMarks.Row(place, levels: levels, bits: bits)
    }
  }

  /// Rows of these people, with bits that nobody's marks went into.
  func clean(people: Range<Int>, often: Double, _ dice: inout Dice) -> [ReadMarks.Row] {
    people.map { person in
      let place = place(person)
      let bits = (0..<8).map { _ -> Bool? in dice.chance(often) }
      return ReadMarks.Row(place, levels: levels(place), bits: bits)
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same in every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func roll(_ sides: Int) -> Int { Int(next() % UInt64(sides)) }

  mutating func chance(_ share: Double) -> Bool { Double(next() >> 11) * 0x1p-53 < share }
}

/// Innocent editions whose ones are drawn, not made from keys: many more in the same time.
struct Drawn: Marks {
  let read: Classes
  let counts: [[Int]]

  init(_ read: Classes, editions: Int, _ dice: inout Dice) {
    self.read = read
    let laws = read.totals.enumerated().map { index, total in
      var sum = 0.0
      return Binomial.law(total, Classes.chance(index)).map { mass in
        sum += mass
        return sum
      }
    }
    var counts: [[Int]] = []
    for _ in 0..<editions {
      counts.append(
        laws.map { law in
          let chance = Double(dice.next() >> 11) * 0x1p-53
          var (low, high) = (0, law.count - 1)
          while low < high {
            let middle = (low + high) / 2
            if law[middle] > chance { high = middle } else { low = middle + 1 }
          }
          return low
        }
      )
    }
    self.counts = counts
  }

  var editions: Int { counts.count }
  func classes(besides named: [Int]) -> Classes { read }
  func ones(besides named: [Int]) -> [[Int]] { counts }
}

extension Classes {
  /// What three colluders' leak of fifty rows may look like.
  static var some: Classes {
    var classes = Classes()
    classes.totals = [110, 23, 66, 67, 20, 114]
    return classes
  }
}
