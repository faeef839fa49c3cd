import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// How a reward gets from the recipient to the person.
struct RewardTests {
  private let offer = Offer.voyage()
  private let mara = Account.person(Cast.mara.id)

  @Test func `a reward becomes the person's on delivery, once`() throws {
    var market = try Market()
    var posted = try market.post(offer)
    try market.accept(&posted, by: .mara)
    #expect(market.record(.mara).due == ["voyage"])
    #expect(market.books.balance(of: mara, in: .euro).isNone, "nothing was delivered yet")
    try market.deliver(&posted, to: .mara)
    #expect(market.books.balance(of: mara, in: .euro) == .cents(20))
    #expect(market.books.balance(of: .escrow("voyage"), in: .euro) == .cents(20))
    #expect(market.record(.mara).due == [] && market.record(.mara).rewarded == ["voyage"])
    let (books, record) = (market.books, market.record(.mara))
    try market.deliver(&posted, to: .mara)
    #expect(market.books == books && market.record(.mara) == record)
  }

  @Test func `only what was agreed to is rewarded`() throws {
    var market = try Market()
    var posted = try market.post(offer)
    var other = try market.post(.voyage("journey"))
    try market.accept(&posted, by: .mara)
    try market.accept(&other, by: .oona)
    let less = Use("offers", at: "tern-travel", under: "voyage", of: ["genres"])
    for use in [less, other.offer.use] {
      let member: Cast = use == less ? .mara : .oona
      let permitted = try #require(market.decide(use, of: member).permitted)
      #expect(throws: Offer.Unavailable.otherUse) {
        try posted.deliver(permitted, in: &market.books)
      }
    }
    #expect(market.books.balance(of: mara, in: .euro).isNone)
  }

  @Test func `what was decided before a withdrawal is not rewarded after it`() throws {
    var market = try Market()
    var posted = try market.post(offer)
    try market.accept(&posted, by: .mara)
    let permitted = try #require(market.decide(offer.use, of: .mara).permitted)
    market.add(posted.withdraw(by: market.record(.mara)), to: Cast.mara.id)
    #expect(throws: Offer.Unavailable.notAccepted) {
      try posted.deliver(permitted, in: &market.books)
    }
  }

  @Test func `a withdrawal leaves what was paid`() throws {
    var market = try Market()
    var posted = try market.post(offer)
    try market.accept(&posted, by: .mara)
    try market.deliver(&posted, to: .mara)
    let books = market.books
    market.add(posted.withdraw(by: market.record(.mara)), to: Cast.mara.id)
    posted.close(at: .start)
    try posted.returnRest(in: &market.books, at: .start)
    #expect(market.books.balance(of: mara, in: .euro) == books.balance(of: mara, in: .euro))
    #expect(market.record(.mara).rewarded == ["voyage"])
    #expect(market.decide(offer.use, of: .mara).permitted == nil)
  }

  @Test func `a perk is given once, and no money moves`() throws {
    var market = try Market()
    var posted = try market.post(.voyage(reward: .perk("A year of letters."), escrow: nil))
    try market.accept(&posted, by: .mara)
    try market.deliver(&posted, to: .mara)
    try market.deliver(&posted, to: .mara)
    #expect(market.record(.mara).rewarded == ["voyage"])
    posted.close(at: .start)
    try posted.returnRest(in: &market.books, at: .start)
    #expect(market.books == Books())
  }

  @Test func `an offer that closes returns what nobody was promised, and then the rest`() throws {
    var market = try Market()
    var posted = try market.post(.voyage(wanted: 4, escrow: .cents(90)))
    let funding = Account.funding("tern-travel")
    try market.accept(&posted, by: .mara)
    try market.accept(&posted, by: .teodor)
    try market.accept(&posted, by: .oona)
    try market.deliver(&posted, to: .mara)
    try posted.returnRest(in: &market.books, at: .start)
    #expect(market.books.balance(of: funding, in: .euro).isNone, "it is still open")
    posted.close(at: .start)
    try posted.returnRest(in: &market.books, at: .start)
    #expect(market.books.balance(of: funding, in: .euro) == .cents(30))
    try market.deliver(&posted, to: .teodor)
    #expect(market.books.balance(of: .escrow("voyage"), in: .euro) == .cents(20))
    posted.releaseLapsed(at: Date.start.after(days: 20).after(milliseconds: -1))
    try posted.returnRest(in: &market.books, at: .start)
    #expect(market.books.balance(of: funding, in: .euro) == .cents(30), "Oona's yes still stands")
    posted.releaseLapsed(at: Date.start.after(days: 20))
    try posted.returnRest(in: &market.books, at: .start)
    #expect(market.books.balance(of: funding, in: .euro) == .cents(50))
    #expect(market.books.isBalanced)
  }

  @Test func `an offer is not posted before its escrow is there, nor twice`() throws {
    var market = try Market()
    let problem = Problem("escrow", "is not there: pay in first what the offer promises")
    #expect(throws: Invalid([problem])) {
      try Posted(offer, under: market.rules, in: &market.books, at: .start)
    }
    _ = try market.post(offer)
    #expect(throws: Invalid([Problem("id", "'voyage' is posted already")])) {
      try Posted(offer, under: market.rules, in: &market.books, at: .start)
    }
  }

  @Test func `an account of a person is told line by line, and so is a recipient's`() throws {
    var market = try Market()
    var posted = try market.post(offer)
    try market.accept(&posted, by: .mara)
    try market.deliver(&posted, to: .mara)
    posted.close(at: .start)
    try posted.returnRest(in: &market.books, at: .start)
    let made = try market.books.payOut("november", in: .euro, at: .start)
    let payout = try #require(made)
    try market.books.send(payout, at: .start)
    let own = try market.books.statement(of: Cast.mara.id, in: .euro)
    #expect(own.lines.map(\.change) == [.gained(.cents(20)), .lost(.cents(20))])
    #expect(own.lines.map(\.balance) == [.cents(20), .cents(0)])
    let theirs = try market.books.statement(of: "tern-travel", in: .euro)
    #expect(
      theirs.lines.map(\.change) == [
        .gained(.cents(40)), .moved(.cents(40)), .lost(.cents(20)), .moved(.cents(20)),
      ]
    )
    #expect(theirs.balance == .cents(20))
    #expect(try market.books.statement(of: Cast.oona.id, in: .euro).lines.isEmpty)
  }
}
