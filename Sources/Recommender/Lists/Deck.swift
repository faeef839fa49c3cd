import Candor
import Foundation

/// The items of a mix, in an order that never ends.
///
/// Stateless: the items are dealt into two halves, and each round plays one half after the other,
/// shuffled anew. So nothing comes again before half of the mix has been played. Within a half,
/// stronger items tend to come earlier (Gumbel-top-k, Vieira 2014), and what the person knows comes
/// between what is new.
struct Deck {
  struct Card {
    let place: Int
    /// Above 0: how much it belongs to the mix for this person.
    let weight: Float
    /// Whether the person read or liked it.
    let isFamiliar: Bool
  }

  private let halves: [[Card]]
  private let seed: [UInt8]

  /// - Parameter seed: the same gives the same order.
  init(_ cards: [Card], seed: [UInt8]) {
    let order = cards.sorted { ($1.weight, $0.place) < ($0.weight, $1.place) }
    halves = [0, 1].map { half in
      order.enumerated().filter { $0.offset % 2 == half }.map(\.element)
    }
    self.seed = seed
  }

  var size: Int { halves[0].count + halves[1].count }

  /// What is played at these positions.
  func places(_ positions: Range<Int>) -> [Int] {
    var shuffled: [Int: [Int]] = [:]
    return positions.map { position in
      let place = position % size
      let half = place < halves[0].count ? 0 : 1
      let turn = position / size * 2 + half
      let order = shuffled[turn] ?? shuffle(halves[half], turn: turn)
      shuffled[turn] = order
      return order[half == 0 ? place : place - halves[0].count]
    }
  }

  private func shuffle(_ cards: [Card], turn: Int) -> [Int] {
    var random = SplitMix(seed: seed + UInt64(turn).bigEndianBytes)
    let order = cards.map { card in
      let uniform = Double.random(in: 1e-12..<1, using: &random)
      return (card: card, key: log(Double(card.weight)) - log(-log(uniform)))
    }
    .sorted { ($1.key, $0.card.place) < ($0.key, $1.card.place) }
    .map(\.card)
    return Self.interleaved(order)
  }

  /// Every third card is a familiar one, as long as there are both.
  private static func interleaved(_ cards: [Card]) -> [Int] {
    var familiar = cards.filter(\.isFamiliar)[...]
    var new = cards.filter { !$0.isFamiliar }[...]
    var places: [Int] = []
    while places.count < cards.count {
      let wantsFamiliar = places.count % 3 == 2 || new.isEmpty
      let card = wantsFamiliar && !familiar.isEmpty ? familiar.removeFirst() : new.popFirst()
      if let card = card ?? familiar.popFirst() { places.append(card.place) }
    }
    return places
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same seed gives the same numbers everywhere.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  /// FNV-1a over the bytes makes the first state.
  init(seed: [UInt8]) {
    state = seed.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
