import Candor
import CandorFixtures
import Testing

@testable import Recommender

struct StatisticsTests {
  private static let seeds = UInt64(0)..<12

  @Test(arguments: seeds)
  func `at once, one by one and in any order are the same`(_ seed: UInt64) {
    let circles = Circles(readers: 60, items: 50, seed: seed)
    var dice = Dice(seed)
    var oneByOne = Statistics(items: 50)
    for profile in circles.profiles { oneByOne.change(from: .empty, to: profile) }
    var shuffled = Statistics(items: 50)
    for profile in circles.profiles.shuffled(using: &dice) {
      shuffled.change(from: .empty, to: profile)
    }
    #expect(circles.statistics == oneByOne)
    #expect(shuffled == oneByOne)
    #expect(circles.statistics.hash == oneByOne.hash)
    #expect(shuffled.hash == oneByOne.hash)
  }

  @Test(arguments: seeds)
  func `who is taken out leaves no trace, nor do their tags`(_ seed: UInt64) {
    let circles = Circles(readers: 60, items: 50, seed: seed)
    var dice = Dice(seed)
    // One of them told what nobody else did.
    let alone = Profile(items: [1, 2, 49], tags: [7000])
    var statistics = Statistics(circles.profiles + [alone], items: 50)
    #expect(statistics.tags[7000]?.people == 1)
    let gone = Set((0..<60).filter { _ in dice.chance(40) })
    for index in gone.shuffled(using: &dice) {
      statistics.change(from: circles.profiles[index], to: .empty)
    }
    statistics.change(from: alone, to: .empty)
    let rest = circles.profiles.indices.filter { !gone.contains($0) }.map { circles.profiles[$0] }
    let never = Statistics(rest, items: 50)
    #expect(statistics == never)
    #expect(statistics.hash == never.hash)
    #expect(statistics.tags[7000] == nil)
    #expect(statistics.gram == never.gram)
  }

  @Test func `when all are gone it is as in the beginning`() {
    let circles = Circles(readers: 40, items: 30)
    var statistics = circles.statistics
    #expect(statistics.hash != Statistics(items: 30).hash)
    for profile in circles.profiles { statistics.change(from: profile, to: .empty) }
    #expect(statistics == Statistics(items: 30))
    #expect(statistics.hash == Statistics(items: 30).hash)
  }

  @Test(arguments: seeds)
  func `a profile that changes step by step is counted as the last one`(_ seed: UInt64) {
    let others = Circles(readers: 20, items: 30, seed: seed)
    var dice = Dice(seed)
    var statistics = others.statistics
    var profile = Profile.empty
    for _ in 0..<30 {
      let next = Profile(
        items: dice.chance(85) ? dice.several(Array(0..<30)) : [],
        tags: dice.chance(70) ? dice.several(Array(0..<12)) : []
      )
      statistics.change(from: profile, to: next)
      profile = next
      let fresh = Statistics(others.profiles + [profile], items: 30)
      #expect(statistics == fresh)
      #expect(statistics.hash == fresh.hash)
    }
  }

  @Test func `entries are what a double loop counts`() throws {
    let circles = Circles(readers: 80, items: 40)
    let statistics = circles.statistics
    let gram = try #require(statistics.gram)
    let people = circles.profiles.map { (items: Set($0.items), tags: Set($0.tags)) }
    let equal = Gram(circles.incidence, .equal)
    for one in UInt32(0)..<40 {
      for other in UInt32(0)..<40 {
        let both = people.filter { $0.items.contains(one) && $0.items.contains(other) }
        #expect(equal[Int(one), Int(other)] == Int32(both.count))
        let voices = both.reduce(0) { $0 + Voice.even.weight($1.items.count) }
        #expect(gram[Int(one), Int(other)] == voices)
      }
      #expect(statistics.counts[Int(one)] == equal[Int(one), Int(one)])
    }
    let told = people.filter { !$0.items.isEmpty }
    #expect(statistics.people == told.count)
    #expect(Set(statistics.tags.keys) == Set(told.flatMap(\.tags)))
    for (tag, counts) in statistics.tags {
      let some = told.filter { $0.tags.contains(tag) }
      #expect(counts.people == some.count)
      for item in UInt32(0)..<40 {
        let both = some.count { $0.items.contains(item) }
        #expect(counts.items[item] == (both == 0 ? nil : Int32(both)))
      }
      for other in statistics.tags.keys where other != tag {
        let both = some.count { $0.tags.contains(other) }
        #expect(counts.tags[other] == (both == 0 ? nil : Int32(both)))
      }
      #expect(counts.tags[tag] == nil)
    }
  }

  @Test func `who told tastes and has no item is not counted`() {
    var statistics = Statistics(items: 3)
    statistics.change(from: .empty, to: Profile(items: [], tags: [1, 2]))
    #expect(statistics == Statistics(items: 3))
    statistics.change(from: Profile(items: [], tags: [1, 2]), to: Profile(items: [0], tags: [1]))
    #expect(statistics.tags.keys.sorted() == [1])
    statistics.change(from: Profile(items: [0], tags: [1]), to: Profile(items: [], tags: [1]))
    #expect(statistics.hash == Statistics(items: 3).hash)
  }

  @Test func `above the most, pairs are not held`() {
    #expect(Statistics(items: Statistics.mostDense + 1).gram == nil)
  }

  @Test func `who has more counts less for each pair, but never nothing`() {
    let weights = (1...100_000).map { Voice.even.weight($0) }
    #expect(weights.first == 64)
    #expect(weights == weights.sorted(by: >))
    #expect(weights.last == 1)
  }

  @Test(arguments: seeds, [Voice.equal, .even])
  func `pairs are counted one by one as at once`(_ seed: UInt64, _ voice: Voice) {
    let incidence = Circles(readers: 40, items: 30, seed: seed).incidence
    var dice = Dice(seed)
    var gram = Gram(size: 30, voice)
    for person in (0..<40).shuffled(using: &dice) {
      // In two steps: the second changes how much each pair of the first counts.
      let items = Array(incidence[person])
      let some = items.filter { _ in dice.chance(50) }
      gram.change(from: [], to: some)
      gram.change(from: some, to: items)
    }
    #expect(gram == Gram(incidence, voice))
  }

  @Test(arguments: seeds)
  func `columns as rows, twice, is the same again`(_ seed: UInt64) {
    let incidence = Circles(readers: 30, items: 40, seed: seed).incidence
    let turned = incidence.transposed()
    #expect(turned.width == 30 && turned.height == 40)
    for row in 0..<30 {
      for column in incidence[row] { #expect(turned[Int(column)].contains(UInt32(row))) }
    }
    #expect(turned.transposed().starts == incidence.starts)
    #expect(turned.transposed().columns == incidence.columns)
    let none = Incidence(width: 4).transposed()
    #expect(none.height == 4 && none.width == 0 && none.columns.isEmpty)
  }
}
