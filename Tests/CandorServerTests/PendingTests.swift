import Candor
import Foundation
import Testing

@testable import CandorServer

@Suite struct `The next model` {
  private let start = ContinuousClock.now
  private let people = (0..<40).map { _ in Person.ID(UUID()) }

  private func after(_ seconds: Double) -> ContinuousClock.Instant {
    start + .milliseconds(Int((seconds * 1000).rounded()))
  }

  private func pending(_ notes: [(Shelf.Change, Person.ID, Double)]) -> Pending {
    var pending = Pending()
    for (change, person, seconds) in notes {
      pending.note(change, of: person, at: after(seconds), Date(timeIntervalSince1970: seconds))
    }
    return pending
  }

  @Test func `is not due when nothing changed`() {
    #expect(Pending().due(among: 100, after: nil) == nil)
    #expect(pending([(.none, people[0], 1)]).due(among: 100, after: nil) == nil)
  }

  @Test func `is due at once when something was taken away`() {
    let one = pending([(.taken, people[0], 10)])
    #expect(one.due(among: 100_000, after: after(9.9)) == after(10.2))
    let many = pending((0..<100).map { (.taken, people[0], 10 + Double($0) / 10) })
    #expect(many.due(among: 100_000, after: nil) == after(12))
  }

  @Test func `waits for one in a hundred people when something was only added`() {
    let few = pending(people.prefix(9).map { (.added, $0, 1) })
    #expect(few.due(among: 1000, after: nil) == nil)
    let enough = pending(people.prefix(10).map { (.added, $0, 1) })
    #expect(enough.due(among: 1000, after: nil) == after(2))
    let same = pending((0..<20).map { (.added, people[0], Double($0)) })
    #expect(same.due(among: 1000, after: nil) == nil)
    #expect(same.due(among: 10, after: nil) == after(20))
  }

  @Test func `waits until it is quiet, but not for long`() {
    let busy = pending((0..<100).map { (.added, people[0], Double($0) / 2) })
    #expect(busy.due(among: 10, after: nil) == after(30))
  }

  @Test func `leaves the last one some time`() {
    let added = pending([(.added, people[0], 1)])
    #expect(added.due(among: 10, after: after(3)) == after(8))
  }

  @Test func `takes up what one that failed left`() {
    var later = pending([(.added, people[1], 9)])
    later.merge(pending([(.taken, people[0], 5)]))
    #expect(later.people == Set(people.prefix(2)))
    #expect(later.since == Date(timeIntervalSince1970: 5))
    #expect(later.due(among: 100_000, after: nil) == after(5.2))
  }
}
