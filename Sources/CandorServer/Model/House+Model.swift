import Candor
import CandorAPI
import Foundation
import Recommender

extension House {
  func model() async -> ModelReply {
    guard learns else { return ModelReply(state: "off") }
    let (stock, isUnread, isStale) = (
      await shelf.stock, await shelf.isUnread, await shelf.isStale
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

  /// What is said about what was learned, when something is taken back; nil when nothing was learned
  /// from it, or nothing is taken back.
  ///
  /// - Parameter expected: when the next model is.
  func unlearned(
    by contents: [Event.Content],
    _ expected: Date?,
    _ stock: Stock
  ) -> UnlearnedReply? {
    let purposes = Set(rules.benefits.filter { $0.list != nil }.compactMap(\.purpose))
    let isTaken = contents.contains { content in
      switch content {
      case .withdrawn(let withdrawal): purposes.contains(withdrawal.consent.purpose)
      case .refused(let refusal): purposes.contains(refusal.consent.purpose)
      case .retracted, .muted: true
      default: false
      }
    }
    guard isTaken, stock.recommender.model != nil else { return nil }
    return UnlearnedReply(expected: expected)
  }
}

extension UnlearnedReply {
  init(expected: Date?) {
    let next =
      expected.map { "expected by \($0.exact)" } ?? "the next one that is made"
    self.init(
      expected: expected?.rfc3339,
      says: """
        It left the statistics that lists are learned from at once. The first model that never knew \
        of it is \(next).
        """
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

extension Date {
  /// 'Monday 23 November 2026, 20:49:30 UTC'.
  var exact: String { Moment(self).exact }
}
