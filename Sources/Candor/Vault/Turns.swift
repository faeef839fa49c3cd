import Synchronization

/// Those who write to one record, one after the other, in the order in which they came.
///
/// Drafts that are made side by side upon one version would all be in vain but one. Whoever writes
/// past it, as batches and erasures do, is still found by the version.
final class Turns: Sendable {
  private struct Waiter {
    let number: Int
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    /// Behind each whose turn it is, who waits for it.
    var lines: [Person.ID: [Waiter]] = [:]
    var waiting = 0
    /// Numbers the waiters.
    var last = 0
  }

  /// At most so many may wait, for whomever; beyond, callers are turned away at once.
  static let longest = 8192
  private let state = Mutex(State())

  /// How many wait.
  var waiting: Int { state.withLock { $0.waiting } }

  /// Runs `body` when everybody who came before for the same person is done.
  ///
  /// - Throws: what `body` throws, `Busy`, or `CancellationError` when it was cancelled as it waited.
  func take<Result>(_ person: Person.ID, _ body: () async throws -> Result) async throws -> Result {
    if !begin(person) { try await wait(person) }
    defer { pass(person) }
    return try await body()
  }

  /// - Returns: false when it is somebody's turn already.
  private func begin(_ person: Person.ID) -> Bool {
    state.withLock { state in
      guard state.lines[person] == nil else { return false }
      state.lines[person] = []
      return true
    }
  }

  private func wait(_ person: Person.ID) async throws {
    let number = state.withLock { state in
      state.last += 1
      return state.last
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let answer = state.withLock { state -> Result<Void, any Error>? in
          // Seen here, or the handler comes after this and finds the waiter.
          if Task.isCancelled { return .failure(CancellationError()) }
          guard state.lines[person] != nil else {
            state.lines[person] = []
            return .success(())
          }
          guard state.waiting < Self.longest else { return .failure(Busy()) }
          state.lines[person]?.append(Waiter(number: number, continuation: continuation))
          state.waiting += 1
          return nil
        }
        if let answer { continuation.resume(with: answer) }
      }
    } onCancel: {
      let waiter = state.withLock { state -> Waiter? in
        guard let place = state.lines[person]?.firstIndex(where: { $0.number == number }) else {
          return nil
        }
        state.waiting -= 1
        return state.lines[person]?.remove(at: place)
      }
      waiter?.continuation.resume(throwing: CancellationError())
    }
  }

  /// Gives the turn to who has waited longest.
  private func pass(_ person: Person.ID) {
    let next = state.withLock { state -> Waiter? in
      guard state.lines[person]?.isEmpty == false else {
        state.lines[person] = nil
        return nil
      }
      state.waiting -= 1
      return state.lines[person]?.removeFirst()
    }
    next?.continuation.resume()
  }
}
