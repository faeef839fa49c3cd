import Candor
import CandorFixtures
import Foundation
import Testing

/// The Gate is shut unless told to open.
struct RefusalTests {
  private let gate = Gate(.small)
  private let genres = Use("lists", of: ["genres"])

  @Test(arguments: RefusalReason.Cause.allCases)
  func `each cause arises, and names what it is about`(_ cause: RefusalReason.Cause) throws {
    let situation = try Situation.of(cause)
    #expect(situation.decide().reasons == [RefusalReason(cause, situation.attribute)])
  }

  @Test func `silence is a no`() throws {
    let told = Record.after(try Rules.small.declared(by: .mara))
    let uses = Rules.small.purposes.filter { $0.basis == .consent }
      .flatMap { purpose in purpose.uses.map { Use(purpose.name, of: [$0]) } }
    #expect(uses.count == 11)
    for use in uses {
      let reasons = gate.decide(use, on: told, at: .start).reasons
      #expect(reasons.map(\.cause) == [.neverAsked], "\(use)")
    }
  }

  @Test func `a withdrawal outlives the grant before it`() throws {
    let record = try Situation.willing().adding([.withdrawn(Withdrawal(Situation.lists))])
    #expect(gate.decide(genres, on: record, at: .start).reasons.map(\.cause) == [.withdrawn])
    let again = record.adding([try Rules.small.yes(to: Situation.lists)])
    #expect(gate.decide(genres, on: again, at: .start).permitted != nil)
  }

  @Test func `a no outlives the yes before it`() throws {
    let record = try Situation.willing().adding([try Rules.small.no(to: Situation.lists)])
    #expect(gate.decide(genres, on: record, at: .start).reasons.map(\.cause) == [.refused])
  }

  @Test func `a yes ends at its moment`() throws {
    let record = try Situation.willing()
    let use = Use("offers", at: "tern-travel", of: ["genres"])
    let end = Date.start.after(days: 30)
    #expect(gate.decide(use, on: record, at: end.after(milliseconds: -1)).permitted != nil)
    #expect(gate.decide(use, on: record, at: end).reasons.map(\.cause) == [.expired])
  }

  @Test func `a value ends at the moment that was promised, whatever the yes`() throws {
    let record = try Situation.willing()
    let end = Date.start.after(days: 60)
    let yes = try Rules.small.yes(to: Situation.offers, at: end.after(days: -1))
    let renewed = record.adding([yes], at: end.after(days: -1))
    let use = Use("offers", at: "tern-travel", of: ["departure"])
    #expect(gate.decide(use, on: renewed, at: end.after(milliseconds: -1)).permitted != nil)
    #expect(gate.decide(use, on: renewed, at: end).reasons.map(\.cause) == [.expired])
  }

  @Test func `rules that became stricter let go sooner`() throws {
    let record = try Situation.willing()
    let stricter = try Rules.changed("expires: 2 years", to: "expires: 10 days")
    let end = Date.start.after(days: 10)
    #expect(Gate(stricter).decide(genres, on: record, at: end).reasons.map(\.cause) == [.expired])
    #expect(gate.decide(genres, on: record, at: end).permitted != nil)
  }

  @Test func `a correction does not make a promise longer`() throws {
    let late = Date.start.after(days: 59)
    let correction = Correction(attribute: "departure", value: .day(Day(.start)))
    let yes = try Rules.small.yes(to: Situation.offers, at: late)
    let record = try Situation.willing().adding([.corrected(correction), yes], at: late)
    let use = Use("offers", at: "tern-travel", of: ["departure"])
    let later = gate.decide(use, on: record, at: .start.after(days: 60))
    #expect(later.reasons.map(\.cause) == [.expired])
  }

  @Test func `a yes to the company is none to a partner, and the other way round`() throws {
    let notice = try #require(Rules.small.notice(for: Situation.offers)).hash
    func record(_ consent: Consent) throws -> Record {
      let grant = Grant(consent, attributes: ["genres"], notice: notice, until: nil)
      return Record.after(try Rules.small.declared(by: .mara) + [.granted(grant)])
    }
    let own = try record(Consent("offers"))
    let theirs = Use("offers", at: "tern-travel", of: ["genres"])
    #expect(gate.decide(theirs, on: own, at: .start).reasons.map(\.cause) == [.neverAsked])
    let partner = try record(Situation.offers)
    let ours = Use("offers", of: ["genres"])
    #expect(gate.decide(ours, on: partner, at: .start).reasons.map(\.cause) == [.neverAsked])
    #expect(gate.decide(theirs, on: partner, at: .start).permitted != nil)
  }

  @Test func `a yes under words that were never shown here opens nothing`() throws {
    let grant = Grant(Situation.lists, attributes: ["genres"], notice: "5e1f", until: nil)
    let record = Record.after(try Rules.small.declared(by: .mara) + [.granted(grant)])
    #expect(gate.decide(genres, on: record, at: .start).reasons.map(\.cause) == [.notCovered])
  }

  @Test func `a yes written for more than its notice covers opens no more than that`() throws {
    let rules = try Rules.changed(
      "attributes: [genres, makers, verse, acts]",
      to: "attributes: [makers, verse, acts]"
    )
    let notice = try #require(rules.notice(for: Situation.lists)).hash
    let grant = Grant(
      Situation.lists,
      attributes: ["makers", "genres"],
      notice: notice,
      until: nil
    )
    let record = Record.after(try rules.declared(by: .mara) + [.granted(grant)])
    let both = Gate(rules).decide(Use("lists", of: ["makers", "genres"]), on: record, at: .start)
    #expect(both.reasons == [RefusalReason(.notCovered, "genres")])
  }

  @Test func `one refused attribute refuses the use, and every reason is told`() throws {
    let record = try Situation.willing()
      .adding([.muted(.attribute("genres")), .muted(.attribute("verse"))])
    let all = gate.decide(Use("lists", of: ["genres", "makers", "verse"]), on: record, at: .start)
    #expect(all.reasons == [RefusalReason(.muted, "genres"), RefusalReason(.muted, "verse")])
  }

  @Test(arguments: [
    Use("gossip", of: ["genres"]), Use("lists", of: [] as [Attribute.Name]),
    Use("lists", at: "tern-travel", of: ["acts"]),
  ])
  func `a use that the rules do not provide for is refused whoever asks`(_ use: Use) throws {
    let reasons = gate.decide(use, on: try Situation.willing(), at: .start).reasons
    #expect(reasons == [RefusalReason(.notConfigured)])
  }
}
