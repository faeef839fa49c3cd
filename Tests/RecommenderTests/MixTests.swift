import Candor
import CandorFixtures
import Testing

@testable import Recommender

struct MixTests {
  private let shelf = Shelf.recommender

  private func mix(_ genre: String, of member: Cast = .mara) throws -> (Mix, Permitted) {
    let permitted = try Shelf.permitted(["genres": .list([genre])], of: member)
    return (try #require(shelf.mixes(permitted).first), permitted)
  }

  /// The items of so many pages.
  private func played(
    _ mix: Mix,
    for permitted: Permitted,
    pages: Int,
    of count: Int,
    by recommender: Recommender = Shelf.recommender
  ) -> [String] {
    var (ids, cursor) = ([String](), 0)
    for _ in 0..<pages {
      let page = recommender.page(of: mix, for: permitted, from: cursor, count: count)
      ids += page.picks.ids
      cursor = page.next
    }
    return ids
  }

  @Test func `there is a mix for each taste, under its name`() throws {
    let mixes = shelf.mixes(try Shelf.permitted(["genres": .list(["Ocean", "Night"])]))
    #expect(mixes.map(\.term.name) == ["Night", "Ocean"])
    #expect(mixes.map(\.number) == [1, 2])
    #expect(mixes.allSatisfy { $0.inputs == [.attribute("genres")] })
  }

  @Test func `the strongest taste comes first`() throws {
    let answers: [Question.Name: Answer] = [
      "genres": .list(["Bread", "Verse"]), "verse": .number(5),
    ]
    let mixes = shelf.mixes(try Shelf.permitted(answers))
    #expect(mixes.map(\.term.name) == ["Verse", "Bread"])
    #expect(mixes.first?.inputs == [.attribute("genres"), .attribute("verse")])
  }

  @Test func `there are at most six, and none for what is disliked or too small`() throws {
    let genres = ["Ocean", "Night", "Verse", "Bread", "Machines", "Weather", "Theatre", "Maps"]
    #expect(try shelf.mixes(Shelf.permitted(["genres": .list(genres)])).count == 6)
    #expect(try shelf.mixes(Shelf.permitted(["verse": .number(1)])).isEmpty)
    // Three, two and one items of their own.
    let makers = Answer.list(["Petra Sund", "Cato Weiss", "Ana Brack"])
    let mixes = shelf.mixes(try Shelf.permitted(["makers": makers]))
    #expect(mixes.map(\.term.name) == ["Petra Sund"])
    #expect(try shelf.mixes(Shelf.permitted()).isEmpty)
  }

  @Test(arguments: ["Ocean", "Night", "Verse", "Bread", "Machines", "Weather", "Theatre", "Maps"])
  func `fifty pages do not end, and nothing repeats within half the mix`(_ genre: String) throws {
    let (mix, permitted) = try self.mix(genre)
    let items = Item.catalogue.filter { $0.genres.contains(genre) }.map(\.id.rawValue)
    var (ids, cursor) = ([String](), 0)
    for _ in 0..<50 {
      let page = shelf.page(of: mix, for: permitted, from: cursor, count: 3)
      #expect(page.picks.picks.count == 3)
      #expect(page.next > cursor)
      ids += page.picks.ids
      cursor = page.next
    }
    #expect(Set(ids.prefix(items.count)) == Set(items))
    let half = items.count / 2
    for start in 0...(ids.count - half) {
      #expect(Set(ids[start..<start + half]).count == half)
    }
  }

  @Test func `a page is never longer than what can be played without repeating`() throws {
    let (mix, permitted) = try self.mix("Ocean")
    let page = shelf.page(of: mix, for: permitted, from: 0, count: 100)
    #expect((1...10).contains(page.picks.picks.count))
    #expect(Set(page.picks.ids).count == page.picks.ids.count)
    #expect(page.next == page.picks.picks.count)
  }

  @Test func `the cursor alone decides what comes next`() throws {
    let (mix, permitted) = try self.mix("Ocean")
    let inFives = played(mix, for: permitted, pages: 20, of: 5)
    let other = Recommender(Catalogue(Item.catalogue))
    #expect(played(mix, for: permitted, pages: 100, of: 1, by: other) == inFives)
    let third = shelf.page(of: mix, for: permitted, from: 10, count: 5)
    #expect(third.picks.ids == Array(inFives[10..<15]))
  }

  @Test func `each round is shuffled anew, and for each person in their own way`() throws {
    let (mix, permitted) = try self.mix("Ocean")
    let ids = played(mix, for: permitted, pages: 20, of: 5)
    let rounds = (0..<10).map { Array(ids[$0 * 10..<$0 * 10 + 10]) }
    #expect(Set(rounds).count > 1)
    let (same, others) = try self.mix("Ocean", of: .teodor)
    #expect(same == mix)
    #expect(played(same, for: others, pages: 20, of: 5) != ids)
  }

  @Test func `when all of a mix was dismissed, its pages are empty`() throws {
    let (mix, _) = try self.mix("Ocean")
    let items = Item.catalogue.filter { $0.genres.contains("Ocean") }
    let tired = try Shelf.permitted(items.map { Event.Content.did(.dismiss, .item($0.id)) })
    #expect(shelf.page(of: mix, for: tired, from: 0, count: 5).picks.picks.isEmpty)
  }

  @Test func `an item by itself is a mix that goes on`() throws {
    let alone = [Item(id: "only", title: "O", genres: ["Ocean"])]
    let recommender = Recommender(Catalogue(alone))
    let (mix, permitted) = try self.mix("Ocean")
    let ids = played(mix, for: permitted, pages: 5, of: 4, by: recommender)
    #expect(ids == [String](repeating: "only", count: 5))
  }

  @Test func `a small mix is made wider by what goes together with it`() throws {
    let items = (0..<100).map {
      Item(id: Item.ID("item-\($0)"), title: "I", creators: [$0 < 3 ? "Few" : "Maker \($0)"])
    }
    // The first three speak for all others, for each less than for the one before.
    let columns = (0..<100).map { place in
      (0..<3).map { ItemWeights.Entry(source: $0, weight: place < 3 ? 0 : 1 / Float(place)) }
    }
    let model = try Model.by(ItemWeights(columns: columns), Catalogue(items))
    let permitted = try Shelf.permitted(["makers": .list(["Few"])])
    let narrow = Recommender(Catalogue(items))
    let wide = Recommender(Catalogue(items), model: model)
    let mix = try #require(wide.mixes(permitted).first)
    #expect(mix.term.name == "Few")
    let few = played(mix, for: permitted, pages: 100, of: 1, by: narrow)
    #expect(Set(few) == ["item-0", "item-1", "item-2"])
    let many = played(mix, for: permitted, pages: 100, of: 1, by: wide)
    #expect(Set(many) == Set((0..<24).map { "item-\($0)" }))
  }
}
