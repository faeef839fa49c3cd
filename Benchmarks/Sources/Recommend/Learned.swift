import Candor
import Recommender

/// What is measured: the one place that knows how models are made.
enum Learned {
  /// EASE as it was published, all weights kept: the measure of correctness.
  static func plain(_ profiles: [Profile], items: Int, ridge: Float) throws -> ItemWeights {
    let evidence = Evidence(Statistics(profiles, items: items, .equal), smallest: 1)
    return try DenseSolver(.plain(ridge), most: items * items).weights(from: evidence) { _ in }
  }

  /// What people get when nothing is said.
  ///
  /// - Parameter most: how many weights are kept in all; nil for as many as usual.
  static func usual(_ evidence: Evidence, most: Int? = nil) throws -> ItemWeights {
    let solver = most.map { DenseSolver(most: $0) } ?? DenseSolver()
    return try solver.weights(from: evidence) { _ in }
  }

  /// With the usual least number of people an item must have.
  static func evidence(_ statistics: Statistics, people: Incidence? = nil) -> Evidence {
    Evidence(statistics, people: people, smallest: Lists().smallest)
  }

  static func model(_ statistics: Statistics, _ catalogue: Catalogue) throws -> Model {
    try .trained(on: evidence(statistics), for: catalogue)
  }

  static func recommender(
    _ catalogue: Catalogue,
    _ statistics: Statistics
  ) throws -> Recommender {
    let model = try model(statistics, catalogue)
    return Recommender(catalogue, counts: statistics.counts, model: model, lists: Lists())
  }
}

extension Catalogue {
  /// Items without a name, a genre or a creator.
  init(numbered count: Int) {
    self.init((0..<count).map { Item(id: Item.ID("\($0)"), title: "\($0)") })
  }

  /// The number of each genre, by its name: its first appearance among all genres and creators.
  var genres: [String: UInt32] {
    var numbers: [String: UInt32] = [:]
    var creators: Set<String> = []
    for item in items {
      for genre in item.genres where numbers[genre] == nil {
        numbers[genre] = UInt32(numbers.count + creators.count)
      }
      creators.formUnion(item.creators)
    }
    return numbers
  }
}
