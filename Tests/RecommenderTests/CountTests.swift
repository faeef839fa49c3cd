import Candor
import CandorFixtures
import Testing

@testable import Recommender

struct CountTests {
  /// Lists that leave nothing out.
  private let wide = Lists(discover: 100, creators: 100)

  @Test(arguments: UInt64(0)..<40)
  func `counting as one goes is the same order as counting at once`(_ seed: UInt64) {
    var dice = Dice(seed)
    let size = Item.catalogue.count
    var profiles = [Profile](repeating: .empty, count: 20)
    var going = Recommender(Shelf.catalogue, lists: wide)
    for _ in 0..<60 {
      let person = dice.roll(0...profiles.count - 1)
      let items = dice.chance(80) ? dice.several(Array(0..<UInt32(size))) : []
      let profile = Profile(items: items)
      going.count(from: profiles[person], to: profile)
      profiles[person] = profile
    }
    let counts = Statistics(profiles, items: size).counts
    let fresh = Recommender(Shelf.catalogue, counts: counts, lists: wide)
    #expect(going.byPopularity == fresh.byPopularity)
    #expect(going.popular().ids == fresh.popular().ids)
  }

  @Test func `counting moves an item up and down again`() throws {
    let place = try #require(Shelf.catalogue.place(of: "toy-engines"))
    var counts = [Int32](repeating: 0, count: Item.catalogue.count)
    counts[place] = 405
    var recommender = Recommender(Shelf.catalogue, counts: counts, lists: wide)
    // As many people have it now as are known to have the most popular one; the earlier goes first.
    #expect(Array(recommender.popular().ids.prefix(2)) == ["starter", "toy-engines"])
    let reader = Profile(items: [UInt32(place)])
    recommender.count(from: .empty, to: reader)
    #expect(recommender.popular().ids.first == "toy-engines")
    recommender.count(from: reader, to: .empty)
    #expect(Array(recommender.popular().ids.prefix(2)) == ["starter", "toy-engines"])
    #expect(recommender.popular().ids.count == 40)
  }

  @Test func `what is not in the catalogue counts for nothing`() throws {
    let permitted = try Shelf.permitted([
      .did(.read, .item("gone")), .did(.read, .item("starter")),
      .did(.follow, .creator("Nobody There")),
    ])
    #expect(Shelf.names(of: Shelf.catalogue.profile(of: permitted)).items == ["starter"])
    #expect(Shelf.catalogue.profile(of: permitted).tags.isEmpty)
    #expect(!Shelf.recommender.has("gone"))
    #expect(Shelf.recommender.item("gone") == nil)
    #expect(Shelf.recommender.item("starter")?.title == "What the Starter Remembers")
  }

  @Test func `what was read or liked and not dismissed is counted`() throws {
    let permitted = try Shelf.permitted([
      .did(.read, .item("starter")), .did(.read, .item("drift-line")),
      .did(.like, .item("drift-line")), .did(.read, .item("dew-point")),
      .did(.dismiss, .item("dew-point")), .did(.dismiss, .item("owl-census")),
      .did(.follow, .creator("Ana Brack")),
    ])
    let profile = Shelf.names(of: Shelf.catalogue.profile(of: permitted))
    #expect(profile.items == ["drift-line", "starter"])
    #expect(profile.tags == ["Ana Brack"])
  }

  @Test func `what was told is counted, and what was told against is not`() throws {
    let answers: [Question.Name: Answer] = [
      "genres": .list(["Ocean"]), "makers": .list(["ilse okonjo", "Quenby Marlstone"]),
      "verse": .number(1),
    ]
    let profile = Shelf.catalogue.profile(of: try Shelf.permitted(answers))
    #expect(Shelf.names(of: profile).tags == ["Ilse Okonjo", "Ocean"])
    #expect(profile.items.isEmpty)
  }

  @Test func `of somebody who told nothing, what stands out in what they read is counted`() throws {
    let read = ["starter", "oven-hymns", "rye-almanac", "salt-ledger", "tide-clerk"].map {
      Event.Content.did(.read, .item(Item.ID($0)))
    }
    let silent = Shelf.catalogue.profile(of: try Shelf.permitted(read))
    #expect(Shelf.names(of: silent).tags == ["Bread"])
    let told = Shelf.catalogue.profile(
      of: try Shelf.permitted(read + Rules.small.declared(["genres": .list(["Night"])]))
    )
    #expect(Shelf.names(of: told).tags == ["Night"])
    #expect(told.items == silent.items)
  }

  @Test func `the same words make the same lists`() throws {
    for seed in UInt64(0)..<40 {
      var dice = Dice(seed)
      let contents = try dice.contents()
      let (one, other) = (try Shelf.permitted(contents), try Shelf.permitted(contents))
      let again = Recommender(Catalogue(Item.catalogue))
      #expect(Shelf.recommender.discover(one).ids == again.discover(other).ids)
      #expect(Shelf.recommender.radar(one, at: .start).ids == again.radar(other, at: .start).ids)
      #expect(Shelf.recommender.mixes(one).map(\.term) == again.mixes(other).map(\.term))
    }
  }
}
