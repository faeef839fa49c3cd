import Candor
import Foundation
import Logging
import Synchronization

/// The Gate in force, which is another one when a recipient is suspended or let in again.
final class Gates: Sendable {
  private struct State {
    var gate: Gate
    /// How often somebody began to look who is overdue, and who of them spoke last.
    var begun = 0
    var spoken = 0
  }

  private let state: Mutex<State>

  init(_ rules: Rules) {
    state = Mutex(State(gate: Gate(rules)))
  }

  var now: Gate { state.withLock { $0.gate } }

  /// To be taken before the store is read.
  func begin() -> Int {
    state.withLock { state in
      state.begun += 1
      return state.begun
    }
  }

  /// Lets nobody in who is suspended, and everybody else.
  ///
  /// - Returns: who was suspended before; nil when somebody who looked later has spoken already.
  func suspend(_ names: Set<Recipient.Name>, begun: Int) -> Set<Recipient.Name>? {
    state.withLock { state in
      guard begun > state.spoken else { return nil }
      state.spoken = begun
      let before = state.gate.suspended
      if before != names { state.gate = Gate(state.gate.rules, suspended: names) }
      return before
    }
  }
}

extension House {
  /// Suspends every recipient who owes their word about a change for longer than was agreed, and lets in
  /// who gave it.
  ///
  /// - Returns: when the next of them is overdue.
  @discardableResult
  func suspendOverdue() async throws -> Date? {
    let begun = gates.begin()
    let recipients = rules.recipients
    let deadlines = try await store.read { reader in
      try recipients.compactMap { recipient in
        try reader.unconfirmed(by: recipient.name, count: 1).first.map {
          (recipient.name, recipient.deadline(since: $0.change.since))
        }
      }
    }
    let now = now()
    let overdue = Set(deadlines.filter { $0.1 <= now }.map(\.0))
    if let before = gates.suspend(overdue, begun: begun) {
      for name in overdue.subtracting(before).sorted() {
        logger.warning("\(name) is suspended: it has not confirmed what it was to do in time")
      }
      for name in before.subtracting(overdue).sorted() {
        logger.notice("\(name) has confirmed everything that was overdue, and is let in again")
      }
    }
    return deadlines.map(\.1).filter { $0 > now }.min()
  }
}
