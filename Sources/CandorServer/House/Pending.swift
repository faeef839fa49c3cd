import Candor
import Foundation

/// What changed since the evidence of the last model, and when that calls for the next.
struct Pending: Sendable {
  typealias Instant = ContinuousClock.Instant

  /// Whose profiles changed.
  private(set) var people: Set<Person.ID> = []
  /// When the first of the changes was.
  private(set) var since: Date?
  private var first: Instant?
  private var last: Instant?
  private var firstTaken: Instant?
  private var lastTaken: Instant?

  /// What is taken away waits so long for more of the like, and no longer than so long in all.
  static let patience = (Duration.milliseconds(200), Duration.seconds(2))
  /// What is added waits until it is quiet for so long, but no longer than so long.
  static let quiet = (Duration.seconds(1), Duration.seconds(30))
  /// So long after the last model, at least, for what is only added.
  static let pause = Duration.seconds(5)

  mutating func note(_ change: Shelf.Change, of person: Person.ID, at instant: Instant, _ now: Date)
  {
    guard change != .none else { return }
    people.insert(person)
    since = since ?? now
    first = first ?? instant
    last = instant
    if change == .taken {
      firstTaken = firstTaken ?? instant
      lastTaken = instant
    }
  }

  /// Both together, when the model that was to take up the earlier ones did not come to be.
  mutating func merge(_ earlier: Pending) {
    people.formUnion(earlier.people)
    since = earlier.since ?? since
    first = earlier.first ?? first
    last = last ?? earlier.last
    firstTaken = earlier.firstTaken ?? firstTaken
    lastTaken = lastTaken ?? earlier.lastTaken
  }

  /// When the next model is to be made because of the changes; nil when they can wait.
  ///
  /// - Parameters:
  ///   - count: how many people there are to learn from.
  ///   - end: when the last model was ready.
  func due(among count: Int, after end: Instant?) -> Instant? {
    if let firstTaken, let lastTaken {
      return min(lastTaken + Self.patience.0, firstTaken + Self.patience.1)
    }
    guard let first, let last, people.count >= max(1, count / 100) else { return nil }
    let calm = min(last + Self.quiet.0, first + Self.quiet.1)
    return end.map { max(calm, $0 + Self.pause) } ?? calm
  }
}
