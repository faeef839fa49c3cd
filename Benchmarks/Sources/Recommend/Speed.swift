import Candor
import Foundation
import Recommender

/// What training, serving and a withdrawal take.
enum Speed {
  static func run(_ split: Split) throws {
    let profiles = split.profiles
    let catalogue = Catalogue(numbered: split.training.width)
    let before = Memory.peak
    var (statistics, counted) = Took.by { Statistics(profiles, items: catalogue.items.count) }
    let (model, solved) = try Took.by { try Learned.model(statistics, catalogue) }
    try printLine(Training(counted: counted, solved: solved, model: model, before: before))
    var recommender = Recommender(
      catalogue,
      counts: statistics.counts,
      model: model,
      lists: Lists()
    )
    let people = (0..<split.known.height).map { split.known[$0].prefix(100) }
    try printLine(Serving.measured(recommender, people.filter { $0.count == 100 }.map(Array.init)))
    // From the withdrawal on, until whoever asks next gets lists of the new model.
    let (_, live) = try Took.by {
      statistics.change(from: profiles[0], to: .empty)
      recommender.count(from: profiles[0], to: .empty)
      recommender.use(try Learned.model(statistics, catalogue))
    }
    try printLine(["live": live])
  }
}

/// From profiles in memory to a model that is ready to score.
struct Training: Encodable {
  let counted: Took
  let solved: Took
  let whole: Took
  let method: String
  let weights: Int
  /// What the solver's bits depend on.
  let pin: String
  /// The most memory held before, with the people's profiles, and until now; millions of bytes.
  let before: Double
  let peak: Double

  init(counted: Took, solved: Took, model: Model, before: Double) {
    self.counted = counted
    self.solved = solved
    whole = counted + solved
    method = model.stamp.method.rawValue
    weights = model.stamp.weights
    pin = model.stamp.pin
    self.before = before
    peak = Memory.peak
  }
}

/// A hundred picks from a hundred inputs, one person after the other.
struct Serving: Encodable {
  let people: Int
  let times: Spread

  /// - Parameter people: the items of each, ascending, and the tags.
  static func measured(
    _ recommender: Recommender,
    _ people: [[UInt32]],
    tags: [[UInt32]] = []
  ) -> Serving {
    let profiles = people.indices.map {
      Profile(items: people[$0], tags: tags.isEmpty ? [] : tags[$0])
    }
    let clock = ContinuousClock()
    var times: [Duration] = []
    // The first round is to warm up.
    for round in 0..<6 {
      for profile in profiles {
        let start = clock.now
        var scores = recommender.scores(for: profile)
        let best = scores.withUnsafeMutableBufferPointer {
          Best.places(100, of: $0, without: profile.items[...])
        }
        let time = start.duration(to: clock.now)
        precondition(best.count == 100)
        if round > 0 { times.append(time) }
      }
    }
    return Serving(people: people.count, times: Spread(times))
  }
}
