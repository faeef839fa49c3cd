import CandorFixtures
import Testing

@testable import Recommender

struct DeckTests {
  private func deck(_ size: Int, familiar: (Int) -> Bool = { _ in false }, seed: UInt8 = 1) -> Deck
  {
    let cards = (0..<size).map {
      Deck.Card(place: $0, weight: Float($0 % 7 + 1) / 7, isFamiliar: familiar($0))
    }
    return Deck(cards, seed: [seed])
  }

  @Test(arguments: [1, 2, 3, 4, 7, 20, 41], UInt8(0)..<3)
  func `nothing comes again within half of the mix`(_ size: Int, _ seed: UInt8) {
    let places = deck(size, familiar: { $0 % 5 == 0 }, seed: seed).places(0..<1000)
    let half = max(1, size / 2)
    for start in 0...(1000 - half) {
      #expect(Set(places[start..<(start + half)]).count == half)
    }
    for round in 0..<(1000 / size) {
      #expect(Set(places[(round * size)..<((round + 1) * size)]).count == size)
    }
  }

  @Test func `the position alone decides what comes`() {
    let deck = deck(30)
    let places = deck.places(0..<300)
    for position in stride(from: 0, to: 300, by: 7) {
      #expect(deck.places(position..<(position + 1)) == [places[position]])
    }
    #expect(self.deck(30, seed: 2).places(0..<300) != places)
    #expect(deck.places(1_000_000_000..<1_000_000_030).count == 30)
  }

  @Test func `every third is familiar, as long as there are both`() {
    // Of each half of thirty, the first ten are familiar.
    let places = deck(60, familiar: { $0 < 20 }).places(0..<600)
    let familiar = places.map { $0 < 20 }
    for half in 0..<20 {
      let some = Array(familiar[(half * 30)..<(half * 30 + 30)])
      let many = some.count { $0 }
      for position in some.indices where position < 3 * min(many, 10) {
        #expect(some[position] == (position % 3 == 2) || many > 10)
      }
    }
    #expect(familiar.count { $0 } == 200)
  }

  @Test func `when all is familiar or all is new, all of it is played`() {
    for familiar in [true, false] {
      let places = deck(12, familiar: { _ in familiar }).places(0..<12)
      #expect(places.sorted() == Array(0..<12))
    }
  }

  @Test func `stronger ones tend to come earlier`() {
    let deck = Deck(
      (0..<20).map { Deck.Card(place: $0, weight: $0 < 4 ? 1 : 0.02, isFamiliar: false) },
      seed: [3]
    )
    let places = deck.places(0..<2000)
    // Of a half of ten, two are strong: in most turns both are among the first four.
    let early = stride(from: 0, to: 2000, by: 10).count {
      places[$0..<($0 + 4)].count { $0 < 4 } == 2
    }
    #expect(early > 150)
  }
}
