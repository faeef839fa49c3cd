import Candor
import Foundation

/// An endless list around one taste.
public struct Mix: Hashable, Sendable {
  /// From 1, the strongest taste first.
  public let number: Int
  public let term: Term
  /// The answers and acts that made the taste.
  public let inputs: [Input]
}

extension Recommender {
  /// One mix for each of the strongest tastes, at most six.
  ///
  /// Creators need at least three items of their own, or the mix would have nothing to play.
  public func mixes(_ permitted: Permitted) -> [Mix] {
    var weights: [Term: Double] = [:]
    var inputs: [Term: [Input]] = [:]
    for taste in tastes(permitted) {
      weights[taste.term, default: 0] += taste.weight
      if taste.weight > 0, inputs[taste.term]?.contains(taste.input) != true {
        inputs[taste.term, default: []].append(taste.input)
      }
    }
    let strong = weights.filter { $0.value > 0 && (postings[$0.key]?.count ?? 0) >= 3 }
    let order = strong.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }.prefix(6)
    return order.enumerated().map { index, taste in
      Mix(number: index + 1, term: spelled(taste.key), inputs: inputs[taste.key] ?? [])
    }
  }

  /// A page of a mix, and the cursor of the next: there always is one.
  ///
  /// Stateless: the items are dealt into two halves, and each round plays one half after the other,
  /// shuffled anew. So nothing comes again before half of the mix has been played. Within a half,
  /// stronger items tend to come earlier (Gumbel-top-k, Vieira 2014).
  /// - Parameter position: 0, or the cursor of an earlier page.
  public func page(
    of mix: Mix,
    for permitted: Permitted,
    from position: Int,
    count: Int
  ) -> (picks: PickList, next: Int) {
    let tastes = tastes(permitted)
    return page(of: mix, for: permitted, tastes, scores(tastes), from: position, count: count)
  }

  /// The first page of every mix, for one reading of the tastes.
  public func openings(
    of mixes: [Mix],
    for permitted: Permitted,
    count: Int
  ) -> [(mix: Mix, picks: PickList, next: Int)] {
    let tastes = tastes(permitted)
    let scores = scores(tastes)
    return mixes.map { mix in
      let page = page(of: mix, for: permitted, tastes, scores, from: 0, count: count)
      return (mix, page.picks, page.next)
    }
  }

  private func page(
    of mix: Mix,
    for permitted: Permitted,
    _ tastes: [Taste],
    _ scores: [Int: Double],
    from position: Int,
    count: Int
  ) -> (picks: PickList, next: Int) {
    let dismissed = permitted.dismissed
    let playable = (postings[mix.term.key] ?? [])
      .filter { !dismissed.contains(items[$0].id) }
      .map { (place: $0, weight: max(0.05, scores[$0] ?? 0.05)) }
      .sorted { ($1.weight, $0.place) < ($0.weight, $1.place) }
    guard !playable.isEmpty else { return (PickList([]), position) }
    let seed = permitted.person.bytes + Array(mix.term.key.name.utf8)
    let halves = [0, 1].map { half in
      playable.enumerated().filter { $0.offset % 2 == half }.map(\.element)
    }
    var picks: [Pick] = []
    let count = min(count, max(1, playable.count - playable.count / 2))
    var shuffled: [Int: [Int]] = [:]
    for step in position..<(position + count) {
      let round = step / playable.count
      let place = step % playable.count
      let half = place < halves[0].count ? 0 : 1
      let turn = round * 2 + half
      let order = shuffled[turn] ?? Self.shuffle(halves[half], seed: seed, turn: turn)
      shuffled[turn] = order
      let item = order[half == 0 ? place : place - halves[0].count]
      picks.append(pick(item, scores[item] ?? 0, tastes))
    }
    return (PickList(picks), position + count)
  }

  private static func shuffle(
    _ items: [(place: Int, weight: Double)],
    seed: [UInt8],
    turn: Int
  ) -> [Int] {
    var random = SplitMix(seed: seed + UInt64(turn).bigEndianBytes)
    return items.map { item in
      let uniform = Double.random(in: 1e-12..<1, using: &random)
      return (place: item.place, key: log(item.weight) - log(-log(uniform)))
    }
    .sorted { ($1.key, $0.place) < ($0.key, $1.place) }
    .map(\.place)
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
