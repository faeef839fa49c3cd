import Candor
import Foundation
import GRDB
import Synchronization
import TransparencyLog

/// The growing edge of the log: what the transactions of a commit append, written with the commit.
final class LogWriter: Sendable {
  private struct State {
    var growth: Growth
    var followers: [@Sendable (Growth) -> Void] = []
  }

  private let state: Mutex<State>

  init(at frontier: Frontier) {
    state = Mutex(State(growth: Growth(after: frontier)))
  }

  func follow(_ body: @escaping @Sendable (Growth) -> Void) {
    state.withLock { $0.followers.append(body) }
  }

  func append(_ commitments: [Commitment]) -> Int {
    state.withLock { $0.growth.append(commitments) }
  }

  /// A commitment that the commit under way has appended.
  func commitment(at place: Int) -> Commitment? {
    state.withLock { state in
      let index = place - state.growth.first
      return state.growth.commitments.indices.contains(index)
        ? state.growth.commitments[index] : nil
    }
  }

  /// Runs a transaction of the commit; what it appended goes if it throws.
  func undoing<Result>(_ body: () throws -> Result) rethrows -> Result {
    let count = state.withLock { $0.growth.commitments.count }
    do {
      return try body()
    } catch {
      state.withLock { $0.growth.undo(to: count) }
      throw error
    }
  }

  /// Writes what was appended, at the end of the commit.
  func close(_ tagged: TaggedRows) throws {
    let db = tagged.db
    let growth = state.withLock { state in
      if !state.growth.commitments.isEmpty { state.growth.close() }
      return state.growth
    }
    guard !growth.commitments.isEmpty else { return }
    let leaf = try db.cachedStatement(sql: "INSERT INTO leaf (place, commitment) VALUES (?, ?)")
    for (place, commitment) in zip(growth.first..., growth.commitments) {
      try leaf.execute(arguments: [place, commitment.bytes])
    }
    let node = try db.cachedStatement(sql: "INSERT INTO node (level, place, hash) VALUES (?, ?, ?)")
    for root in growth.tileRoots {
      try node.execute(arguments: [root.index.level, root.index.index, Data(root.hash.bytes)])
    }
    try tagged.insert(.head, [growth.frontier.size, Data(growth.frontier.root.bytes)])
  }

  /// The commit is durable: whoever follows the log hears of it, then the next one may begin.
  func committed() {
    let (growth, followers) = state.withLock { state in
      let growth = state.growth
      state.growth = Growth(after: growth.frontier)
      return (growth, state.followers)
    }
    guard !growth.commitments.isEmpty else { return }
    for follower in followers { follower(growth) }
  }

  /// The commit failed: the log is as it was.
  func failed(at frontier: Frontier) {
    state.withLock { $0.growth = Growth(after: frontier) }
  }

  /// Before a commit closes, the edge that it began with.
  var frontier: Frontier { state.withLock { $0.growth.frontier } }
}
