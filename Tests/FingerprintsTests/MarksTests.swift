import Crypto
import Foundation
import Testing

@testable import Fingerprints

struct MarksTests {
  private let workshop = Workshop(editions: 3)

  @Test func `each level is a third of all marks`() {
    var counts: [Level: Int] = [:]
    for person in 0..<600 {
      for level in workshop.levels(workshop.place(person)) { counts[level, default: 0] += 1 }
    }
    for level in Level.allCases {
      let expected = 4800.0 / 3
      #expect(abs(Double(counts[level] ?? 0) - expected) < 5 * (expected * 2 / 3).squareRoot())
    }
  }

  @Test(arguments: 0..<3)
  func `a mark is a one as often as its level says`(_ edition: Int) {
    var ones: [Level: Double] = [:]
    var all: [Level: Double] = [:]
    for person in 0..<300 {
      let place = workshop.place(person)
      let levels = workshop.levels(place, slots: 20)
      for (level, mark) in zip(levels, workshop.editions[edition].marks(at: place, levels)) {
        all[level, default: 0] += 1
        ones[level, default: 0] += mark ? 1 : 0
      }
    }
    for level in Level.allCases {
      let (count, chance) = (all[level] ?? 0, level.chance)
      let deviation = (count * chance * (1 - chance)).squareRoot()
      #expect(abs((ones[level] ?? 0) - count * chance) < 5 * deviation)
    }
  }

  @Test func `the three even bits make each level exactly as likely as it says`() {
    for level in Level.allCases {
      let ones = (0..<8).count { level.mark($0 & 1 == 1, $0 & 2 == 2, $0 & 4 == 4) }
      #expect(Double(ones) / 8 == level.chance)
    }
  }

  /// Two editions, two people of one cell, two versions: they agree as often as strangers do.
  @Test func `editions, neighbours and versions have nothing to do with each other`() {
    var pairs = [(0.0, 0.0), (0.0, 0.0), (0.0, 0.0)]
    for person in stride(from: 0, to: 400, by: 2) {
      let levels = Array(repeating: Level.even, count: 8)
      func marks(_ edition: Int, _ place: Place) -> [Bool] {
        workshop.editions[edition].marks(at: place, levels)
      }
      let own = marks(0, workshop.place(person))
      let others = [
        marks(1, workshop.place(person)),
        marks(0, workshop.place(person + 1)),
        marks(0, workshop.place(person, version: 2)),
      ]
      for (index, other) in others.enumerated() {
        pairs[index].0 += Double(zip(own, other).count { $0 == $1 })
        pairs[index].1 += 8
      }
    }
    for (same, all) in pairs { #expect(abs(same - all / 2) < 5 * (all / 4).squareRoot()) }
  }

  @Test func `an edition that is made again has the same marks`() {
    let place = workshop.place(7)
    let levels = workshop.levels(place)
    let again = Workshop(editions: 3)
    #expect(again.levels(again.place(7)) == levels)
    #expect(
      again.editions[1].marks(at: again.place(7), levels)
        == workshop.editions[1].marks(at: place, levels)
    )
  }

  @Test func `a place with a number and one without never fall together by chance`() {
    let secret = workshop.keys.placeKey
    let bytes = withUnsafeBytes(of: UInt64(0).littleEndian) { Array($0) }
    #expect(
      Place(of: bytes, version: 1, under: secret).cell
        != Place(number: 0, version: 1, under: secret).cell
    )
  }

  @Test func `what is published of a key fits that key alone`() {
    let key = workshop.editions[0]
    #expect(key.commitment == Data(SHA256.hash(data: key.bytes)))
    #expect(Set(workshop.editions.map(\.commitment)).count == 3)
  }
}
