import Candor
import CandorFixtures
import Foundation
import Testing

@Suite struct `A copy for a recipient` {
  private static let offers = Consent("offers", at: "tern-travel")

  private func terms(
    of attributes: [Attribute.Name] = ["genres", "departure", "email"],
    audience: [Attribute.Name: Set<String>] = [:]
  ) -> Disclosure {
    Disclosure(
      "d-1",
      to: "tern-travel",
      for: "offers",
      of: attributes,
      audience: audience,
      at: .start
    )
  }

  private let gate = Gate(.small)

  @Test func `has what somebody said yes to, in its own order`() throws {
    let willing = try Situation.willing()
    let line = try #require(terms().line(of: willing, through: gate, at: .start))
    #expect(line.values.map { $0 != nil } == [true, true, true])
    #expect(line.values[0]?.value == willing.answers["genres"]?.declaration.value)
    #expect(line.news?.attributes == ["departure", "email", "genres"])
    #expect(line.news?.notice == Rules.small.notice(for: Self.offers)?.hash)
  }

  @Test func `leaves out what they did not say yes to, and those who said yes to nothing`() throws {
    let told = Record.after(try Rules.small.declared(by: .mara))
    #expect(terms().line(of: told, through: gate, at: .start) == nil)
    let some = told.adding([try Rules.small.yes(to: Self.offers, ["genres"])])
    let line = try #require(terms().line(of: some, through: gate, at: .start))
    #expect(line.values.map { $0 != nil } == [true, false, false])
    #expect(line.news?.attributes == ["genres"])
  }

  @Test func `is only for those who answered so, and may be told to have`() throws {
    let willing = try Situation.willing()
    guard case .list(let genres)? = willing.answers["genres"]?.declaration.value else {
      Issue.record("she likes something")
      return
    }
    let hers = terms(of: ["departure"], audience: ["genres": Set(genres.prefix(1))])
    #expect(hers.line(of: willing, through: gate, at: .start) != nil)
    let others = terms(of: ["departure"], audience: ["genres": ["Nothing that she likes"]])
    #expect(others.line(of: willing, through: gate, at: .start) == nil)
    // Who is picked by an answer is told by it.
    let silent = Record.after(try Rules.small.declared(by: .mara))
      .adding([try Rules.small.yes(to: Self.offers, ["departure"])])
    #expect(hers.line(of: silent, through: gate, at: .start) == nil)
  }

  @Test func `is news once`() throws {
    let willing = try Situation.willing()
    let first = try #require(terms().line(of: willing, through: gate, at: .start)?.news)
    let after = willing.adding([.disclosed(first)])
    let again = try #require(terms().line(of: after, through: gate, at: .start))
    #expect(again.news == nil)
    #expect(again.values.compactMap { $0 }.count == 3)
    let changed = after.adding([
      .corrected(Correction(attribute: "genres", value: .list(["Night"])))
    ])
    let anew = try #require(terms().line(of: changed, through: gate, at: .start))
    #expect(anew.news?.attributes == ["genres"])
    #expect(anew.values[0]?.version != again.values[0]?.version)
  }

  @Test(
    arguments: [
      ("nobody", "offers", ["genres"], "recipient", "is no recipient"),
      ("tern-travel", "lists", ["genres"], "purpose", "is no purpose of 'tern-travel'"),
      ("tern-travel", "offers", [], "attributes", "is empty"),
      ("tern-travel", "offers", ["mood"], "attributes[0]", "does not use 'mood'"),
      ("tern-travel", "offers", ["genres", "genres"], "attributes[1].name", "is there twice"),
    ] as [(Recipient.Name, Purpose.Name, [Attribute.Name], String, String)]
  )
  func `is not made against the rules`(
    _ recipient: Recipient.Name,
    _ purpose: Purpose.Name,
    _ attributes: [Attribute.Name],
    _ path: String,
    _ rule: String
  ) {
    let terms = Disclosure("d-1", to: recipient, for: purpose, of: attributes, at: .start)
    let problems = Rules.small.broken(terms, at: .start)
    #expect(problems.map(\.path) == [path])
    #expect(problems.first?.rule.contains(rule) == true, "\(problems)")
  }

  @Test func `ends with the agreement, and has no more than that`() throws {
    let agreement = "agreement: {attributes: [genres], until: 2009-03-01}"
    let rules = try Rules.changed(
      "title: Tern Travel",
      to: "title: Tern Travel\n    \(agreement)"
    )
    #expect(Rules.small.broken(terms(), at: .start).isEmpty)
    #expect(rules.broken(terms(), at: .start).map(\.path) == ["attributes[1]", "attributes[2]"])
    let willing = try Situation.willing()
    let gate = Gate(rules)
    let line = try #require(terms().line(of: willing, through: gate, at: .start))
    #expect(line.news?.attributes == ["genres"])
    let march = Date.start.after(days: 17)
    let yes = willing.adding([try rules.yes(to: Self.offers, at: march)], at: march)
    #expect(terms(of: ["genres"]).line(of: yes, through: gate, at: march) == nil)
    let day = Date.start.after(days: 15)
    #expect(terms(of: ["genres"]).line(of: yes, through: gate, at: day) != nil)
  }
}
