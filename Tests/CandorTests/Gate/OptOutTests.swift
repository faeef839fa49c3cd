import Candor
import CandorFixtures
import Foundation
import Testing

/// A browser that asks not to sell or share is obeyed, until its person says otherwise.
struct OptOutTests {
  private let gate = Gate(.small)
  private let offers = Use("offers", at: "tern-travel", of: ["genres"])
  private let signal = Event.Content.signalled(Signal(gpc: true))

  /// What stands in the record, and what the Gate says of sharing with a partner then.
  struct Case: Sendable, CustomTestStringConvertible {
    enum Step: Sendable { case yes, despite, no, stop, signal, end }

    let steps: [Step]
    let cause: RefusalReason.Cause?

    init(_ steps: Step..., gives cause: RefusalReason.Cause?) {
      self.steps = steps
      self.cause = cause
    }

    var testDescription: String { "\(steps)" }

    static let all = [
      Case(gives: .neverAsked),
      Case(.yes, gives: nil),
      Case(.signal, gives: .optedOut),
      Case(.yes, .signal, gives: .optedOut),
      Case(.signal, .yes, gives: .optedOut),
      Case(.signal, .despite, gives: nil),
      Case(.yes, .signal, .despite, gives: nil),
      Case(.signal, .signal, .despite, gives: nil),
      Case(.signal, .despite, .signal, gives: nil),
      Case(.despite, .signal, gives: .optedOut),
      Case(.signal, .despite, .yes, gives: .optedOut),
      Case(.signal, .despite, .no, gives: .optedOut),
      Case(.signal, .despite, .stop, gives: .optedOut),
      Case(.signal, .no, gives: .optedOut),
      Case(.signal, .end, gives: .neverAsked),
      Case(.yes, .signal, .end, gives: nil),
      Case(.yes, .signal, .no, .end, gives: .refused),
      Case(.yes, .signal, .stop, .end, gives: .withdrawn),
      Case(.signal, .despite, .end, .signal, gives: .optedOut),
      Case(.end, gives: .neverAsked),
    ]
  }

  @Test(arguments: Case.all)
  func `sharing with a partner`(_ situation: Case) throws {
    var record = Record.after(try Rules.small.declared(by: .mara))
    for (day, step) in situation.steps.enumerated() {
      let now = Date.start.after(days: day)
      let content: Event.Content =
        switch step {
        case .yes: try Rules.small.yes(to: Situation.offers, at: now)
        case .despite:
          try Rules.small.yes(to: Situation.offers, at: now, despite: Signal(gpc: true))
        case .no: try Rules.small.no(to: Situation.offers)
        case .stop: .withdrawn(Withdrawal(Situation.offers))
        case .signal: signal
        case .end: .signalled(Signal(gpc: false))
        }
      record = record.adding([content], at: now)
    }
    let reasons = gate.decide(offers, on: record, at: .start.after(days: 8)).reasons
    #expect(reasons == situation.cause.map { [RefusalReason($0, "genres")] } ?? [])
  }

  @Test func `the company itself and who works for it are not touched`() throws {
    let record = try Situation.willing().adding([signal])
    for use in [Use("lists", of: ["genres"]), Use("sign-in", at: "gannet-mail", of: ["email"])] {
      #expect(gate.decide(use, on: record, at: .start).permitted != nil, "\(use)")
    }
  }

  @Test func `a yes in spite of the signal opens what it names and no more`() throws {
    let despite = try Rules.small.yes(
      to: Situation.offers,
      ["genres"],
      despite: Signal(gpc: true)
    )
    let record = try Situation.willing().adding([signal, despite])
    #expect(gate.decide(offers, on: record, at: .start).permitted != nil)
    let more = Use("offers", at: "tern-travel", of: ["genres", "email"])
    #expect(
      gate.decide(more, on: record, at: .start).reasons == [RefusalReason(.optedOut, "email")]
    )
  }

  @Test func `a signal is written once while it stands`() {
    let (on, off) = (Signal(gpc: true), Signal(gpc: false))
    let silent = Record(of: Cast.mara.id)
    #expect(silent.contents(of: nil) == [] && silent.contents(of: off) == [])
    #expect(silent.contents(of: on) == [.signalled(on)])
    let told = silent.adding([signal])
    #expect(told.contents(of: nil) == [] && told.contents(of: on) == [])
    #expect(told.contents(of: off) == [.signalled(off)])
    let again = told.adding([signal], at: .start.after(days: 3))
    #expect(again.optOut?.since == .start, "it stands since it was first seen")
  }
}
