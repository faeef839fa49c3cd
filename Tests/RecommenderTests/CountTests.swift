import Candor
import CandorFixtures
import Foundation
import Recommender
import Testing

struct CountTests {
  /// Lists that leave nothing out.
  private let wide = Lists(discover: 100, creators: 100)

  @Test(arguments: UInt64(0)..<40)
  func `counting as one goes is the same order as counting at once`(_ seed: UInt64) {
    var dice = Dice(seed)
    var tally: [Item.ID: Int] = [:]
    var going = Recommender(Item.catalogue, tally: [:], lists: wide)
    for _ in 0..<40 {
      var changes: [Item.ID: Int] = [:]
      for item in dice.several(Item.catalogue.map(\.id)) {
        changes[item] = dice.roll(-(tally[item] ?? 0)...60)
      }
      going.count(changes)
      tally.merge(changes, uniquingKeysWith: +)
      let fresh = Recommender(Item.catalogue, tally: tally, lists: wide)
      #expect(going.popular().ids == fresh.popular().ids)
    }
  }

  @Test func `counting moves an item up and down again`() {
    var recommender = Recommender(Item.catalogue, tally: ["toy-engines": 1000], lists: wide)
    #expect(recommender.popular().ids.first == "toy-engines")
    recommender.count(["toy-engines": -1000, "starter": 1])
    #expect(recommender.popular().ids.first == "starter")
    #expect(recommender.popular().ids.count == 40)
  }

  @Test func `what is not in the catalogue counts for nothing`() {
    var recommender = Shelf.recommender
    recommender.count(["gone": 5000])
    #expect(recommender.popular().ids == Shelf.recommender.popular().ids)
    #expect(!recommender.has("gone"))
    #expect(recommender.item("starter")?.title == "What the Starter Remembers")
  }

  @Test func `what was read or liked and not dismissed is counted`() throws {
    let permitted = try Shelf.permitted([
      .did(.read, .item("starter")), .did(.read, .item("drift-line")),
      .did(.like, .item("drift-line")), .did(.read, .item("dew-point")),
      .did(.dismiss, .item("dew-point")), .did(.dismiss, .item("owl-census")),
      .did(.follow, .creator("Ana Brack")),
    ])
    #expect(Recommender.counted(permitted) == ["starter", "drift-line"])
  }

  @Test func `the same words make the same lists`() throws {
    for seed in UInt64(0)..<40 {
      var dice = Dice(seed)
      let contents = try dice.contents()
      let (one, other) = (try Shelf.permitted(contents), try Shelf.permitted(contents))
      let again = Recommender(Item.catalogue, tally: [:], lists: Rules.small.lists)
      #expect(Shelf.recommender.discover(one).ids == again.discover(other).ids)
      #expect(Shelf.recommender.radar(one, at: .start).ids == again.radar(other, at: .start).ids)
      #expect(Shelf.recommender.mixes(one).map(\.term) == again.mixes(other).map(\.term))
    }
  }
}
