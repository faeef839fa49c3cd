import Candor
import GRDB
import Synchronization

/// The one writer: callers queue closures, and those that wait together share one commit.
///
/// A commit waits for the disk; what arrives meanwhile goes into the next. So a lone caller waits
/// for nobody, and many callers share the wait (group commit, DeWitt et al. 1984). Each closure
/// runs in a savepoint of its own: one that throws takes nothing down with it. Callers are answered
/// after the commit is durable, and only then.
final class GroupCommit: Sendable {
  /// At most so many closures share a commit.
  static let largest = 512
  /// At most so many may wait; beyond, callers are turned away at once.
  static let longest = 8192
  /// After so many rows the log of the file is moved into it.
  ///
  /// When a reader keeps some of it there, it is tried again sooner.
  static let checkpointed = 8192

  private struct Job: Sendable {
    /// Runs the closure in its savepoint.
    ///
    /// What it returns answers the caller, once the outcome of the commit is known.
    let run: @Sendable (Database) -> Answer
    let fail: @Sendable (any Error) -> Void
  }

  private typealias Answer = @Sendable (_ commit: Result<Void, any Error>) -> Void

  private struct State {
    var waiting: [Job] = []
    var isDraining = false
    /// How many rows the connection had changed at the last checkpoint.
    var changes = 0
  }

  private let pool: DatabasePool
  /// Changes with the commits.
  private let sums: SumWriter
  /// Grows with the commits; nil for a file that has no log.
  private let log: LogWriter?
  private let state = Mutex(State())

  init(_ pool: DatabasePool, _ sums: SumWriter, log: LogWriter? = nil) {
    self.pool = pool
    self.sums = sums
    self.log = log
  }

  /// - Throws: what `body` throws, `Busy`, or the failure of the commit that it was to share.
  func submit<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let job = Job { [log, sums] db in
        let outcome = Result {
          try sums.undoing {
            try log?.undoing { try db.savepoint(body) } ?? db.savepoint(body)
          }
        }
        return { commit in continuation.resume(with: commit.flatMap { outcome }) }
      } fail: { error in
        continuation.resume(throwing: error)
      }
      if !enqueue(job) { continuation.resume(throwing: Busy()) }
    }
  }

  /// - Returns: false when too many wait already.
  private func enqueue(_ job: Job) -> Bool {
    state.withLock { state in
      guard state.waiting.count < Self.longest else { return false }
      state.waiting.append(job)
      if !state.isDraining {
        state.isDraining = true
        pool.asyncWriteWithoutTransaction { self.drain($0) }
      }
      return true
    }
  }

  /// Makes one commit, then lets others at the writer before the next.
  private func drain(_ db: Database) {
    commit(next(), db)
    checkpoint(db)
    state.withLock { state in
      state.isDraining = !state.waiting.isEmpty
      if state.isDraining { pool.asyncWriteWithoutTransaction { self.drain($0) } }
    }
  }

  private func commit(_ jobs: [Job], _ db: Database) {
    var answers: [Answer] = []
    let edge = log?.frontier
    defer { sums.reset() }
    do {
      try db.inTransaction(.immediate) {
        answers = jobs.map { $0.run(db) }
        try log?.close(sums.tagged(db))
        try sums.close(db)
        return .commit
      }
      log?.committed()
      for answer in answers { answer(.success(())) }
    } catch {
      LostDisk.endIfLost(error)
      if let edge { log?.failed(at: edge) }
      for answer in answers { answer(.failure(error)) }
      // What never began has run nothing and answers nobody.
      if answers.isEmpty { for job in jobs { job.fail(error) } }
    }
  }

  private func checkpoint(_ db: Database) {
    let changes = db.totalChangesCount
    guard changes - state.withLock({ $0.changes }) >= Self.checkpointed else { return }
    state.withLock { $0.changes = changes }
    do {
      let (frames, moved) = try db.checkpoint(.passive)
      if moved < frames { state.withLock { $0.changes -= Self.checkpointed * 7 / 8 } }
    } catch {
      // What is not moved now is moved the next time, unless the disk is lost.
      LostDisk.endIfLost(error)
    }
  }

  private func next() -> [Job] {
    state.withLock { state in
      let jobs = Array(state.waiting.prefix(Self.largest))
      state.waiting.removeFirst(jobs.count)
      return jobs
    }
  }
}

extension Database {
  /// All of `body`, or nothing of it.
  fileprivate func savepoint<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try cachedStatement(sql: "SAVEPOINT job").execute()
    do {
      let value = try body(self)
      try cachedStatement(sql: "RELEASE job").execute()
      return value
    } catch {
      try cachedStatement(sql: "ROLLBACK TO job").execute()
      try cachedStatement(sql: "RELEASE job").execute()
      throw error
    }
  }
}
