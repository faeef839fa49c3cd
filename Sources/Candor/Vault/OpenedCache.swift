import Foundation
import Synchronization

/// Records that were just written to, so that the next request need not open them again.
///
/// It is never believed: whoever reads compares the version with the store's, and a write of an
/// older version is refused by it. What is not used is forgotten within two minutes of use by others,
/// since it holds keys; of an idle server, the last minute stays.
final class OpenedCache: Sendable {
  private struct Generation {
    var newer: [Person.ID: Opened] = [:]
    var older: [Person.ID: Opened] = [:]
    var since = ContinuousClock.now
  }

  private static let size = 4096
  private static let span = Duration.seconds(60)
  private let state = Mutex(Generation())

  func opened(_ person: Person.ID) -> Opened? {
    state.withLock { state in
      Self.turn(&state)
      return state.newer[person] ?? state.older[person]
    }
  }

  func put(_ opened: Opened) {
    let person = opened.record.person
    state.withLock { state in
      Self.turn(&state)
      let known = state.newer[person] ?? state.older[person]
      guard known.map({ $0.record.version <= opened.record.version }) ?? true else { return }
      state.newer[person] = opened
    }
  }

  func drop(_ person: Person.ID) {
    state.withLock { state in
      state.newer[person] = nil
      state.older[person] = nil
    }
  }

  private static func turn(_ state: inout Generation) {
    let now = ContinuousClock.now
    guard state.newer.count >= size || state.since.duration(to: now) > span else { return }
    // Nobody asked for twice as long: the older ones are as old as that as well.
    let isIdle = state.since.duration(to: now) > span * 2
    state = Generation(newer: [:], older: isIdle ? [:] : state.newer, since: now)
  }
}
