import Candor
import CandorFixtures
import Testing

@testable import Recommender

struct DiscoverTests {
  private let shelf = Shelf.recommender

  @Test func `the popular list is the most read, and says that it is nobody's own`() {
    let popular = shelf.popular()
    let first = ["starter", "salt-ledger", "plain-song", "owl-census", "false-islands"]
    #expect(Array(popular.ids.prefix(5)) == first)
    #expect(popular.picks.count == 30)
    #expect(popular.byCreator.values.max() == 2)
    #expect(popular.explained.isEmpty)
    #expect(!popular.isPersonal)
    #expect(popular.because.isEmpty)
  }

  @Test func `who told nothing is given the popular list`() throws {
    let list = shelf.discover(try Shelf.permitted())
    #expect(list.ids == shelf.popular().ids)
    #expect(!list.isPersonal)
  }

  @Test func `what was declared comes first, and the rest is popular`() throws {
    let list = shelf.discover(try Shelf.permitted(["genres": .list(["Ocean"])]))
    #expect(list.isPersonal)
    #expect(list.picks.count == 30)
    let own = list.picks.prefix { !$0.whys.isEmpty }
    #expect(own.count == 8)
    #expect(own.allSatisfy { $0.item.genres.contains("Ocean") })
    let rest = list.picks.dropFirst(8)
    #expect(rest.allSatisfy { $0.whys.isEmpty })
    #expect(rest.map(\.item.popularity) == rest.map(\.item.popularity).sorted(by: >))
  }

  @Test func `nobody fills the list with more than two items`() throws {
    let list = shelf.discover(try Shelf.permitted(["genres": .list(["Ocean", "Night"])]))
    #expect(list.byCreator["Ilse Okonjo"] == 2)
    #expect(list.byCreator["Bram Castellane"] == 2)
    #expect(list.byCreator.values.max() == 2)
    for member in Cast.allCases {
      #expect(try shelf.discover(Shelf.permitted(all: member)).byCreator.values.max() == 2)
    }
  }

  @Test func `the sizes of the list are those of the rules`() throws {
    let short = Recommender(Shelf.catalogue, lists: Lists(discover: 7, creators: 1))
    let list = short.discover(try Shelf.permitted(["genres": .list(["Ocean"])]))
    #expect(list.picks.count == 7)
    #expect(list.byCreator.values.max() == 1)
    #expect(short.popular().picks.count == 7)
    #expect(short.popular().byCreator.values.max() == 1)
  }

  @Test func `what was met here is not discovered again`() throws {
    let genres = try Rules.small.declared(["genres": .list(["Ocean"])])
    let before = shelf.discover(try Shelf.permitted(genres)).ids
    let met = [before[0], before[1], before[29]]
    let list = shelf.discover(
      try Shelf.permitted(
        genres + [
          .did(.read, .item(Item.ID(met[0]))), .did(.like, .item(Item.ID(met[1]))),
          .did(.read, .item(Item.ID(met[2]))),
        ]
      )
    )
    #expect(list.isPersonal)
    #expect(Set(list.ids).isDisjoint(with: met))
  }

  @Test func `what was dismissed is in no list`() throws {
    let dismissed = ["starter", "lamp-keeper", "fog-signals"]
    let permitted = try Shelf.permitted(
      Rules.small.declared(["genres": .list(["Ocean", "Night", "Weather"])])
        + dismissed.map { Event.Content.did(.dismiss, .item(Item.ID($0))) }
    )
    #expect(Set(shelf.discover(permitted).ids).isDisjoint(with: dismissed))
    #expect(Set(shelf.radar(permitted, at: .start).ids).isDisjoint(with: dismissed))
    let mixes = shelf.mixes(permitted)
    #expect(!mixes.isEmpty)
    for mix in mixes {
      let played = (0..<10).flatMap {
        shelf.page(of: mix, for: permitted, from: $0 * 3, count: 3).picks.ids
      }
      #expect(Set(played).isDisjoint(with: dismissed))
    }
  }

  @Test func `a disliked genre goes down, a liked one up`() throws {
    func list(_ verse: Double?) throws -> [String] {
      let rating = verse.map { Answer.number($0) } ?? .skipped
      let answers: [Question.Name: Answer] = [
        "genres": .list(["Ocean", "Night"]), "verse": rating,
      ]
      return shelf.discover(try Shelf.permitted(answers)).ids
    }
    let verses = Set(Item.catalogue.filter { $0.genres.contains("Verse") }.map(\.id.rawValue))
    let neutral = try #require(try list(nil).firstIndex(of: "plain-song"))
    let liked = try #require(try list(5).firstIndex(of: "plain-song"))
    #expect(liked < neutral)
    #expect(try list(3) == list(nil))
    #expect(try verses.isDisjoint(with: list(1)))
  }

  @Test(arguments: ["ilse okonjo", "  ILSE OKONJO ", "Ilse Okonjo"])
  func `names count in any case`(_ name: String) throws {
    let list = shelf.discover(try Shelf.permitted(["makers": .list([name])]))
    #expect(list.explained.map(\.item.id) == ["salt-ledger", "tide-clerk"])
    #expect(list.picks.first?.whys.first?.term?.name == "Ilse Okonjo")
  }

  @Test func `names count in any case and outer space in the catalogue as well`() throws {
    let items = [
      Item(id: "a", title: "A", genres: [" ocean "]), Item(id: "b", title: "B", genres: ["OCEAN"]),
      Item(id: "c", title: "C", genres: ["Oceanography"]),
    ]
    let recommender = Recommender(Catalogue(items))
    let list = recommender.discover(try Shelf.permitted(["genres": .list(["Ocean"])]))
    #expect(list.explained.map(\.item.id) == ["a", "b"])
  }

  @Test func `what is muted moves nothing`() throws {
    let told = try Rules.small.declared(by: .mara)
    let muted = shelf.discover(try Shelf.permitted(told + [.muted(.attribute("genres"))]))
    #expect(muted.isPersonal)
    #expect(Set(muted.because.keys) == [.attribute("makers"), .attribute("verse")])
    let like = Event.Content.did(.like, .item("winding-day"))
    #expect(try shelf.discover(Shelf.permitted([like])).isPersonal)
    let silent = try Shelf.permitted([like, .muted(.act(.item("winding-day")))])
    #expect(!shelf.discover(silent).isPersonal)
  }

  @Test func `an empty catalogue makes empty lists`() throws {
    let empty = Recommender(Catalogue([]))
    let permitted = try Shelf.permitted(all: .mara)
    #expect(empty.popular().picks.isEmpty)
    #expect(empty.discover(permitted).picks.isEmpty)
    #expect(empty.radar(permitted, at: .start).picks.isEmpty)
    #expect(empty.mixes(permitted).isEmpty)
  }
}
