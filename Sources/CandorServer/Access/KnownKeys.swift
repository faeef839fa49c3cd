import Candor
import Synchronization

/// The API keys that were shown lately, so that not every request has to look its key up.
///
/// Each change of keys goes through here and forgets them all: a key that is removed opens nothing
/// from then on.
final class KnownKeys: Sendable {
  private struct State {
    var keys: [Access.Hash: Access] = [:]
    /// Counts the changes: what was read before one is not remembered after it.
    var change = 0
  }

  private let store: any Store
  private let state = Mutex(State())

  init(_ store: any Store) {
    self.store = store
  }

  func key(_ hash: Access.Hash) async throws -> Access? {
    let (known, change) = state.withLock { ($0.keys[hash], $0.change) }
    if let known { return known }
    guard let found = try await store.read({ try $0.access(hash) }) else { return nil }
    state.withLock { if $0.change == change { $0.keys[hash] = found } }
    return found
  }

  /// Changes keys, in one transaction.
  func write(_ body: @escaping @Sendable (any StoreWriter) throws -> Void) async throws {
    defer {
      state.withLock { state in
        state.keys = [:]
        state.change += 1
      }
    }
    try await store.write(body)
  }
}
