import Candor
import CandorFixtures
import Foundation
import Testing

struct PermittedTests {
  private let gate = Gate(.small)

  @Test func `what is permitted is what was asked for, and nothing else`() throws {
    let use = Use("offers", at: "tern-travel", of: ["email", "genres"])
    let decision = gate.decide(use, on: try Situation.willing(), at: .start)
    let permitted = try #require(decision.permitted)
    #expect(permitted.use == use)
    #expect(permitted.person == Cast.mara.id)
    #expect(permitted.time == .start)
    #expect(permitted.facts.map(\.attribute.name) == ["genres", "email"])
    #expect(permitted.facts.map(\.value) == [.list(["Ocean", "Verse"]), .text(Cast.mara.email)])
    #expect(permitted.acts.isEmpty)
  }

  @Test func `what was never answered is no fact`() throws {
    let record = Record.after([try Rules.small.yes(to: Situation.lists)])
    let all = Use("lists", of: ["genres", "makers", "verse", "acts"])
    let permitted = try #require(gate.decide(all, on: record, at: .start).permitted)
    #expect(permitted.facts.isEmpty)
  }

  @Test(arguments: [nil, "gannet-mail"] as [Recipient.Name?])
  func `a contract needs no yes`(_ recipient: Recipient.Name?) throws {
    let record = Record.after(try Rules.small.declared(by: .mara))
    let use = Use("sign-in", at: recipient, of: ["email"])
    let permitted = try #require(gate.decide(use, on: record, at: .start).permitted)
    #expect(permitted.facts.map(\.value) == [.text(Cast.mara.email)])
    let late = gate.decide(use, on: record, at: .start.after(days: 1200))
    #expect(late.reasons.map(\.cause) == [.expired])
    let beyond = Use("sign-in", at: recipient, of: ["email", "genres"])
    #expect(gate.decide(beyond, on: record, at: .start).permitted == nil)
  }

  @Test func `a rating speaks from minus one to one`() throws {
    for (rating, strength) in [(1, -1.0), (2, -0.5), (3, 0), (4, 0.5), (5, 1)] {
      let verse = try Rules.small.declared(["verse": .number(Double(rating))])
      let record = Record.after(verse + [try Rules.small.yes(to: Situation.lists)])
      let decision = gate.decide(Use("lists", of: ["verse"]), on: record, at: .start)
      #expect(decision.permitted?.facts.map(\.strength) == [strength])
    }
    let genres = gate.decide(Use("lists", of: ["genres"]), on: try Situation.willing(), at: .start)
    #expect(genres.permitted?.facts.map(\.strength) == [1])
  }

  @Test func `acts are permitted the oldest first, but none that is muted or too old`() throws {
    let items = ["starter", "drift-line", "owl-census", "dew-point"].map {
      Act.Object.item(Item.ID($0))
    }
    let record = try Situation.willing().adding([
      .did(.read, items[0], at: .start.after(days: -1)),
      .did(.like, items[1], at: .start.after(days: -2)),
      .did(.read, items[2], at: .start.after(days: -3)), .muted(.act(items[2])),
      .did(.read, items[3], at: .start.after(days: -366)),
      .did(.follow, .creator("Ana Brack"), at: .start),
    ])
    let decision = gate.decide(Use("lists", of: ["acts"]), on: record, at: .start)
    let acts = try #require(decision.permitted).acts
    #expect(acts.map(\.object) == [items[1], items[0], .creator("Ana Brack")])
    #expect(acts.map(\.kind) == [.like, .read, .follow])
    let without = gate.decide(Use("lists", of: ["genres"]), on: record, at: .start)
    #expect(without.permitted?.acts.isEmpty == true)
  }

  @Test func `the widest use leaves out what is refused`() throws {
    let record = try Situation.willing()
      .adding([.muted(.attribute("makers")), .retracted(.attribute("verse"))])
    let decision = gate.decideWidest("lists", on: record, at: .start)
    let permitted = try #require(decision.permitted)
    #expect(permitted.use.attributes == ["genres", "verse", "acts"])
    #expect(permitted.facts.map(\.attribute.name) == ["genres"])
  }

  @Test func `the widest use of a yes to one thing is that thing`() throws {
    let yes = try Rules.small.yes(to: Situation.offers, ["departure"])
    let record = Record.after(try Rules.small.declared(by: .mara) + [yes])
    let decision = gate.decideWidest("offers", for: "tern-travel", on: record, at: .start)
    let permitted = try #require(decision.permitted)
    #expect(permitted.use == Use("offers", at: "tern-travel", of: ["departure"]))
    #expect(permitted.facts.map(\.attribute.name) == ["departure"])
  }

  @Test func `when nothing is left, the widest use is refused with all reasons`() throws {
    let record = try Situation.willing().adding([.withdrawn(Withdrawal(Situation.lists))])
    let reasons = gate.decideWidest("lists", on: record, at: .start).reasons
    #expect(reasons.map(\.attribute) == ["acts", "genres", "makers", "verse"])
    #expect(Set(reasons.map(\.cause)) == [.withdrawn])
  }

  @Test func `the widest use does not pass a closed door`() throws {
    let record = try Situation.willing()
    let unknown = gate.decideWidest("gossip", on: record, at: .start)
    #expect(unknown.reasons.map(\.cause) == [.notConfigured])
    let stranger = gate.decideWidest("offers", for: "nobody", on: record, at: .start)
    #expect(stranger.reasons.map(\.cause) == [.recipientUnknown])
  }
}
