import Foundation
import Testing

@testable import Fingerprints

struct DecoderTests {
  private let workshop = Workshop(editions: 40)

  @Test(arguments: [([11], 12), ([3, 29], 60), ([3, 17, 29], 160)])
  func `everybody whose copies were mixed is named, and nobody else`(
    _ guilty: [Int],
    _ rows: Int
  ) {
    var dice = Dice(6)
    let leak = workshop.leak(from: guilty, people: 0..<rows, &dice)
    let named = Decoder().named(by: ReadMarks(leak, by: workshop.editions))
    #expect(named.map(\.edition).sorted() == guilty)
  }

  /// With so few rows only the first is found alone; with him known, so is the other.
  @Test func `who cannot be found alone is found beside the others`() {
    var dice = Dice(7)
    var stages: Set<Int> = []
    for first in 0..<5 {
      let people = (first * 100)..<(first * 100 + 45)
      let leak = workshop.leak(from: [5, 6, 7], people: people, &dice)
      let named = Decoder().named(by: ReadMarks(leak, by: workshop.editions))
      #expect(Set(named.map(\.edition)).isSubset(of: [5, 6, 7]))
      stages.formUnion(named.map(\.stage))
    }
    #expect(stages.contains(2))
  }

  @Test(arguments: [0.05, 0.5, 0.95])
  func `a leak of another origin names nobody`(_ often: Double) {
    var dice = Dice(8)
    let leak = workshop.clean(people: 0..<200, often: often, &dice)
    #expect(Decoder().named(by: ReadMarks(leak, by: workshop.editions)).isEmpty)
  }

  @Test func `rows that are matched to the wrong people name nobody`() {
    var dice = Dice(9)
    let right = workshop.leak(from: [4], people: 0..<100, &dice)
    let wrong = zip(right, right.dropFirst()).map { one, other in
      ReadMarks.Row(one.place, levels: one.levels, bits: other.bits)
    }
    #expect(Decoder().named(by: ReadMarks(wrong, by: workshop.editions)).isEmpty)
  }

  @Test func `nothing read names nobody`() {
    #expect(Decoder().named(by: ReadMarks([], by: workshop.editions)).isEmpty)
  }

  /// The trap of the reader who looks at the marks: that the bound breaks shows that it is one.
  @Test func `a reader that peeks at an innocent's marks accuses it`() {
    var dice = Dice(10)
    let peeked = workshop.clean(people: 0..<40, often: 0.5, &dice).map { row in
      let marks = workshop.editions[9].marks(at: row.place, row.levels)
      let bits = zip(row.bits, marks).map { bit, mark -> Bool? in bit == mark ? bit : nil }
      return ReadMarks.Row(row.place, levels: row.levels, bits: bits)
    }
    let named = Decoder().named(by: ReadMarks(peeked, by: workshop.editions))
    #expect(named.map(\.edition) == [9])
  }

  @Test func `the best of all innocents stays unnamed, however many there are`() {
    var dice = Dice(11)
    let drawn = Drawn(.some, editions: 10_000, &dice)
    #expect(Decoder().named(by: drawn).isEmpty)
    // Whoever ranks has somebody on top.
    let weights = Strategy(fitting: .some, of: 3).weights(named: 0)
    let top = drawn.counts.map { weights.score($0, of: .some) }.max()
    #expect(top.map { $0 > 4 } == true)
  }

  @Test func `scores that are wrong name nobody wrongly, by their own bound alone`() {
    var dice = Dice(12)
    let drawn = Drawn(.some, editions: 10_000, &dice)
    var swapped = Weights.symmetric
    swapped.one.swapAt(0, 4)
    swapped.zero.swapAt(0, 4)
    var turned = Weights.symmetric
    turned.one = turned.one.map { -$0 }
    var random = Weights(named: 0)
    for index in random.one.indices {
      random.one[index] = Double(dice.roll(600)) / 100 - 3
      random.zero[index] = Double(dice.roll(600)) / 100 - 3
    }
    var usual = 0
    for weights in [swapped, turned, random] {
      let bound = InnocentScore(.some, weights).threshold(logChance: log(1e-6 / 10_000))
      let scores = drawn.counts.map { weights.score($0, of: .some) }
      #expect(scores.allSatisfy { $0 < bound })
      // The threshold for a score whose mean is zero and whose deviation is one.
      let normal = 6.4 * Double(Classes.some.size).squareRoot()
      usual += scores.count { $0 >= normal }
    }
    #expect(usual > 0)
  }
}

struct ScreenTests {
  private let workshop = Workshop(editions: 60)
  private let screen = Decoder.Screen(rows: 200, innocents: 3)

  @Test func `a screened leak names whom a whole count names`() {
    var dice = Dice(13)
    let leak = workshop.leak(from: [8, 50], people: 0..<800, &dice)
    let screened = Decoder().named(in: leak, by: workshop.editions, screen: screen)
    #expect(screened.map(\.edition).sorted() == [8, 50])
    let mixed = Decoder().named(
      in: leak.shuffled(using: &dice),
      by: workshop.editions,
      screen: screen
    )
    #expect(mixed == screened)
  }

  @Test func `who passed the screen is held to the bound over all`() {
    var dice = Dice(14)
    let leak = workshop.clean(people: 0..<800, often: 0.4, &dice)
    #expect(Decoder().named(in: leak, by: workshop.editions, screen: screen).isEmpty)
    let read = workshop.leak(from: [8], people: 0..<20, &dice)
    let alone = ReadMarks(read, by: workshop.editions)
    let few = Decoder().named(by: alone.among([8, 9]), of: 60).first
    #expect(few?.threshold == Decoder().named(by: alone).first?.threshold)
    #expect(few != nil)
  }
}
