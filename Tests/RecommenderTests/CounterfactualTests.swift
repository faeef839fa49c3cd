import Candor
import CandorFixtures
import Testing

@testable import Recommender

/// What a pick is said to be without its first reason is what it is when that is muted.
struct CounterfactualTests {
  private static let seeds = UInt64(0)..<20
  private static let taught = Result {
    let circles = Circles(readers: 300)
    return Recommender(
      circles.catalogue,
      counts: circles.statistics.counts,
      model: try circles.model(),
      lists: Rules.small.lists
    )
  }

  @Test(arguments: seeds)
  func `the rank without is that of a person who muted it`(_ seed: UInt64) throws {
    let recommender = try Self.taught.get()
    var dice = Dice(seed)
    let contents = try dice.contents()
    let picks = recommender.discover(try Shelf.permitted(contents)).explained
    for (input, picks) in Dictionary(grouping: picks, by: { $0.whys.first?.input }) {
      let muted = try Shelf.permitted(contents + [.muted(try #require(input))])
      let candidates = Candidates(Told(muted), by: recommender)
      for pick in picks {
        let place = try #require(recommender.catalogue.place(of: pick.item.id))
        #expect(pick.rankWithout == candidates.rank(of: place))
        #expect(pick.rank ?? 0 >= 1)
      }
    }
  }

  @Test(arguments: seeds)
  func `ranks are places in the order of scores`(_ seed: UInt64) throws {
    let recommender = try Self.taught.get()
    var dice = Dice(seed)
    let candidates = Candidates(Told(try Shelf.permitted(dice.contents())), by: recommender)
    let order = candidates.best(40)
    #expect(order.map { candidates.rank(of: $0.place) } == order.indices.map { $0 + 1 })
    let places = Set(order.map(\.place))
    #expect((0..<40).allSatisfy { places.contains($0) == candidates.contains($0) })
    #expect((0..<40).allSatisfy { places.contains($0) || candidates.rank(of: $0) == nil })
  }

  @Test(arguments: seeds, [true, false])
  func `parts add up to the score`(_ seed: UInt64, _ everything: Bool) throws {
    let recommender = try Self.taught.get()
    var dice = Dice(seed)
    let told = Told(try Shelf.permitted(dice.contents()))
    let scores = Scores(told, by: recommender, everything: everything)
    let known = told.liked.compactMap(recommender.catalogue.place(of:)).filter(recommender.knows)
    let fade = Scores.fade(after: known.count)
    for place in 0..<40 {
      let parts = scores.parts(of: place)
      let sum = parts.reduce(0) { $0 + $1.amount }
      #expect(abs(sum - scores.personal[place]) < 1e-4)
      let whole = sum + fade * recommender.tastes.intercept[place]
      #expect(abs(whole - scores[place]) < 1e-4)
      // An input is named once for what it has in common.
      #expect(Set(parts.map { "\($0.input) \($0.term ?? -1)" }).count == parts.count)
    }
  }

  @Test(arguments: seeds)
  func `muting the first reason of the first pick changes the list`(_ seed: UInt64) throws {
    let recommender = try Self.taught.get()
    var dice = Dice(seed)
    let contents = try dice.contents()
    let list = recommender.discover(try Shelf.permitted(contents))
    guard let input = list.explained.first?.whys.first?.input else { return }
    let muted = recommender.discover(try Shelf.permitted(contents + [.muted(input)]))
    #expect(muted.because[input] == nil)
    #expect(
      muted.explained.map { "\($0.item.id) \($0.score)" }
        != list.explained.map { "\($0.item.id) \($0.score)" }
    )
    let back = recommender.discover(
      try Shelf.permitted(contents + [.muted(input), .unmuted(input)])
    )
    #expect(back.ids == list.ids)
  }

  @Test func `what was read speaks by what was learned, and says so`() throws {
    let recommender = try Self.taught.get()
    let read = Act.Object.item("owl-census")
    let permitted = try Shelf.permitted([.did(.read, read)])
    let list = recommender.discover(permitted)
    #expect(list.isPersonal && !list.explained.isEmpty)
    for pick in list.explained {
      #expect(pick.whys.map(\.input) == [.act(read)])
      #expect(pick.whys.map(\.term) == [nil])
      // It was the only reason.
      #expect(pick.rankWithout == nil)
    }
  }

  @Test func `what few people have moves nothing and explains nothing`() throws {
    let circles = Circles(readers: 300)
    let place = try #require(circles.catalogue.place(of: "toy-engines"))
    let rare = circles.profiles.map { profile in
      Profile(items: profile.items.filter { $0 != place }, tags: profile.tags)
    }
    // Four people, who have nothing in common but that.
    let few = rare.enumerated().map { index, profile in
      index < 4 ? Profile(items: profile.items + [UInt32(place)], tags: profile.tags) : profile
    }
    let statistics = Statistics(few, items: 40)
    let model = try Model.trained(on: Evidence(statistics), for: circles.catalogue, .mild)
    let recommender = Recommender(
      circles.catalogue,
      counts: statistics.counts,
      model: model,
      lists: Rules.small.lists
    )
    #expect(!recommender.knows(place))
    let permitted = try Shelf.permitted([.did(.like, .item("toy-engines"))])
    // It speaks by its own genre and creator, which the catalogue tells anybody.
    for pick in recommender.discover(permitted).explained {
      #expect(pick.whys.allSatisfy { $0.term != nil })
    }
  }

  @Test func `a list of before is told with the reasons of now`() throws {
    let recommender = try Self.taught.get()
    let permitted = try Shelf.permitted(all: .mara)
    let list = recommender.discover(permitted)
    let again = recommender.explained(list.picks.map(\.item.id) + ["gone"], for: permitted)
    #expect(again.ids == list.ids)
    #expect(again.isPersonal)
    for (one, other) in zip(list.explained, again.picks) {
      #expect(one.whys == other.whys && one.rank == other.rank)
      #expect(one.rankWithout == other.rankWithout)
    }
  }
}
