import Candor
import CandorFixtures
import Foundation
import Testing

@testable import Recommender

/// Each pick says which answer or act caused it.
struct WhyTests {
  private let shelf = Shelf.recommender

  @Test func `a why names the answer and what it has in common with the item`() throws {
    let list = shelf.discover(try Shelf.permitted(all: .mara))
    let ledger = try #require(list.picks.first { $0.item.id == "salt-ledger" })
    #expect(ledger.inputs == [.attribute("genres"), .attribute("makers")])
    #expect(Set(ledger.whys.map(\.term?.name)) == ["Ocean", "Ilse Okonjo"])
    let song = try #require(list.picks.first { $0.item.id == "plain-song" })
    #expect(song.inputs == [.attribute("genres"), .attribute("verse")])
    #expect(Set(song.whys.map(\.term?.name)) == ["Verse"])
    #expect(song.whys.map(\.share) == [0.5, 0.5])
  }

  @Test func `a why names the act`() throws {
    let liked = Act.Object.item("winding-day")
    let list = shelf.discover(try Shelf.permitted([.did(.like, liked)]))
    let reef = try #require(list.picks.first { $0.item.id == "clock-reef" })
    #expect(reef.inputs == [.act(liked)])
    #expect(Set(reef.whys.map(\.term?.name)) == ["Machines", "Odile Frost"])
    #expect(list.because[.act(liked)] == list.explained.count)
  }

  @Test func `what spoke against a pick is no why`() throws {
    let permitted = try Shelf.permitted(
      Rules.small.declared(["genres": .list(["Ocean"]), "makers": .list(["Teo Marchetti"])])
        + [.did(.dismiss, .item("ink-weather"))]
    )
    let list = shelf.discover(permitted)
    #expect(list.because[.act(.item("ink-weather"))] == nil)
    #expect(list.because[.attribute("genres")] == 8)
  }

  @Test func `an input counts once for each pick that it helped to choose`() throws {
    let list = shelf.discover(try Shelf.permitted(all: .mara))
    for (input, count) in list.because {
      #expect(count == list.picks.count(where: { $0.inputs.contains(input) }))
    }
    #expect(
      Set(list.because.keys) == [.attribute("genres"), .attribute("makers"), .attribute("verse")]
    )
  }

  @Test(arguments: UInt64(0)..<60)
  func `whys hold, whatever was told`(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let permitted = try Shelf.permitted(dice.contents())
    let told = Set(permitted.facts.map { Input.attribute($0.attribute.name) })
      .union(permitted.acts.map { Input.act($0.object) })
    var lists = [shelf.discover(permitted), shelf.radar(permitted, at: .start)]
    for mix in shelf.mixes(permitted) {
      #expect(Set(mix.inputs).isSubset(of: told) && !mix.inputs.isEmpty)
      lists.append(shelf.page(of: mix, for: permitted, from: dice.roll(0...99), count: 10).picks)
    }
    for pick in lists.flatMap(\.explained) {
      #expect(pick.inputs.isSubset(of: told))
      #expect(pick.whys.map(\.share) == pick.whys.map(\.share).sorted(by: >))
      #expect(pick.whys.allSatisfy { $0.share > 0 && $0.share <= 1 })
      #expect(abs(pick.whys.map(\.share).reduce(0, +) - 1) < 1e-9)
      for why in pick.whys {
        // Nothing was learned yet, so whatever speaks has something in common with the pick.
        let term = try #require(why.term)
        let names = term.match == .genre ? pick.item.genres : pick.item.creators
        #expect(names.contains(term.name))
      }
    }
    #expect(lists[0].byCreator.values.max() ?? 0 <= 2)
  }
}

extension Dice {
  /// Answers and acts of every sort that can move a list.
  mutating func contents() throws -> [Event.Content] {
    let genres = Set(Item.catalogue.flatMap(\.genres)).sorted()
    let creators = Set(Item.catalogue.flatMap(\.creators)).sorted()
    var contents = try Rules.small.declared([
      "genres": chance(70) ? .list(several(genres)) : .skipped,
      "makers": chance(50) ? .list(several(creators)) : .skipped,
      "verse": chance(50) ? .number(Double(roll(1...5))) : .skipped,
    ])
    for _ in 0..<roll(0...12) {
      let kind = pick([Act.Kind.read, .like, .dismiss, .follow])
      let object: Act.Object =
        kind == .follow ? .creator(pick(creators)) : .item(pick(Item.catalogue).id)
      contents.append(.did(kind, object, at: .start.after(days: -roll(0...300))))
    }
    return contents
  }
}
