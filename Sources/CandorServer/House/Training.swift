import Candor
import Foundation
import Logging
import Recommender
import Synchronization

/// Makes the models, one at a time, and knows when the next is due.
actor Training {
  /// How far a model is that is being made.
  final class Progress: Sendable {
    let since: Date
    private let state = Mutex<(stage: Model.Stage, fraction: Double)>((.solving, 0))

    init(since: Date) {
      self.since = since
    }

    var now: (stage: Model.Stage, fraction: Double) { state.withLock { $0 } }

    func set(_ stage: Model.Stage, _ fraction: Double) {
      state.withLock { $0 = (stage, fraction) }
    }
  }

  /// A model that was made.
  struct Made: Sendable {
    let stamp: Model.Stamp
    let live: Date
    /// How many people it was learned from, without those who do not exist, and how many of those.
    let people: Int
    let invented: Int
    let seconds: Double
  }

  private let shelf: Shelf
  private let schedule: Candor.Term
  private let logger: Logger
  private let now: @Sendable () -> Date
  private var pending = Pending()
  /// What the model that is being made takes up.
  private var underway = Pending()
  private var task: Task<Void, any Error>?
  private var end: ContinuousClock.Instant?
  /// When the last model was ready, which may be later than when the like of it went live.
  private var ready: Date?
  private var sleep: Task<Void, Never>?
  private var hashed: (revision: Int, hash: String)?
  /// After one that failed, none before this.
  private var pause: ContinuousClock.Instant?
  private(set) var running: Progress?
  private(set) var made: Made?
  /// Whether models are made without being asked for.
  private(set) var isAwake = false
  /// Goes up with everything that may call for a model.
  private(set) var news = 0

  init(
    _ shelf: Shelf,
    every schedule: Candor.Term,
    logger: Logger,
    now: @escaping @Sendable () -> Date
  ) {
    self.shelf = shelf
    self.schedule = schedule
    self.logger = logger
    self.now = now
  }

  /// Since when the model is not of all that there is.
  var staleSince: Date? { underway.since ?? pending.since }

  func note(_ changes: [(Person.ID, Shelf.Change)]) {
    guard !changes.isEmpty else { return }
    let (instant, now) = (ContinuousClock.now, now())
    for (person, change) in changes { pending.note(change, of: person, at: instant, now) }
    wake()
  }

  func wake() {
    news += 1
    sleep?.cancel()
  }

  func stayAwake(_ isAwake: Bool) { self.isAwake = isAwake }

  /// Until the moment comes, or there is news.
  func rest(until instant: ContinuousClock.Instant, since news: Int) async {
    guard news == self.news, !Task.isCancelled else { return }
    let sleep = Task { _ = try? await Task.sleep(until: instant, clock: .continuous) }
    self.sleep = sleep
    await withTaskCancellationHandler {
      await sleep.value
    } onCancel: {
      sleep.cancel()
    }
  }
}

extension Training {
  /// When the next model is to be made; nil when there is nothing new to learn.
  func due() async -> ContinuousClock.Instant? {
    guard await shelf.isStale, task == nil else { return nil }
    let earliest = max(.now, pause ?? .now)
    guard let next, shelf.recommender.model != nil else { return earliest }
    let scheduled = ContinuousClock.now + .seconds(next.timeIntervalSince(now()))
    let readers = await shelf.readers
    let due = pending.due(among: readers.real + readers.invented, after: end)
    return max(earliest, min(due ?? scheduled, scheduled))
  }

  /// The latest moment at which a model takes up what changed.
  var next: Date? {
    ready.map { max(now(), schedule.end(from: $0)) }
  }

  /// When a model without what is taken away now will be live, by how long the last one took.
  var expected: Date? {
    guard isAwake, let made else { return nil }
    let turns = running == nil ? 1.0 : 2
    return now().addingTimeInterval((turns * (made.seconds + 1)).rounded(.up))
  }

  /// Begins a model, unless one is being made.
  func begin() {
    _ = current()
  }

  /// Returns when the model that is being made, or a new one, is live.
  func learn() async throws {
    try await current().value
  }

  private func current() -> Task<Void, any Error> {
    if let task { return task }
    let new = Task { try await learnNow() }
    task = new
    return new
  }

  private func learnNow() async throws {
    defer {
      task = nil
      running = nil
      end = .now
      wake()
    }
    // In this order: what is noted between the two is taken up twice, never not at all.
    underway = pending
    pending = Pending()
    guard let lesson = await shelf.lesson() else {
      pending.merge(underway)
      underway = Pending()
      return
    }
    let progress = Progress(since: now())
    running = progress
    let start = ContinuousClock.now
    do {
      let model = try await onOwnThread {
        try Model.trained(on: lesson.evidence, for: lesson.catalogue) { progress.set($0, $1) }
      }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      underway = Pending()
      // Nil: the catalogue is another by now, and the next model is for that.
      guard let live = await shelf.use(model, from: lesson, at: now()) else { return }
      let made = Made(
        stamp: model.stamp,
        live: live,
        people: model.stamp.people - lesson.invented,
        invented: lesson.invented,
        seconds: seconds
      )
      self.made = made
      ready = now()
      hashed = (lesson.revision, model.stamp.statistics)
      logger.notice("\(made)")
    } catch {
      pending.merge(underway)
      underway = Pending()
      pause = .now + .seconds(60)
      logger.error("No model could be made: \(error)")
      throw error
    }
  }

  /// SHA-256 of the statistics as they are now, in hexadecimal; nil when nothing is learned here.
  func statistics() async -> String? {
    let revision = await shelf.revision
    if let hashed, hashed.revision == revision { return hashed.hash }
    guard let statistics = await shelf.statistics else { return nil }
    let hash = try? await onOwnThread {
      statistics.hash.hexadecimal
    }
    // What changed meanwhile may be in it or not; then the next one asks again.
    if let hash, await shelf.revision == revision { hashed = (revision, hash) }
    return hash
  }
}

extension Training.Made: CustomStringConvertible {
  /// For the log.
  var description: String {
    let people = invented == 0 ? people.told("person", "people") : peopleAndInvented
    return """
      Model \(stamp.hash.prefix(4))… live: \(people), \(stamp.items.told("item")), \
      \(stamp.weights.told("weight")), \(String(format: "%.1f", seconds)) s
      """
  }

  private var peopleAndInvented: String {
    "\(people.told("person", "people")) and \(invented.written) invented ones"
  }
}

extension Int {
  /// With commas: 2,012.
  var written: String { formatted(.number.locale(Locale(identifier: "en"))) }

  /// '2,012 people', and never how many when they are so few that they could be told apart.
  fileprivate func told(_ one: String, _ many: String) -> String {
    self < 10 ? "fewer than 10 \(many)" : "\(written) \(self == 1 ? one : many)"
  }

  fileprivate func told(_ one: String) -> String {
    "\(written) \(self == 1 ? one : one + "s")"
  }
}
