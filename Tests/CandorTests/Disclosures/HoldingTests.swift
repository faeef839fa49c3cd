import CandorFixtures
import Foundation
import Testing

@testable import Candor

@Suite struct `What others hold of somebody` {
  private let offers = Consent("offers", at: "tern-travel")

  /// Mara, whose subjects and date Tern Travel got under her yes.
  private func held(at now: Date = .start) throws -> Record {
    try Situation.willing(at: now).adding(
      [
        .disclosed(
          Disclosed("d-1", offers, role: .partner, of: ["genres", "departure"], notice: "5e1f")
        )
      ],
      at: now.after(milliseconds: 1)
    )
  }

  private let later = Date.start.after(days: 1)

  private func change(_ kind: Change.Kind) -> Change {
    Change("msg_a", kind, at: offers, of: ["departure", "genres"], since: later)
  }

  @Test func `is what was disclosed, and nothing has to be told of it`() throws {
    let record = try held()
    let holding = try #require(record.held[offers])
    #expect(Set(holding.parts.keys) == ["genres", "departure"])
    #expect(holding.parts.values.allSatisfy { $0.due == nil })
    #expect(try held().news(becoming: record).isEmpty)
    #expect(try Situation.willing().news(becoming: record).isEmpty)
  }

  @Test func `has to go when the yes is taken back, once`() throws {
    let before = try held()
    let after = before.adding([.withdrawn(Withdrawal(offers))], at: later)
    let news = before.news(becoming: after)
    #expect(
      news == [News(consent: offers, kind: .withdrawn, attributes: ["departure", "genres"])]
    )
    #expect(after.news(becoming: after.adding([.withdrawn(Withdrawal(offers))])).isEmpty)
  }

  @Test func `is told of what changed, and of nothing else`() throws {
    let before = try held()
    func after(_ content: Event.Content) -> [News] {
      before.news(becoming: before.adding([content], at: later))
    }
    #expect(
      after(.corrected(Correction(attribute: "genres", value: .list(["Night"]))))
        == [News(consent: offers, kind: .corrected, attributes: ["genres"])]
    )
    #expect(
      after(.retracted(.attribute("departure")))
        == [News(consent: offers, kind: .erased, attributes: ["departure"])]
    )
    #expect(after(.corrected(Correction(attribute: "pace", value: .text("long")))).isEmpty)
    #expect(after(.withdrawn(Withdrawal(Consent("lists")))).isEmpty)
    #expect(after(.exported).isEmpty)
  }

  @Test func `has to go when the browser says not to share, unless they work for us`() throws {
    let before = try held()
    let signal = Event.Content.signalled(Signal(gpc: true))
    #expect(before.news(becoming: before.adding([signal])).map(\.kind) == [.withdrawn])
    let mail = Consent("sign-in", at: "gannet-mail")
    let worker = try Situation.willing().adding([
      .disclosed(Disclosed("d-2", mail, role: .processor, of: ["email"], notice: nil))
    ])
    #expect(worker.news(becoming: worker.adding([signal])).isEmpty)
  }

  @Test func `all has to go when the record is erased`() throws {
    let news = [News(consent: offers, kind: .erased, attributes: ["departure", "genres"])]
    #expect(try held().newsOfErasure == news)
    let gone = try held().adding([.retracted(.attribute("departure"))], at: later)
    #expect(gone.newsOfErasure.map(\.attributes) == [["genres"]])
  }

  @Test func `is gone once they confirm it, and not before`() throws {
    let change = change(.withdrawn)
    let withdrawn = try held().adding([.withdrawn(Withdrawal(offers))], at: later)
    let told = withdrawn.adding([.told(change)], at: later.after(milliseconds: 5))
    #expect(told.held[offers]?.parts["genres"]?.due?.told == later.after(milliseconds: 5))
    #expect(told.held[offers]?.parts.count == 2)
    let confirmed = told.adding([.confirmed(change)], at: later)
    #expect(confirmed.held.isEmpty)
    #expect(told.news(becoming: confirmed).isEmpty)
    // What they say they mended is still there.
    #expect(told.adding([.confirmed(self.change(.corrected))]).held == told.held)
  }

  @Test func `is not gone by a late word about an earlier copy`() throws {
    let withdrawn = try held().adding([.withdrawn(Withdrawal(offers))], at: later)
    let again = try withdrawn.adding(
      [
        Rules.small.yes(to: offers, at: later),
        .disclosed(Disclosed("d-1", offers, role: .partner, of: ["genres"], notice: "5e1f")),
      ],
      at: later.after(days: 1)
    )
    let gone = again.adding([.withdrawn(Withdrawal(offers))], at: later.after(days: 2))
    let late = gone.adding([.confirmed(change(.withdrawn))], at: later.after(days: 3))
    #expect(Set(try #require(late.held[offers]).parts.keys) == ["genres"])
    #expect(late.held[offers]?.parts["genres"]?.due?.since == later.after(days: 2))
  }

  @Test func `what has to go need not be mended, and what is mended may have to go`() throws {
    let correction = Event.Content.corrected(
      Correction(attribute: "genres", value: .list(["Night"]))
    )
    let corrected = try held().adding([correction], at: later)
    let both = corrected.adding([.withdrawn(Withdrawal(offers))], at: later.after(days: 1))
    #expect(both.held[offers]?.parts["genres"]?.due?.kind == .withdrawn)
    let withdrawn = try held().adding([.withdrawn(Withdrawal(offers))], at: later)
    #expect(withdrawn.news(becoming: withdrawn.adding([correction])).isEmpty)
  }

  @Test func `is told of each correction, also after one was confirmed`() throws {
    func corrected(_ value: String, _ record: Record, _ day: Int) -> Record {
      record.adding(
        [.corrected(Correction(attribute: "genres", value: .list([value])))],
        at: .start.after(days: day)
      )
    }
    func confirmed(_ record: Record, since day: Int) -> Record {
      let since = Date.start.after(days: day)
      let change = Change("msg_c", .corrected, at: offers, of: ["genres"], since: since)
      return record.adding([.confirmed(change)], at: .start.after(days: 9))
    }
    let first = corrected("Night", try held(), 1)
    let done = confirmed(first, since: 1)
    #expect(first.news(becoming: done).isEmpty)
    #expect(done.news(becoming: done.adding([.exported])).isEmpty)
    #expect(done.news(becoming: corrected("Bread", done, 10)).map(\.kind) == [.corrected])
    // Said between the change and its confirmation: they may have fetched the value before.
    let second = corrected("Bread", first, 2)
    #expect(first.news(becoming: second).isEmpty)
    #expect(second.news(becoming: confirmed(second, since: 1)).map(\.kind) == [.corrected])
  }

  @Test func `is due no more when it is disclosed anew`() throws {
    let corrected = try held().adding(
      [.corrected(Correction(attribute: "genres", value: .list(["Night"])))],
      at: later
    )
    let again = corrected.adding([
      .disclosed(Disclosed("d-1", offers, role: .partner, of: ["genres"], notice: "5e1f"))
    ])
    #expect(again.held[offers]?.parts["genres"]?.due == nil)
    #expect(corrected.news(becoming: again).isEmpty)
  }

  @Test func `comes back from the snapshot as it was`() throws {
    let withdrawn = try held().adding([.withdrawn(Withdrawal(offers))], at: later)
    #expect(try Record(snapshot: Data(withdrawn.snapshot)).held == withdrawn.held)
  }
}
