import CandorFixtures
import Foundation
import Testing

@testable import Candor

struct OfferRulesTests {
  @Test func `a good offer breaks nothing`() {
    #expect(Offer.voyage().broken(in: .market) == [])
    let perk = Offer.voyage(reward: .perk("A year of letters."), escrow: nil)
    #expect(perk.broken(in: .market) == [])
  }

  @Test(arguments: OfferBreach.all)
  func `an offer that breaks a rule is not posted`(_ breach: OfferBreach) throws {
    let rules = try breach.rules()
    let problems = breach.offer.broken(in: rules)
    #expect(
      problems.contains { $0.path == breach.path && $0.rule.contains(breach.rule) },
      "found only \(problems)"
    )
    var books = Books()
    try books.post(
      Posting(.deposited(by: breach.offer.recipient, reference: "1"), .cents(9_000), at: .start)
    )
    let before = books
    #expect(throws: Invalid(problems)) {
      try Posted(breach.offer, under: rules, in: &books, at: .start)
    }
    #expect(books == before, "something was set aside for it")
  }

  @Test(
    arguments: [
      ("sale: exchange\n", "sale: never\n", "exchange", "has no place beside 'sale: never'"),
      ("  currency: EUR\n", "  currency: euros\n", "exchange.currency", "code of a currency"),
      ("  currency: EUR\n", "", "exchange.currency", "is missing"),
      ("  least: 0.10", "  least: 0.105", "exchange.least", "must be an amount in EUR with 2"),
      ("  least: 0.10", "  least: 0.00", "exchange.least", "must be more than nothing"),
      ("[offers]\n  least", "[]\n  least", "exchange.purposes", "is empty"),
      ("[offers]\n  least", "[gossip]\n  least", "exchange.purposes[0]", "is no purpose"),
      ("[offers]\n  least", "[sign-in]\n  least", "exchange.purposes[0]", "needs no yes"),
      ("[offers]\n  least", "[lists]\n  least", "exchange.purposes[0]", "no partner has"),
      (
        "[offers]\n  least", "[offers, offers]\n  least", "exchange.purposes[1].name",
        "is there twice"
      ),
      (
        "    title: What you like to read about\n",
        "    title: What you like to read about\n    sensitive: true\n", "exchange.purposes[0]",
        "'genres' is sensitive"
      ),
    ] as [(String, String, String, String)]
  )
  func `rules of an exchange that contradict themselves are refused with their line`(
    _ passage: String,
    _ other: String,
    _ path: String,
    _ rule: String
  ) throws {
    let whole = try Rules.changedYAML("sale: never\n", to: Rules.marketYAML)
    try #require(whole.contains(passage))
    let yaml = whole.replacing(passage, with: other, maxReplacements: 1)
    let error = try #require(throws: Invalid.self) { try Rules(yaml: yaml) }
    let problem = try #require(
      error.problems.first { $0.path == path && $0.rule.contains(rule) },
      "found only \(error.problems)"
    )
    #expect(problem.line != nil)
  }

  @Test func `an exchange without its chapter is refused`() throws {
    let yaml = try Rules.changedYAML("sale: never", to: "sale: exchange")
    let error = try #require(throws: Invalid.self) { try Rules(yaml: yaml) }
    #expect(error.problems.map(\.path) == ["sale"])
    #expect(try error.problems.first?.line == Breach.line(of: "sale: exchange", in: yaml))
  }

  @Test func `rules that do not speak of a sale allow none`() throws {
    #expect(try Rules.changed("sale: never\n", to: "").sale == .never)
  }

  @Test func `an offer comes back from its bytes`() throws {
    for offer in [Offer.voyage(), .voyage(reward: .perk("A year of letters."), escrow: nil)] {
      #expect(try Offer(canonicalBytes: offer.canonicalBytes) == offer)
    }
  }

  @Test func `whatever is shown changes the hash of the terms`() throws {
    let rules = Rules.market
    let others: [Offer] = [
      .voyage("journey"), .voyage(attributes: ["genres"]), .voyage(duration: Term(19, .day)),
      .voyage(reward: .money(.cents(21))), .voyage(reward: .perk("A letter.")),
      .voyage(worth: Worth(.cents(26), method: "guessed")), .voyage(text: "We send you letters."),
      .voyage(closes: Date.start.after(days: 9)),
    ]
    let hashes = ([.voyage()] + others).map { $0.terms(by: rules) }
    #expect(Set(hashes).count == hashes.count)
    let other = try Rules.changed("for: sends you voyages", to: "for: sells you voyages")
    #expect(Offer.voyage().terms(by: rules) != Offer.voyage().terms(by: other))
  }

  @Test func `the terms are kept as a notice, and read as one`() throws {
    let offer = Offer.voyage()
    let kept = try #require(offer.texts(keptSince: .start, by: .market).first)
    #expect(kept.hash.rawValue == offer.terms(by: .market).rawValue)
    let shown = try ShownNotice(kept)
    #expect(shown.attributes == ["email", "genres"])
    #expect(shown.recipientTitle == "Tern Travel")
  }
}
