import Candor
import Foundation

extension Recommender {
  /// What most people read: the list for somebody who told nothing, and it says so.
  public func popular() -> PickList {
    var cap = CreatorCap(lists.creators)
    return PickList(fill([], byPopularity, &cap))
  }

  /// Items that are new to the person and near to what they told, best first.
  ///
  /// When tastes run out before the list is full, popular items fill it; they carry no whys.
  public func discover(_ permitted: Permitted) -> PickList {
    let tastes = tastes(permitted)
    let seen = permitted.seen
    let scores = scores(tastes)
    let near = scores.filter { $0.value > 0 && !seen.contains(items[$0.key].id) }
    var cap = CreatorCap(lists.creators)
    let picks = spread(near, &cap).map { pick($0.place, $0.score, tastes) }
    let chosen = seen.union(picks.map(\.item.id))
    let rest = byPopularity.lazy.filter { !chosen.contains(items[$0].id) && scores[$0] ?? 0 >= 0 }
    let leavesOut = !seen.isEmpty || scores.contains { $0.value < 0 }
    return PickList(fill(picks, rest, &cap), leavesOut: leavesOut)
  }

  /// Fills a list with popular items, as far as the cap admits them.
  private func fill(
    _ picks: [Pick],
    _ places: some Sequence<Int>,
    _ cap: inout CreatorCap
  ) -> [Pick] {
    var picks = picks
    for place in places {
      guard picks.count < lists.discover else { break }
      if cap.admits(items[place]) {
        picks.append(Pick(item: items[place], score: 0, whys: []))
      }
    }
    return picks
  }

  /// Greedy re-ranking: at most so many items by a creator, and each further item of a genre
  /// counts a tenth less (as maximal marginal relevance, Carbonell and Goldstein 1998, with the
  /// main genre as the measure of likeness).
  private func spread(
    _ scores: [Int: Double],
    _ cap: inout CreatorCap
  ) -> [(place: Int, score: Double)] {
    var candidates = scores.map { (place: $0.key, score: $0.value) }
      .sorted { ($1.score, $0.place) < ($0.score, $1.place) }
      .prefix(lists.discover * 10)
    var genres: [String: Int] = [:]
    var chosen: [(place: Int, score: Double)] = []
    func worth(_ candidate: (place: Int, score: Double)) -> Double {
      guard let genre = items[candidate.place].genres.first else { return candidate.score }
      return candidate.score * pow(0.9, Double(genres[genre] ?? 0))
    }
    while chosen.count < lists.discover,
      let best = candidates.indices.max(by: { worth(candidates[$0]) < worth(candidates[$1]) })
    {
      let candidate = candidates.remove(at: best)
      let item = items[candidate.place]
      guard cap.admits(item) else { continue }
      if let genre = item.genres.first { genres[genre, default: 0] += 1 }
      chosen.append(candidate)
    }
    return chosen
  }
}

/// Lets at most so many items by the same creator into a list.
struct CreatorCap {
  private let most: Int
  private var counts: [String: Int] = [:]

  init(_ most: Int) {
    self.most = most
  }

  /// Counts the item if it may come in.
  ///
  /// Items without a creator always may.
  mutating func admits(_ item: Item) -> Bool {
    guard item.creators.allSatisfy({ counts[$0, default: 0] < most }) else { return false }
    for creator in item.creators { counts[creator, default: 0] += 1 }
    return true
  }
}
