import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// What a yes to an offer opens, and for how long.
struct AcceptanceTests {
  private let offer = Offer.voyage()

  @Test func `a yes lets exactly these attributes through, to that recipient, until its end`()
    throws
  {
    var market = try Market()
    var posted = try market.post(offer)
    #expect(market.decide(offer.use, of: .mara).permitted == nil)
    try market.accept(&posted, by: .mara)
    let permitted = try #require(market.decide(offer.use, of: .mara).permitted)
    #expect(Set(permitted.facts.map(\.attribute.name)) == ["genres", "email"])
    let end = Date.start.after(days: 20)
    #expect(market.decide(offer.use, of: .mara, at: end.after(milliseconds: -1)).permitted != nil)
    #expect(market.decide(offer.use, of: .mara, at: end).permitted == nil)
    for other in [
      Use("offers", at: "tern-travel", of: ["genres"]),
      Use("offers", at: "tern-travel", under: "journey", of: ["genres"]),
      Use("offers", at: "tern-travel", under: "voyage", of: ["genres", "departure"]),
      Use("offers", under: "voyage", of: ["genres"]),
      Use("offers", at: "gannet-mail", under: "voyage", of: ["genres"]),
      Use("lists", at: "tern-travel", under: "voyage", of: ["genres"]),
    ] {
      #expect(market.decide(other, of: .mara).permitted == nil, "\(other)")
    }
    #expect(market.decide(offer.use, of: .teodor).permitted == nil)
  }

  @Test func `a yes for nothing is no yes to an offer`() throws {
    var market = try Market()
    let yes = try market.rules.yes(to: Situation.offers)
    market.add([yes], to: Cast.mara.id)
    #expect(
      market.decide(Use("offers", at: "tern-travel", of: ["genres"]), of: .mara).permitted != nil
    )
    #expect(market.decide(offer.use, of: .mara).reasons.map(\.cause) == [.neverAsked, .neverAsked])
  }

  @Test func `to accept one offer answers no other`() throws {
    var market = try Market()
    var first = try market.post(offer)
    let second = try market.post(.voyage("journey"))
    try market.accept(&first, by: .mara)
    #expect(market.record(.mara).deals["journey"] == nil)
    #expect(second.places.isEmpty)
    #expect(market.decide(second.offer.use, of: .mara).permitted == nil)
  }

  @Test func `nothing goes through after a withdrawal, and other yeses stand`() throws {
    var market = try Market()
    var first = try market.post(offer)
    var second = try market.post(.voyage("journey"))
    try market.accept(&first, by: .mara)
    try market.accept(&second, by: .mara)
    market.add(first.withdraw(by: market.record(.mara)), to: Cast.mara.id)
    #expect(
      market.decide(first.offer.use, of: .mara).reasons.map(\.cause) == [.withdrawn, .withdrawn]
    )
    #expect(market.decide(second.offer.use, of: .mara).permitted != nil)
    #expect(first.places.isEmpty)
    #expect(first.withdraw(by: market.record(.mara)) == [], "to say stop twice is one stop")
  }

  @Test(arguments: [true, false])
  func `whoever is told to stop gets nothing under any offer`(_ isNo: Bool) throws {
    var market = try Market()
    var first = try market.post(offer)
    var second = try market.post(.voyage("journey"))
    try market.accept(&first, by: .mara)
    try market.accept(&second, by: .mara)
    let before = market.record(.mara)
    #expect(before.hasYes(to: Situation.offers))
    let word =
      isNo
      ? try market.rules.no(to: Situation.offers) : .withdrawn(Withdrawal(Situation.offers))
    market.add([word], to: Cast.mara.id)
    #expect(market.decide(first.offer.use, of: .mara).permitted == nil)
    #expect(market.decide(second.offer.use, of: .mara).permitted == nil)
    #expect(market.record(.mara).givenUp(since: before) == ["journey", "voyage"])
    #expect(!market.record(.mara).hasYes(to: Situation.offers))
  }

  @Test func `under rules that never sell, no yes to an offer opens anything`() throws {
    var market = try Market()
    var posted = try market.post(offer)
    try market.accept(&posted, by: .mara)
    #expect(market.decide(offer.use, of: .mara).permitted != nil)
    market.rules = .small
    #expect(market.decide(offer.use, of: .mara).reasons == [RefusalReason(.notConfigured)])
  }

  @Test func `a grant that names an offer opens nothing without the yes to its terms`() throws {
    let market = try Market()
    let terms = offer.terms(by: market.rules)
    let grant = Grant(offer.consent, attributes: offer.attributes, notice: terms, until: nil)
    let offered = Posted.offering(offer, terms)
    let yes = Acceptance(consent: offer.consent, reward: offer.reward, terms: terms)
    let others = Acceptance(consent: offer.consent, reward: offer.reward, terms: "others")
    for (contents, isOpen) in [
      ([.granted(grant)], false), ([offered, .granted(grant)], false),
      ([.accepted(others), .granted(grant)], false), ([.accepted(yes), .granted(grant)], true),
    ] as [([Event.Content], Bool)] {
      let record = market.record(.mara).adding(contents)
      let decision = market.gate.decide(offer.use, on: record, at: .start)
      #expect((decision.permitted != nil) == isOpen)
    }
  }

  @Test func `nobody is granted what stands in an offer by another door`() throws {
    let shown = try #require(Rules.market.notice(for: Situation.offers)).hash
    #expect(throws: Invalid.self) {
      try Rules.market.grant(offer.consent, attributes: nil, shown: shown, at: .start)
    }
  }

  @Test func `a signal stands against an offer, unless the person says that this yes counts`()
    throws
  {
    var market = try Market()
    var posted = try market.post(offer)
    market.add([.signalled(Signal(gpc: true))], to: Cast.mara.id)
    let causes = offer.attributes.map { RefusalReason(.optedOut, $0) }
    #expect(throws: Offer.Unavailable.refused(causes)) { try market.accept(&posted, by: .mara) }
    #expect(posted.places.isEmpty)
    try market.accept(&posted, by: .mara, despite: Signal(gpc: true))
    #expect(market.decide(offer.use, of: .mara).permitted != nil)
  }

  @Test func `what was accepted elsewhere is not claimed`() throws {
    var market = try Market()
    var posted = try market.post(offer)
    try market.accept(&posted, by: .oona)
    let claim = try #require(Record(of: Cast.mara.id).claim(of: market.record(.oona)))
    #expect(claim.words.isEmpty)
  }
}
