import Candor
import CandorAPI
import Foundation
import Recommender

extension House {
  func model() async -> ModelReply {
    guard learns else { return ModelReply(state: "off") }
    let (stock, isUnread, isStale) = (
      shelf.stock, await shelf.isUnread, await shelf.isStale
    )
    let (running, made) = (await training.running, await training.made)
    // Of another catalogue, it is in no list any more.
    let live = stock.recommender.model == nil ? nil : made
    let idle = isUnread ? "reading" : live == nil ? "waiting" : "live"
    let progress = running.map { running in
      let (stage, fraction) = running.now
      return ModelReply.Progress(
        stage: stage.rawValue,
        fraction: (fraction * 1000).rounded() / 1000,
        since: running.since.rfc3339
      )
    }
    return ModelReply(
      state: progress == nil ? idle : "training",
      model: live.map(ModelReply.Live.init),
      statistics: await training.statistics(),
      staleSince: isStale ? await training.staleSince?.rfc3339 : nil,
      next: isStale ? await training.next?.rfc3339 : nil,
      training: progress
    )
  }

  /// What is said about what was learned, when a change takes something of it away; nil when it does
  /// not.
  ///
  /// - Parameter expected: when the next model is.
  func unlearned(
    from old: Record,
    to new: Record,
    at now: Date,
    _ expected: Date?,
    _ stock: Stock
  ) -> UnlearnedReply? {
    guard stock.recommender.model != nil, let before = permitted(old, at: now) else { return nil }
    let profile = stock.recommender.catalogue.profile
    let (had, has) = (profile(before), permitted(new, at: now).map(profile) ?? .empty)
    let isTaken =
      !Set(had.items).isSubset(of: has.items) || !Set(had.tags).isSubset(of: has.tags)
    // Only who has an item is learned from.
    return isTaken && !had.items.isEmpty ? UnlearnedReply(expected: expected, language) : nil
  }
}

extension UnlearnedReply {
  init(expected: Date?, _ language: Language) {
    self.init(
      expected: expected?.rfc3339,
      says: expected.map { date in
        language(
          """
          It left the statistics that lists are learned from at once. The first model that never \
          knew of it is expected by {time}.
          """,
          ["time": Moment(date, language).exact]
        )
      }
        ?? language(
          """
          It left the statistics that lists are learned from at once. The first model that never \
          knew of it is the next one that is made.
          """
        )
    )
  }
}

extension ModelReply.Live {
  init(_ made: Training.Made) {
    self.init(
      hash: made.stamp.hash,
      statistics: made.stamp.statistics,
      pin: made.stamp.pin,
      method: made.stamp.method.rawValue,
      people: made.people < 10 ? "fewer than 10" : String(made.people),
      invented: made.invented == 0 ? nil : made.invented,
      items: made.stamp.items,
      weights: made.stamp.weights,
      live: made.live.rfc3339,
      seconds: (made.seconds * 1000).rounded() / 1000
    )
  }
}
