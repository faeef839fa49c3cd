import Candor
import Foundation

extension Recommender {
  /// What came out lately and is new to the person: by the creators a person chose first, then by how near it is to their
  /// taste, then the newest.
  ///
  /// Works for items that nobody has touched yet: the genres and creators of all that the person read
  /// speak for them.
  ///
  /// - Parameter permitted: nil for somebody who told nothing: newest first.
  public func radar(_ permitted: Permitted?, at now: Date) -> PickList {
    let first = Day(lists.radar.start(to: now))
    let today = Day(now)
    let told = permitted.map(Told.init)
    let scores = told.map { Scores($0, by: self, everything: true) }
    let chosen = told?.chosenCreators ?? []
    let seen = told?.seen ?? []
    let recent = catalogue.items.indices.compactMap { place -> Release? in
      let item = catalogue[place]
      guard let released = item.released, released >= first, released <= today,
        !seen.contains(item.id)
      else { return nil }
      let isChosen = item.creators.contains { chosen.contains(Term(.creator, $0).key) }
      let score = scores?.personal[place] ?? 0
      return Release(place: place, isChosen: isChosen, score: score, released: released)
    }
    .filter { $0.score >= 0 }
    .sorted()
    let picks = recent.prefix(lists.discover).map { release in
      let whys = scores?.whys(for: release.place) ?? []
      return Pick(catalogue[release.place], score: Double(release.score), whys: whys)
    }
    return PickList(picks)
  }

  private struct Release: Comparable {
    let place: Int
    let isChosen: Bool
    let score: Float
    let released: Day

    static func < (left: Release, right: Release) -> Bool {
      if left.isChosen != right.isChosen { return left.isChosen }
      if left.score != right.score { return left.score > right.score }
      if left.released != right.released { return left.released > right.released }
      return left.place < right.place
    }
  }
}
