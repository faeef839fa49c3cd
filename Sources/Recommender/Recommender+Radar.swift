import Candor
import Foundation

extension Recommender {
  /// What came out lately: by the creators a person chose first, then by how near it is to their
  /// taste, then the newest.
  ///
  /// Works for items that nobody has touched yet.
  ///
  /// - Parameter permitted: nil for somebody who told nothing: newest first.
  public func radar(_ permitted: Permitted?, at now: Date) -> PickList {
    let first = Day(lists.radar.start(to: now))
    let today = Day(now)
    let tastes = permitted.map(tastes) ?? []
    let scores = scores(tastes)
    let chosen = permitted?.chosenCreators ?? []
    let dismissed = permitted?.dismissed ?? []
    let recent = items.indices.compactMap { place -> Release? in
      guard let released = items[place].released, released >= first, released <= today,
        !dismissed.contains(items[place].id)
      else { return nil }
      let isChosen = items[place].creators.contains { chosen.contains(Term(.creator, $0).key) }
      let score = scores[place] ?? 0
      return Release(place: place, isChosen: isChosen, score: score, released: released)
    }
    .filter { $0.score >= 0 }
    .sorted()
    return PickList(recent.prefix(lists.discover).map { pick($0.place, $0.score, tastes) })
  }

  private struct Release: Comparable {
    let place: Int
    let isChosen: Bool
    let score: Double
    let released: Day

    static func < (left: Release, right: Release) -> Bool {
      if left.isChosen != right.isChosen { return left.isChosen }
      if left.score != right.score { return left.score > right.score }
      if left.released != right.released { return left.released > right.released }
      return left.place < right.place
    }
  }
}
