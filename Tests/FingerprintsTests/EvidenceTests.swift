import Foundation
import Testing

@testable import Fingerprints

struct EvidenceTests {
  private let workshop = Workshop(editions: 20)

  @Test func `labels that come one by one name their source in the end, and nobody else`() {
    var dice = Dice(15)
    var evidence = Evidence(editions: 20)
    var named: [Int: Int] = [:]
    for label in 0..<14 {
      let row = workshop.leak(from: [6], people: label..<(label + 1), &dice)
      for edition in evidence.add(row, by: workshop.editions) { named[edition] = label + 1 }
    }
    #expect(named.keys.sorted() == [6])
    // A single label is a lead at most.
    #expect((named[6] ?? 0) > 3)
    #expect(evidence.named == [6])
  }

  @Test func `two sources are named beside each other`() {
    var dice = Dice(16)
    var evidence = Evidence(editions: 20)
    for month in 0..<14 {
      let rows = workshop.leak(from: [2, 13], people: (month * 10)..<(month * 10 + 10), &dice)
      _ = evidence.add(rows, by: workshop.editions)
    }
    #expect(evidence.named.sorted() == [2, 13])
  }

  /// Ville: of innocents, one in twenty at most ever reaches twenty.
  @Test func `innocents seldom ever look guilty, whenever one looks`() {
    var dice = Dice(17)
    var evidence = Evidence(editions: 2000)
    var reached: Set<Int> = []
    for month in 0..<20 {
      var read = Classes()
      read.totals = Classes.some.totals.map { _ in dice.roll(5) }
      #expect(evidence.add(Drawn(read, editions: 2000, &dice)) == [])
      reached.formUnion((0..<2000).filter { evidence.nats(for: $0) >= log(20) })
      #expect(evidence.size > month)
    }
    #expect(reached.count < 100 + 4 * 10)
  }

  @Test func `what was read before counts once`() {
    var dice = Dice(18)
    let rows = workshop.leak(from: [6], people: 0..<3, &dice)
    var once = Evidence(editions: 20)
    _ = once.add(rows, by: workshop.editions)
    var twice = once
    _ = twice.add(rows, by: workshop.editions)
    #expect(twice.size == once.size)
    #expect((0..<20).allSatisfy { twice.nats(for: $0) == once.nats(for: $0) })
  }

  @Test func `evidence that was put away goes on where it was`() throws {
    var dice = Dice(19)
    let first = workshop.leak(from: [6], people: 0..<4, &dice)
    let second = workshop.leak(from: [6], people: 3..<12, &dice)
    var kept = Evidence(editions: 20)
    _ = kept.add(first, by: workshop.editions)
    var read = try JSONDecoder().decode(Evidence.self, from: JSONEncoder().encode(kept))
    #expect(read.add(second, by: workshop.editions) == kept.add(second, by: workshop.editions))
    #expect((0..<20).allSatisfy { read.nats(for: $0) == kept.nats(for: $0) })
    #expect(kept.named == [6])
  }

  @Test func `all chances of being named wrongly add up to no more than one in a million`() {
    var evidence = Evidence(editions: 20)
    for editions in [5, 100, 1] { evidence.admit(editions) }
    let sum = (0..<126).reduce(0.0) { $0 + exp(-evidence.bar(for: $1)) }
    #expect(sum < 1e-6)
    #expect(sum > 0.9e-6)
  }

  @Test func `an edition that came later is named by what came later`() {
    var dice = Dice(20)
    var evidence = Evidence(editions: 10)
    let early = Array(workshop.editions.prefix(10))
    _ = evidence.add(workshop.leak(from: [3], people: 0..<2, &dice), by: early)
    evidence.admit(10)
    #expect(evidence.nats(for: 15) == 0)
    let later = workshop.leak(from: [15], people: 50..<70, &dice)
    #expect(evidence.add(later, by: workshop.editions) == [15])
  }
}
