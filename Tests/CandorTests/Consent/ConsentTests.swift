import CandorFixtures
import Foundation
import Testing

@testable import Candor

struct ConsentTests {
  private let rules = Rules.small
  private let lists = Consent("lists")
  private let offers = Consent("offers", at: "tern-travel")

  private func shown(_ consent: Consent) throws -> Notice.Hash {
    try #require(rules.notice(for: consent)).hash
  }

  @Test func `a yes is a yes to all that the notice covers, for as long as it says`() throws {
    let hash = try shown(offers)
    let grant = try rules.grant(offers, attributes: nil, shown: hash, at: .start)
    #expect(grant.consent == offers)
    #expect(grant.attributes == ["departure", "email", "genres"])
    #expect(grant.notice == hash)
    #expect(grant.until == Date.start.after(days: 30))
    #expect(grant.evidence == nil)
  }

  @Test func `a yes may name less, and where it was given`() throws {
    let grant = try rules.grant(
      lists,
      attributes: ["verse", "acts"],
      shown: shown(lists),
      evidence: "reader survey 2008",
      at: .start
    )
    #expect(grant.attributes == ["acts", "verse"])
    #expect(grant.evidence == "reader survey 2008")
  }

  @Test func `a no names the notice as well`() throws {
    let hash = try shown(offers)
    let refusal = try rules.refusal(offers, attributes: ["email"], shown: hash)
    #expect(refusal == Refusal(offers, attributes: ["email"], notice: hash))
    #expect(try rules.refusal(offers, attributes: nil, shown: hash).attributes.count == 3)
  }

  @Test(arguments: ["", "5e1f"] as [Notice.Hash])
  func `an answer to a text that is not the one shown is refused`(_ hash: Notice.Hash) throws {
    let stale = StaleNotice(current: try shown(lists))
    #expect(throws: stale) { try rules.grant(lists, attributes: nil, shown: hash, at: .start) }
    #expect(throws: stale) { try rules.refusal(lists, attributes: nil, shown: hash) }
  }

  @Test func `a yes to the notice of one consent is none to that of another`() throws {
    let hash = try shown(Consent("planning"))
    let stale = StaleNotice(current: try shown(lists))
    #expect(throws: stale) {
      try rules.grant(lists, attributes: nil, shown: hash, at: .start)
    }
  }

  @Test func `a yes to words that changed since is refused`() throws {
    let later = try Rules.changed("May we choose stories", to: "May we pick stories")
    let hash = try shown(lists)
    let stale = StaleNotice(current: try #require(later.notice(for: lists)).hash)
    #expect(throws: stale) {
      try later.grant(lists, attributes: nil, shown: hash, at: .start)
    }
  }

  @Test func `attributes beyond the notice are refused, each of them`() throws {
    let hash = try shown(lists)
    let error = #expect(throws: Invalid.self) {
      try rules.grant(lists, attributes: ["genres", "email", "mood"], shown: hash, at: .start)
    }
    #expect(error?.problems.map(\.path) == ["attributes", "attributes"])
    #expect(error?.problems.map { $0.rule.contains("'email'") } == [true, false])
    #expect(throws: Invalid.self) {
      try rules.refusal(lists, attributes: ["email"], shown: hash)
    }
  }

  @Test func `a yes to nothing is refused`() throws {
    let hash = try shown(lists)
    let error = #expect(throws: Invalid.self) {
      try rules.grant(lists, attributes: [], shown: hash, at: .start)
    }
    #expect(error?.problems.map(\.path) == ["attributes"])
  }

  @Test(arguments: [
    (Consent("gossip"), "purpose"),  // unknown
    (Consent("offers", at: "nobody"), "recipient"),  // unknown
    (Consent("lists", at: "tern-travel"), "purpose"),  // asked for by no notice
    (Consent("offers"), "purpose"),  // asked for at a partner only
    (Consent("sign-in"), "purpose"),  // needs no yes
  ])
  func `what nobody asks for cannot be granted or refused`(
    _ consent: Consent,
    _ path: String
  ) throws {
    let hash = try shown(lists)
    let yes = #expect(throws: Invalid.self) {
      try rules.grant(consent, attributes: nil, shown: hash, at: .start)
    }
    #expect(yes?.problems.map(\.path) == [path])
    let no = #expect(throws: Invalid.self) {
      try rules.refusal(consent, attributes: nil, shown: hash)
    }
    #expect(no?.problems.map(\.path) == [path])
  }

  @Test func `a withdrawal needs no notice, only names that exist`() throws {
    #expect(try rules.withdrawal(Consent("offers")) == Withdrawal(Consent("offers")))
    #expect(throws: Invalid.self) { try rules.withdrawal(Consent("gossip")) }
    #expect(throws: Invalid.self) { try rules.withdrawal(Consent("offers", at: "nobody")) }
  }
}
