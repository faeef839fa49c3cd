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
  /// Another week brings others of those that are near. When these run out before the list is full,
  /// popular items fill it; they carry no whys.
  public func discover(_ permitted: Permitted, in week: Week) -> PickList {
    let told = Told(permitted)
    var explainer = Explainer(told, by: self)
    let candidates = explainer.candidates
    var cap = CreatorCap(lists.creators)
    let places = spread(candidates, in: week, &cap)
    let picks = places.map { explainer.pick($0) }
    let chosen = Set(places)
    let rest = byPopularity.filter {
      !chosen.contains($0) && !candidates.isMet($0) && candidates.scores.personal[$0] >= 0
    }
    let turns = rest.map { Self.turn(of: catalogue[$0].id, for: told.person, in: week) == 1 }
    let inTurn = zip(rest, turns).filter(\.1).map(\.0)
    let others = zip(rest, turns).filter { !$0.1 }.map(\.0)
    let fillers = picks.isEmpty ? rest : inTurn + others
    let leavesOut = !told.seen.isEmpty || candidates.scores.personal.contains { $0 < 0 }
    return PickList(fill(picks, fillers, &cap), leavesOut: leavesOut)
  }

  /// A list that was made before, with the reasons of now.
  public func explained(_ items: [Item.ID], for permitted: Permitted) -> PickList {
    let told = Told(permitted)
    var explainer = Explainer(told, by: self)
    let places = items.compactMap(catalogue.place(of:))
    return PickList(places.map { explainer.pick($0) }, leavesOut: !told.isEmpty)
  }

  /// Fills a list, as far as the cap admits; what fills it comes in the order of its popularity.
  private func fill(_ picks: [Pick], _ places: [Int], _ cap: inout CreatorCap) -> [Pick] {
    var fillers: [Int] = []
    for place in places where picks.count + fillers.count < lists.discover {
      if cap.admits(catalogue[place]) { fillers.append(place) }
    }
    fillers.sort { rank(of: $0) < rank(of: $1) }
    return picks + fillers.map { Pick(catalogue[$0], score: 0) }
  }

  /// Greedy re-ranking: at most so many items by a creator, each further item of a genre counts a
  /// tenth less, and an item by somebody whose work the person met counts less (as maximal marginal
  /// relevance, Carbonell and Goldstein 1998, with the main genre as the measure of likeness).
  private func spread(
    _ candidates: Candidates,
    in week: Week,
    _ cap: inout CreatorCap
  ) -> [Int] {
    let told = candidates.scores.told
    let met = Set(told.liked.compactMap(item).flatMap(\.creators))
    // Who made very much would keep all others out of reach.
    var reach = CreatorCap(lists.creators * 4)
    let near = candidates.best(lists.discover * 40).filter { reach.admits(catalogue[$0.place]) }
    var rest = near.prefix(lists.discover * 6).map { candidate in
      let item = catalogue[candidate.place]
      let isMet = !met.isDisjoint(with: item.creators)
      let turn = Self.turn(of: item.id, for: told.person, in: week)
      return (place: candidate.place, worth: candidate.score * turn * (isMet ? 0.8 : 1))
    }
    var genres: [String: Int] = [:]
    var chosen: [Int] = []
    func worth(_ candidate: (place: Int, worth: Float)) -> Float {
      guard let genre = catalogue[candidate.place].genres.first else { return candidate.worth }
      return candidate.worth * pow(0.9, Float(genres[genre] ?? 0))
    }
    while chosen.count < lists.discover,
      let best = rest.indices.max(by: { worth(rest[$0]) < worth(rest[$1]) })
    {
      let candidate = rest.remove(at: best)
      let item = catalogue[candidate.place]
      guard cap.admits(item) else { continue }
      if let genre = item.genres.first { genres[genre, default: 0] += 1 }
      chosen.append(candidate.place)
    }
    return chosen.sorted {
      (candidates.scores[$1], $0) < (candidates.scores[$0], $1)
    }
  }

  /// Each item has its turn in about every third week, in which it counts in full.
  ///
  /// A pure function of person, item and week: so lists differ from Monday to Monday, though nothing
  /// is remembered of the ones before.
  private static func turn(of item: Item.ID, for person: Person.ID, in week: Week) -> Float {
    var random = SplitMix(seed: person.bytes + Array("\(week) \(item)".utf8))
    return random.next() % 3 == 0 ? 1 : 0.6
  }
}

/// Lets at most so many items by the same creator into a list.
struct CreatorCap {
  private let most: Int
  private var counts: [Term: Int] = [:]

  init(_ most: Int) {
    self.most = most
  }

  /// Counts the item if it may come in.
  ///
  /// Items without a creator always may.
  mutating func admits(_ item: Item) -> Bool {
    let creators = item.creators.map { Term(.creator, $0).key }
    guard creators.allSatisfy({ counts[$0, default: 0] < most }) else { return false }
    for creator in creators { counts[creator, default: 0] += 1 }
    return true
  }
}
