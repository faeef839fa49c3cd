import Foundation
import Synchronization

/// A store that forgets when it goes: for tests, and for looking around.
public final class MemoryStore: Store {
  private let state = Mutex(MemoryState())

  public init() {}

  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreReader) throws -> Result
  ) async throws -> Result {
    try body(MemoryTransaction(state.withLock { $0 }))
  }

  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreWriter) throws -> Result
  ) async throws -> Result {
    try state.withLock { state in
      let transaction = MemoryTransaction(state)
      let result = try body(transaction)
      let growth = transaction.close()
      state = transaction.state
      // Within the lock, so that growths are told in order.
      if let growth { for follower in state.followers { follower(growth) } }
      return result
    }
  }

  public func follow(_ body: @escaping @Sendable (Growth) -> Void) {
    state.withLock { $0.followers.append(body) }
  }

  public func scrub() {}

  /// Several may share it, as if they were servers of one database.
  public let isOurs = false

  public var keyless: [Person.ID] {
    state.withLock { state in state.snapshots.keys.filter { state.keys[$0] == nil } }
  }

  public func keep(_ keys: [Person.ID: Data]) async throws {
    try state.withLock { state in
      guard keys.keys.allSatisfy({ state.keys[$0] == nil }) else { throw Occupied() }
      state.keys.merge(keys) { _, new in new }
    }
  }

  public func shred(_ person: Person.ID, leaving mark: Handle?) async throws {
    state.withLock { state in
      state.keys[person] = nil
      if let mark { state.shredded.insert(mark) }
    }
  }
}
