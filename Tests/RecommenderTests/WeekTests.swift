import Candor
import CandorFixtures
import Testing

@testable import Recommender

/// On a catalogue of five hundred items.
struct WeekTests {
  private let wide = Recommender(Catalogue(Circles.items(500)))
  private let items = Circles.items(500)

  private func permitted(_ seed: UInt64, of member: Cast = .mara) throws -> Permitted {
    var dice = Dice(seed)
    // Creators are followed, since the small house asks for other genres.
    let follows = (0..<10).map { _ in Act.Object.creator(dice.pick(items).creators[0]) }
    let reads = (0..<8).map { _ in Act.Object.item(dice.pick(items).id) }
    return try Shelf.permitted(
      follows.map { .did(.follow, $0) } + reads.map { .did(.read, $0) },
      of: member
    )
  }

  @Test(arguments: UInt64(0)..<3)
  func `in one week it is one list`(_ seed: UInt64) throws {
    let list = wide.discover(try permitted(seed))
    let again = Recommender(Catalogue(items)).discover(try permitted(seed))
    #expect(list.ids == again.ids)
    #expect(list.picks.map(\.whys) == again.picks.map(\.whys))
  }

  @Test(arguments: UInt64(0)..<3)
  func `another week brings others, and they are as near`(_ seed: UInt64) throws {
    let permitted = try permitted(seed)
    let lists = (0..<3).map { wide.discover(permitted, in: .start.after(weeks: $0)) }
    for list in lists {
      #expect(list.picks.count == 30)
      #expect(list.explained.count == 30)
      #expect(list.picks.map(\.score) == list.picks.map(\.score).sorted(by: >))
    }
    for (one, next) in zip(lists, lists.dropFirst()) {
      #expect(Set(one.ids).intersection(next.ids).count <= 20)
    }
  }

  @Test func `weeks turn for each person in their own way`() throws {
    let (mara, oona) = (try permitted(1), try permitted(1, of: .oona))
    #expect(wide.discover(mara).ids != wide.discover(oona).ids)
  }

  @Test(arguments: UInt64(0)..<3)
  func `what was met is not in it, in any week`(_ seed: UInt64) throws {
    let permitted = try permitted(seed)
    let met = Set(permitted.acts.compactMap { $0.item?.rawValue })
    #expect(!met.isEmpty)
    for week in 0..<4 {
      let list = wide.discover(permitted, in: .start.after(weeks: week))
      #expect(met.isDisjoint(with: list.ids))
      #expect(list.byCreator.values.max() ?? 0 <= 2)
    }
  }

  @Test func `somebody who was met comes after somebody who is new`() throws {
    // What was read says as much for the one as for the other.
    let items = [
      Item(id: "read", title: "R", creators: ["Met"]),
      Item(id: "met", title: "M", creators: ["Met"]),
      Item(id: "new", title: "N", creators: ["New"]),
    ]
    let entries = [ItemWeights.Entry(source: 0, weight: 1)]
    let model = try Model.by(ItemWeights(columns: [[], entries, entries]), Catalogue(items))
    let recommender = Recommender(
      Catalogue(items),
      model: model,
      lists: Lists(discover: 1, creators: 2)
    )
    // In three weeks each has its turn; where both have the same, the new one is taken.
    let read = Event.Content.did(.read, .item("read"))
    let firsts = try Cast.allCases.flatMap { member in
      try (0..<3).map { week in
        let permitted = try Shelf.permitted([read], of: member)
        return recommender.discover(permitted, in: .start.after(weeks: week)).ids[0]
      }
    }
    #expect(firsts.count { $0 == "new" } > firsts.count { $0 == "met" })
  }

  @Test func `when what is near runs out, popular items fill the list, without reasons`() throws {
    let follow = Event.Content.did(.follow, .creator(items[0].creators[0]))
    let list = wide.discover(try Shelf.permitted([follow]))
    #expect(list.picks.count == 30)
    #expect((1...2).contains(list.explained.count))
    #expect(list.byCreator.values.max() ?? 0 <= 2)
    let rest = list.picks.dropFirst(list.explained.count)
    #expect(rest.allSatisfy { $0.whys.isEmpty && $0.rank == nil && $0.rankWithout == nil })
    #expect(rest.map(\.item.popularity) == rest.map(\.item.popularity).sorted(by: >))
  }

  @Test func `who made very much does not keep others out`() throws {
    let works = (0..<40).map {
      Item(id: Item.ID("own-\($0)"), title: "O", creators: ["Prolific"], genres: ["Ocean"])
    }
    let others = (0..<5).map {
      Item(id: Item.ID("other-\($0)"), title: "T", creators: ["Other \($0)"], genres: ["Ocean"])
    }
    let known = (0..<9).map { Item(id: Item.ID("known-\($0)"), title: "K", popularity: 1000) }
    let recommender = Recommender(
      Catalogue(works + others + known),
      lists: Lists(discover: 5, creators: 2)
    )
    let told: [Question.Name: Answer] = [
      "genres": .list(["Ocean"]), "makers": .list(["Prolific"]),
    ]
    let list = recommender.discover(try Shelf.permitted(told))
    #expect(list.byCreator["Prolific"] == 2)
    #expect(list.explained.count == 5)
  }
}
