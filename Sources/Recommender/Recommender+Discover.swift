import Candor

extension Recommender {
  /// What most people read: the list for somebody who told nothing, and it says so.
  public func popular() -> PickList {
    var cap = CreatorCap(lists.creators)
    let places = byPopularity.lazy.filter { cap.admits(items[$0]) }.prefix(lists.discover)
    return PickList(places.map { Pick(item: items[$0], score: appeal[$0], whys: []) })
  }

  /// Items that are new to the person and near to what they told, best first.
  ///
  /// When tastes run out before the list is full, popular items fill it; they carry no whys.
  public func discover(_ permitted: Permitted) -> PickList {
    let tastes = tastes(permitted)
    let seen = permitted.seen
    let near = scores(tastes).filter { $0.value > 0 && !seen.contains(items[$0.key].id) }
    var picks = spread(near).map { pick($0.place, $0.score, tastes) }
    var cap = CreatorCap(lists.creators)
    for pick in picks { _ = cap.admits(pick.item) }
    let chosen = Set(picks.map(\.item.id))
    let against = scores(tastes).filter { $0.value < 0 }
    let rest = byPopularity.lazy.filter { place in
      let item = items[place]
      return !chosen.contains(item.id) && !seen.contains(item.id) && against[place] == nil
    }
    for place in rest {
      guard picks.count < lists.discover else { break }
      if cap.admits(items[place]) {
        picks.append(Pick(item: items[place], score: 0, whys: []))
      }
    }
    return PickList(picks)
  }

  /// Greedy re-ranking: at most so many items by a creator, and each further item of a genre
  /// counts a tenth less (as maximal marginal relevance, Carbonell and Goldstein 1998, with the
  /// main genre as the measure of likeness).
  private func spread(_ scores: [Int: Double]) -> [(place: Int, score: Double)] {
    var candidates = scores.map { (place: $0.key, score: $0.value) }
      .sorted { ($1.score, $0.place) < ($0.score, $1.place) }
      .prefix(lists.discover * 10)
    var cap = CreatorCap(lists.creators)
    var genres: [String: Int] = [:]
    var chosen: [(place: Int, score: Double)] = []
    func worth(_ candidate: (place: Int, score: Double)) -> Double {
      var worth = candidate.score
      if let genre = items[candidate.place].genres.first {
        for _ in 0..<(genres[genre] ?? 0) { worth *= 0.9 }
      }
      return worth
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

  /// Counts the item if it may come in. Items without a creator always may.
  mutating func admits(_ item: Item) -> Bool {
    guard item.creators.allSatisfy({ counts[$0, default: 0] < most }) else { return false }
    for creator in item.creators { counts[creator, default: 0] += 1 }
    return true
  }
}
