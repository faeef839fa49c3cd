import Candor
import Foundation
import Recommender

/// What training and serving take for an invented crowd of any size.
enum Growth {
  static func run(items: Int, people: Int) throws {
    var crowd = Crowd(items: items)
    let profiles = (0..<people).map { _ in crowd.profile() }
    let asking = (0..<300).map { _ in crowd.profile(100) }
    let before = Memory.peak
    // Above the size up to which pairs are counted for all, they are counted person by person.
    let ((statistics, rows), counted) = Took.by {
      let statistics = Statistics(profiles, items: items)
      let rows = statistics.gram == nil ? Incidence(profiles.map(\.items), width: items) : nil
      return (statistics, rows)
    }
    let (model, solved) = try Took.by {
      try Model.trained(
        on: Learned.evidence(statistics, people: rows),
        for: crowd.catalogue
      )
    }
    let training = Training(counted: counted, solved: solved, model: model, before: before)
    let recommender = Recommender(
      crowd.catalogue,
      counts: statistics.counts,
      model: model,
      lists: Lists()
    )
    let serving = Serving.measured(recommender, asking.map(\.items), tags: asking.map(\.tags))
    try printLine(
      Size(
        items: items,
        people: people,
        acts: profiles.reduce(0) { $0 + $1.items.count },
        training: training,
        serving: serving
      )
    )
  }

  private struct Size: Encodable {
    let items: Int
    let people: Int
    /// How many items all people have together.
    let acts: Int
    let training: Training
    let serving: Serving
  }
}
