import Candor
import Crypto
import Fingerprints
import Foundation

/// Ten thousand editions with keys of their own.
struct Crowd {
  static let editions = 10_000
  static let slots = 8

  static let root = SymmetricKey(data: Data(repeating: 7, count: 32))

  let keys = MarkKeys(root: root)
  let editions: [EditionKey]
  let secret: KeyedHash

  init() {
    let keys = keys
    editions = (0..<Self.editions).map { keys.edition("edition \($0)") }
    secret = keys.placeKey
  }
}

/// What somebody made from some copies, and how it was read.
struct Leak {
  var colluders = 1
  var rows: Int
  var attack = Attack.interleave
  /// So many marks are read wrongly, and so many not at all.
  var flipped = 0.0
  var erased = 0.0

  /// The editions it was made from.
  func guilty(_ dice: inout Seeded) -> [Int] {
    var guilty: Set<Int> = []
    while guilty.count < colluders { guilty.insert(dice.roll(Crowd.editions)) }
    return guilty.sorted()
  }

  /// - Parameter first: the number of the first person in it.
  func read(
    from guilty: [Int],
    in crowd: Crowd,
    first: Int,
    _ dice: inout Seeded
  ) -> [ReadMarks.Row] {
    (0..<rows).map { row in
      let place = Place(number: UInt64(first + row), version: 1, under: crowd.secret)
      let levels = crowd.keys.levels(at: place, count: Crowd.slots)
      let copies = guilty.map { crowd.editions[$0].marks(at: place, levels) }
      let whose = dice.roll(colluders)
      let bits = (0..<Crowd.slots).map { slot -> Bool? in
        if dice.chance(erased) { return nil }
        let own = copies.map { $0[slot] }
        let ones = own.count { $0 }
        let worst = Worst.chances[min(colluders, 5)]
        let bit = attack.bit(ones, own, row: whose, worst: worst, &dice)
        return bit != dice.chance(flipped)
      }
      return ReadMarks.Row(place, levels: levels, bits: bits)
    }
  }
}

/// What tracing many leaks came to.
struct Outcome {
  var traces = 0
  /// Traces that named one of the guilty at least.
  var any = 0
  /// The share of the guilty that was named, summed.
  var all = 0.0
  /// Innocent editions that were named, of so many that could have been.
  var wrong = 0
  var innocent = 0

  static func + (one: Outcome, two: Outcome) -> Outcome {
    Outcome(
      traces: one.traces + two.traces,
      any: one.any + two.any,
      all: one.all + two.all,
      wrong: one.wrong + two.wrong,
      innocent: one.innocent + two.innocent
    )
  }

  mutating func count(_ named: [Decoder.Naming], guilty: [Int]) {
    let found = named.count { guilty.contains($0.edition) }
    traces += 1
    any += found > 0 ? 1 : 0
    all += guilty.isEmpty ? 0 : Double(found) / Double(guilty.count)
    wrong += named.count - found
    innocent += Crowd.editions - guilty.count
  }

  var anyShare: Double { Double(any) / Double(traces) }
  var allShare: Double { all / Double(traces) }
}

extension Crowd {
  /// Makes and traces leaks of one kind.
  func traced(_ leak: Leak, times: Int, _ dice: inout Seeded) -> Outcome {
    var outcome = Outcome()
    for _ in 0..<times {
      let guilty = leak.guilty(&dice)
      let first = dice.roll(1 << 40) << 8
      let rows = leak.read(from: guilty, in: self, first: first, &dice)
      outcome.count(Decoder().named(by: ReadMarks(rows, by: editions)), guilty: guilty)
    }
    return outcome
  }
}
