import Candor
import CandorFixtures
import Foundation
import Testing

@testable import Recommender

struct RadarTests {
  private let shelf = Shelf.recommender
  /// What came out in the thirty days before tests begin, the newest first.
  private let recent = [
    "nine-odes", "lamp-keeper", "squall-desk", "rye-almanac", "tide-clerk", "false-islands",
  ]

  @Test func `who told nothing is given the newest first`() {
    let list = shelf.radar(nil, at: .start)
    #expect(list.ids == recent)
    #expect(!list.isPersonal)
  }

  @Test func `the first and the last day of the term are in it`() throws {
    let items = ["2009-01-13", "2009-01-14", "2009-02-13", "2009-02-14"].map {
      Item(id: Item.ID($0), title: "Out on \($0)", released: Day($0))
    }
    let recommender = Recommender(Catalogue(items))
    #expect(recommender.radar(nil, at: .start).ids == ["2009-02-13", "2009-01-14"])
  }

  @Test func `as time goes by, the new comes in and the old goes out`() {
    let later = shelf.radar(nil, at: .start.after(days: 7))
    #expect(later.ids == ["thaw-songs"] + recent.dropLast(2))
  }

  @Test func `what is not out yet, or has no day, is never in it`() throws {
    for member in Cast.allCases {
      let list = shelf.radar(try Shelf.permitted(all: member), at: .start)
      #expect(!list.picks.isEmpty)
      #expect(Set(list.ids).isSubset(of: recent))
    }
  }

  @Test func `named and followed creators come first, however old their work`() throws {
    let named = try Shelf.permitted(["genres": .list(["Night"]), "makers": .list(["lena MBEKI"])])
    #expect(shelf.radar(named, at: .start).ids.first == "false-islands")
    let followed = try Shelf.permitted(
      Rules.small.declared(["genres": .list(["Night"])])
        + [.did(.follow, .creator("Lena Mbeki"))]
    )
    let list = shelf.radar(followed, at: .start)
    #expect(list.ids.first == "false-islands")
    #expect(list.picks.first?.inputs == [.act(.creator("Lena Mbeki"))])
    #expect(Set(list.ids) == Set(recent))
  }

  @Test func `taste comes before novelty, even for what nobody has touched`() throws {
    let items = [
      Item(id: "old-verse", title: "A", genres: ["Verse"], released: Day("2009-01-20")),
      Item(
        id: "new-bread",
        title: "B",
        genres: ["Bread"],
        released: Day("2009-02-13"),
        popularity: 9
      ),
    ]
    let recommender = Recommender(Catalogue(items))
    let verse = try Shelf.permitted(["genres": .list(["Verse"])])
    #expect(recommender.radar(verse, at: .start).ids == ["old-verse", "new-bread"])
    #expect(recommender.radar(nil, at: .start).ids == ["new-bread", "old-verse"])
  }

  @Test func `what is disliked is left out`() throws {
    let list = shelf.radar(try Shelf.permitted(["verse": .number(1)]), at: .start)
    #expect(list.ids == recent.filter { $0 != "nine-odes" })
  }
}
