import Candor
import Foundation
import Synchronization

/// Everybody's ballots and their tally, held in memory alone.
///
/// Follows each write as the shelf does: who is muted, taken back or erased is out of it before the
/// request is answered. What runs out by itself counts no longer than to its moment.
final class Polls: Sendable {
  fileprivate struct State {
    var ballots: [Person.ID: (ballot: Ballot, version: Int)] = [:]
    var tally = Tally()
    /// Whether the records were read, so that the tally is that of everybody.
    var isRead = false
    var expiry = Date.distantFuture
    /// Never to be counted again, whatever is still on its way.
    var erased: Set<Person.ID> = []
  }

  /// Without a poll nothing is kept.
  private let isNeeded: Bool
  private let state = Mutex(State())

  init(_ rules: Rules) {
    isNeeded = rules.experiences.contains { $0.kind == .poll }
  }

  /// Puts what of a record counts now in the place of what did before.
  ///
  /// - Parameter version: of the record; what is older than what is there comes too late.
  func put(_ ballot: Ballot, of person: Person.ID, at version: Int) {
    guard isNeeded else { return }
    state.withLock { state in
      let old = state.ballots[person]
      guard !state.erased.contains(person), old.map({ $0.version <= version }) ?? true else {
        return
      }
      if let old { state.tally.remove(old.ballot) }
      state.tally.add(ballot)
      state.ballots[person] = (ballot, version)
      state.expiry = min(state.expiry, ballot.expiry)
    }
  }

  /// Takes somebody out for good.
  func remove(_ person: Person.ID) {
    guard isNeeded else { return }
    state.withLock { state in
      state.erased.insert(person)
      guard let old = state.ballots.removeValue(forKey: person) else { return }
      state.tally.remove(old.ballot)
    }
  }

  func finishReading() { state.withLock { $0.isRead = true } }

  /// Nil until the records were read.
  func tally(at now: Date) -> Tally? {
    state.withLock { state in
      if state.expiry <= now { state.expire(at: now) }
      return state.isRead ? state.tally : nil
    }
  }
}

extension Polls.State {
  fileprivate mutating func expire(at now: Date) {
    expiry = .distantFuture
    for (person, entry) in ballots {
      if entry.ballot.expiry <= now {
        let rest = entry.ballot.at(now)
        tally.remove(entry.ballot)
        tally.add(rest)
        ballots[person]?.ballot = rest
      }
      expiry = min(expiry, ballots[person]?.ballot.expiry ?? .distantFuture)
    }
  }
}

extension House {
  /// The result of each question of a poll that has one to show.
  func results(of poll: Experience) -> [(question: Question, result: Tally.Result?)] {
    let tally = polls.tally(at: now())
    return poll.questions.filter { !$0.tallied.isEmpty }.map { question in
      (question, tally?.result(of: question, in: poll))
    }
  }

  /// The poll in the path.
  func poll(_ context: CandorContext) throws -> Experience {
    guard let experience = rules.experience(try context.name("experience")),
      experience.kind == .poll
    else { throw NoSuch(what: "poll") }
    return experience
  }
}
