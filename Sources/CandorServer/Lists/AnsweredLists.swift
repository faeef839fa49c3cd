import Candor
import Foundation
import Synchronization

/// Discover lists as they were answered last, so that the same list is not made and explained again.
///
/// A list stands only for the record, the model and the catalogue that it was made from, and only
/// until something that it was made from runs out. What nobody asks for is forgotten.
final class AnsweredLists: Sendable {
  /// What a list was made from.
  struct Origin: Hashable, Sendable {
    let version: Int
    let model: Gift.Model?
    /// Of the catalogue.
    let edition: Int
  }

  private struct Answered {
    let origin: Origin
    let until: Date
    let bytes: Data
  }

  private struct Generations {
    var newer: [Person.ID: Answered] = [:]
    var older: [Person.ID: Answered] = [:]
    var since = ContinuousClock.now
  }

  private static let size = 4096
  private static let span = Duration.seconds(60)
  private let state = Mutex(Generations())

  func bytes(for person: Person.ID, from origin: Origin, at now: Date) -> Data? {
    state.withLock { state in
      Self.turn(&state)
      guard let answered = state.newer[person] ?? state.older[person],
        answered.origin == origin, answered.until > now
      else { return nil }
      state.newer[person] = answered
      return answered.bytes
    }
  }

  func put(_ bytes: Data, for person: Person.ID, from origin: Origin, until: Date) {
    state.withLock { state in
      Self.turn(&state)
      state.newer[person] = Answered(origin: origin, until: until, bytes: bytes)
    }
  }

  func drop(_ person: Person.ID) {
    state.withLock { state in
      state.newer[person] = nil
      state.older[person] = nil
    }
  }

  private static func turn(_ state: inout Generations) {
    let now = ContinuousClock.now
    guard state.newer.count >= size || state.since.duration(to: now) > span else { return }
    let isIdle = state.since.duration(to: now) > span * 2
    state = Generations(newer: [:], older: isIdle ? [:] : state.newer, since: now)
  }
}

extension Record {
  /// The next moment at which the Gate may decide otherwise though nothing is said: when a yes, an
  /// answer or an act runs out.
  func nextExpiry(under rules: Rules, after now: Date) -> Date {
    var ends = answers.values.map { $0.expiry(under: rules) }
    for case .granted(_, let until?, _) in standings.values.flatMap(\.values) { ends.append(until) }
    if let expires = rules.attribute(.acts)?.expires {
      ends += acts.values.flatMap(\.values).map { expires.end(from: $0) }
    }
    return ends.filter { $0 > now }.min() ?? .distantFuture
  }
}
