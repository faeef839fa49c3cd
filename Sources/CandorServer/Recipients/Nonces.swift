import Candor
import Foundation
import Synchronization

/// What signatures were taken, so that none is taken twice.
///
/// In memory: a signature from before this server started is not taken at all.
final class Nonces: Sendable {
  /// So far a recipient's clock and ours may differ, and so old a signature may be.
  static let reach: TimeInterval = 300

  private struct State {
    /// Until when each is remembered.
    var known: [String: Date] = [:]
    var swept: Date
  }

  /// Signatures tell whole seconds.
  let since: Date
  private let state: Mutex<State>

  init(since date: Date) {
    since = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
    state = Mutex(State(swept: date))
  }

  /// Remembers one.
  ///
  /// - Returns: whether it was not known.
  func take(
    _ nonce: String,
    of recipient: Recipient.Name,
    created: Date,
    at now: Date
  ) -> Bool {
    state.withLock { state in
      if now > state.swept.addingTimeInterval(60) {
        state.known = state.known.filter { $0.value >= now }
        state.swept = now
      }
      let name = "\(recipient) \(nonce)"
      guard state.known[name] == nil else { return false }
      state.known[name] = created.addingTimeInterval(Self.reach)
      return true
    }
  }
}
