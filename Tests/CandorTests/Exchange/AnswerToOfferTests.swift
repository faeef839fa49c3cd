import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// When an offer can be accepted, and what a no costs.
struct AnswerToOfferTests {
  private let offer = Offer.voyage()

  private func refusal(
    of posted: Posted,
    _ market: Market,
    by member: Cast = .mara,
    shown: Notice.Hash? = nil,
    at now: Date = .start
  ) -> Offer.Unavailable? {
    var posted = posted
    let before = posted
    do {
      _ = try posted.accept(
        shown ?? posted.offer.terms(by: market.rules),
        by: market.record(member),
        through: market.gate,
        at: now
      )
      return nil
    } catch {
      #expect(posted == before, "a place was given all the same")
      return error
    }
  }

  @Test func `an offer that is not open, over or closed is refused, with the reason`() throws {
    var market = try Market()
    var posted = try market.post(.voyage(opens: Date.start.after(days: 1)))
    let (opens, closes) = (posted.offer.opens, posted.offer.closes)
    #expect(refusal(of: posted, market) == .notYetOpen(until: opens))
    #expect(refusal(of: posted, market, at: opens) == nil)
    #expect(refusal(of: posted, market, at: closes.after(milliseconds: -1)) == nil)
    #expect(refusal(of: posted, market, at: closes) == .over(since: closes))
    posted.close(at: opens)
    #expect(refusal(of: posted, market, at: opens) == .closed(since: opens))
  }

  @Test func `an offer that is full is refused, until a place is free`() throws {
    var market = try Market()
    var posted = try market.post(offer)
    try market.accept(&posted, by: .mara)
    try market.accept(&posted, by: .oona)
    #expect(refusal(of: posted, market, by: .teodor) == .full)
    market.add(posted.withdraw(by: market.record(.oona)), to: Cast.oona.id)
    #expect(refusal(of: posted, market, by: .teodor) == nil)
    try market.deliver(&posted, to: .mara)
    try market.accept(&posted, by: .teodor)
    #expect(refusal(of: posted, market, by: .oona) == .full, "who was paid keeps the place")
  }

  @Test func `other terms than those that are shown cannot be accepted`() throws {
    var market = try Market()
    let posted = try market.post(offer)
    let earlier = offer.terms(by: .small)
    #expect(refusal(of: posted, market, shown: earlier) == nil, "the same words under other rules")
    market.rules = try Rules(
      yaml: Rules.changedYAML("sale: never\n", to: Rules.marketYAML)
        .replacing("for: sends you voyages", with: "for: sells you voyages")
    )
    #expect(refusal(of: posted, market, shown: earlier) == .otherTerms)
    #expect(refusal(of: posted, market, shown: "") == .otherTerms)
  }

  @Test func `nobody accepts twice, and nobody is paid twice`() throws {
    var market = try Market()
    var posted = try market.post(offer)
    try market.accept(&posted, by: .mara)
    #expect(refusal(of: posted, market) == .alreadyAccepted)
    try market.deliver(&posted, to: .mara)
    market.add(posted.withdraw(by: market.record(.mara)), to: Cast.mara.id)
    #expect(refusal(of: posted, market) == .alreadyRewarded)
    #expect(market.books.balance(of: .person(Cast.mara.id), in: .euro) == .cents(20))
    #expect(market.record(.mara).rewarded == ["voyage"])
  }

  @Test func `who has told nothing has nothing to sell`() throws {
    var market = try Market()
    let posted = try market.post(.voyage(attributes: ["genres", "departure"]))
    market.records[Cast.mara.id] = .after(
      try Rules.small.declared(["genres": .list(["Ocean"])])
    )
    #expect(refusal(of: posted, market) == .unanswered(["departure"]))
  }

  @Test func `what is muted, expired or suspended is not bought`() throws {
    var market = try Market()
    let posted = try market.post(offer)
    let whole = market.record(.mara)
    market.add([.muted(.attribute("genres"))], to: Cast.mara.id)
    #expect(refusal(of: posted, market) == .refused([RefusalReason(.muted, "genres")]))
    market.records[Cast.mara.id] = .after(
      try Rules.small.declared(by: .mara, at: Date.start.after(days: -2000)),
      at: Date.start.after(days: -2000)
    )
    let expired = offer.attributes.map { RefusalReason(.expired, $0) }
    #expect(refusal(of: posted, market) == .refused(expired))
    market.records[Cast.mara.id] = whole
    market.rules = try Rules(
      yaml: Rules.changedYAML("sale: never\n", to: Rules.marketYAML)
        .replacing("title: Tern Travel\n", with: "title: Tern Travel\n    suspended: true\n")
    )
    #expect(refusal(of: posted, market) == .refused([RefusalReason(.recipientSuspended)]))
  }

  @Test func `a no is recorded, costs nothing, and can become a yes`() throws {
    var market = try Market()
    var posted = try market.post(offer)
    let (books, terms) = (market.books, offer.terms(by: market.rules))
    let contents = posted.decline(terms, by: market.record(.mara))
    #expect(contents.map(\.kind) == ["offered", "refused"])
    market.add(contents, to: Cast.mara.id)
    #expect(market.record(.mara).deals["voyage"]?.answer == .declined(.start))
    #expect(market.books == books)
    #expect(posted.decline(terms, by: market.record(.mara)) == [], "to say no twice is one no")
    #expect(market.decide(offer.use, of: .mara).reasons.map(\.cause) == [.refused, .refused])
    try market.accept(&posted, by: .mara)
    #expect(market.decide(offer.use, of: .mara).permitted != nil)
  }

  @Test func `a no changes no list, nor does a yes, a reward or a withdrawal`() throws {
    var market = try Market()
    let week = Week(at: .start, in: .gmt)
    let gift = Gift(benefit: "discover", items: ["starter"], because: [:], week: week)
    let yes = try market.rules.yes(to: Situation.lists)
    market.add([yes, .given(gift)], to: Cast.mara.id)
    let lists = Use("lists", of: ["genres", "makers"])
    let kept = market.record(.mara).kept
    let facts = market.decide(lists, of: .mara).permitted?.facts
    #expect(kept["discover"]?.items == ["starter"] && facts?.count == 2)
    var posted = try market.post(offer)
    func unchanged(_ after: String) {
      #expect(market.record(.mara).kept == kept, "after \(after)")
      #expect(market.decide(lists, of: .mara).permitted?.facts == facts, "after \(after)")
    }
    market.add(
      posted.decline(offer.terms(by: market.rules), by: market.record(.mara)),
      to: Cast.mara.id
    )
    unchanged("a no")
    try market.accept(&posted, by: .mara)
    unchanged("a yes")
    try market.deliver(&posted, to: .mara)
    unchanged("a reward")
    market.add(posted.withdraw(by: market.record(.mara)), to: Cast.mara.id)
    unchanged("a withdrawal")
    // The word that does move lists, so that this can fail.
    market.add([try market.rules.no(to: Situation.lists)], to: Cast.mara.id)
    #expect(market.record(.mara).kept.isEmpty)
  }

  @Test func `an offer is shown once, and again when its words have changed`() throws {
    var market = try Market()
    let posted = try market.post(offer)
    let shown = posted.contentsShown(to: market.record(.mara), "one")
    #expect(shown.map(\.kind) == ["offered"])
    market.add(shown, to: Cast.mara.id)
    #expect(posted.contentsShown(to: market.record(.mara), "one") == [])
    #expect(posted.contentsShown(to: market.record(.mara), "other").map(\.kind) == ["offered"])
  }
}
