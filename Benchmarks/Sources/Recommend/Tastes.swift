import Candor
import Foundation
import Recommender

/// What people get before they have a history: tags alone, a few items alone, and both.
enum Tastes {
  /// - Parameters:
  ///   - folder: a SET with an `items.csv`, as `Movies` reads it.
  ///   - histories: each a block with some of what each test person is known to have.
  static func run(in folder: URL, histories: [URL]) throws {
    let split = try Split(folder)
    let movies = try Movies(folder)
    let shares = movies.shares(in: split.training)
    let profiles = (0..<split.training.height).map { person in
      let items = split.training[person]
      return Profile(items: Array(items), tags: movies.declared(by: items, shares))
    }
    let statistics = Statistics(profiles, items: split.training.width)
    let recommender = try Learned.recommender(movies.catalogue, statistics)
    let weights = try Learned.usual(Learned.evidence(statistics))
    let tags = (0..<split.known.height).map { movies.declared(by: split.known[$0], shares) }
    func measure(_ name: String, _ scores: (Int) -> [Float]) throws {
      let quality = Quality(name, known: split.known, targets: split.targets) { person, room in
        let scores = scores(person)
        for place in room.indices { room[place] = scores[place] }
      }
      try printLine(quality)
    }
    let popularity = statistics.counts.map(Float.init)
    try measure("popularity") { _ in popularity }
    // What matches, or at least is popular: the weight of 1 is the notes', chosen on validation.
    try measure("popularity x tags") { person in
      zip(movies.matches(tags[person]), popularity).map { ($0 + 1) * $1 }
    }
    try measure("tags") { recommender.scores(for: Profile(items: [], tags: tags[$0])) }
    for file in histories {
      let name = file.deletingPathExtension().lastPathComponent
      guard let history = try Incidence.blocks(in: file).first else { throw Incidence.Unreadable() }
      try measure("items \(name)") { person in
        var scores = [Float](repeating: 0, count: popularity.count)
        scores.withUnsafeMutableBufferPointer { scores in
          for item in history[person] { weights.add(Int(item), to: scores) }
        }
        return scores
      }
      try measure("both \(name)") {
        recommender.scores(for: Profile(items: Array(history[$0]), tags: tags[$0]))
      }
    }
  }
}
