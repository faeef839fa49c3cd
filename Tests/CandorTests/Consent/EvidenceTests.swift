import CandorFixtures
import Foundation
import Testing
import TransparencyLog

@testable import Candor

/// What the ANCR group asks of evidence (dpv-27560 conformance tests, A3 and B1 to B4), of the domain.
struct EvidenceTests {
  private static let rules = try? Rules.changed(
    "contact: privacy@petrel.example",
    to: "contact: privacy@petrel.example\n  jurisdiction: NO"
  )
  private let offers = Consent("offers", at: "tern-travel")
  private let rules: Rules

  init() throws {
    rules = try #require(Self.rules)
  }

  /// The same rules on the day after the recipient took another name.
  private var renamed: Rules {
    get throws {
      let yaml = try Rules.changedYAML(
        "contact: privacy@petrel.example",
        to: "contact: privacy@petrel.example\n  jurisdiction: NO"
      )
      return try Rules(yaml: yaml.replacing("Tern Travel", with: "Tern Travels"))
    }
  }

  private func event(_ content: Event.Content, _ sequence: Int = 1, at time: Date = .start) -> Event
  {
    Event(person: Cast.mara.id, sequence: sequence, time: time, content: content)
  }

  private func receipt(
    _ events: [Event],
    _ consent: Consent,
    shown: KeptText? = nil,
    under other: Rules? = nil,
    at now: Date = .start
  ) throws -> ConsentReceipt {
    let word = try #require(LastWord(about: consent, in: events))
    let kept = rules.notices(keptSince: .start).first { $0.hash == KeptText.Hash(word.notice) }
    return try ConsentReceipt(
      of: word,
      shown: #require(shown ?? kept),
      under: other ?? rules,
      commitment: Commitment(to: word.event.canonicalBytes, salt: Data(repeating: 5, count: 32)),
      logKey: "petrel.example/candor+0+key",
      origin: "https://petrel.example",
      at: now
    )
  }

  @Test func `a controller is named before any notice can be`() throws {
    #expect(throws: Invalid.self) { try Rules.changed("  name: Petrel", to: "  nome: Petrel") }
    for notice in rules.notices {
      let shown = try JSON(canonical: notice.shownBytes)
      #expect(shown["surroundings"]?["company"] == .string(rules.company.name))
    }
  }

  @Test func `nothing is processed before a notice was answered`() throws {
    let told = try Record.after(rules.declared(by: .mara))
    let use = Use("offers", at: "tern-travel", of: ["genres"])
    guard case .refused = Gate(rules).decide(use, on: told, at: .start) else {
      Issue.record("a use was allowed that nobody was asked about")
      return
    }
  }

  @Test func `a yes that names a text which was shown later is none`() throws {
    let later = try renamed
    let text = try #require(later.notice(for: offers)).hash
    #expect(throws: StaleNotice.self) {
      try rules.grant(offers, attributes: nil, shown: text, at: .start)
    }
    // As if it had been written all the same.
    let grant = Grant(offers, attributes: ["genres"], notice: text, until: nil)
    let record = try Record.after(rules.declared(by: .mara) + [.granted(grant)])
    let use = Use("offers", at: "tern-travel", of: ["genres"])
    guard case .refused = Gate(rules).decide(use, on: record, at: .start) else {
      Issue.record("a use was allowed on a text that had not been shown")
      return
    }
    let shown = rules.notices(keptSince: .start)
    for other in shown {
      #expect(throws: Malformed.self) {
        try receipt([event(.granted(grant))], offers, shown: other)
      }
    }
  }

  @Test func `a yes is bound to one version of a notice, which stays readable`() throws {
    let yes = try rules.yes(to: offers)
    let read = try ReadReceipt(receipt([event(yes)], offers).json(.iso27560).canonicalBytes)
    #expect(read.notice == rules.notice(for: offers)?.hash)
    #expect(read.holdsNotice)
    #expect(read.shown == rules.notice(for: offers)?.shownBytes)
  }

  @Test func `recipients are those of the time, whatever they are called today`() throws {
    let yes = try rules.yes(to: offers)
    let before = try receipt([event(yes)], offers).json(.iso27560)
    #expect(try receipt([event(yes)], offers, under: renamed).json(.iso27560) == before)
    #expect(try ReadReceipt(before.canonicalBytes).recipient == "Tern Travel")
  }

  @Test func `nobody has to say who they are to say yes, or to have a receipt`() async throws {
    let vault = try await Vault(MemoryStore(), .cast)
    let yes = try rules.yes(to: Consent("lists"))
    _ = try await vault.meet(Cast.mara.id, at: .start, Vault.Entry([yes]))
    let events = try await vault.events(of: Cast.mara.id)
    let text = try receipt(events, Consent("lists")).json(.kantara).canonicalBytes
    let told = String(decoding: text, as: UTF8.self)
    for secret in Cast.mara.secrets { #expect(!told.contains(secret)) }
  }

  @Test func `a withdrawal tells of the yes that it ended, and a no of no yes`() throws {
    let yes = event(try rules.yes(to: offers))
    let end = event(
      .withdrawn(try rules.withdrawal(offers)),
      2,
      at: .start.after(days: 3)
    )
    let word = try #require(LastWord(about: offers, in: [yes, end]))
    #expect(word.answer == .withdrawn)
    #expect(word.given == .start)
    #expect(word.notice == rules.notice(for: offers)?.hash)
    let read = try ReadReceipt(receipt([yes, end], offers).json(.iso27560).canonicalBytes)
    #expect(read.state == .withdrawn)
    #expect(read.time == .start.after(days: 3))
    #expect(LastWord(about: offers, in: [end]) == nil)
    #expect(LastWord(about: Consent("lists"), in: [yes, end]) == nil)
    let no = event(try rules.no(to: offers), 3, at: .start.after(days: 4))
    let refused = try #require(LastWord(about: offers, in: [yes, end, no]))
    #expect(refused.answer == .refused)
    #expect(refused.given == nil)
    #expect(throws: Invalid.self) { try receipt([no], offers).json(.kantara) }
  }

  @Test func `receipts are checked against the event that the log proves`() async throws {
    let vault = try await Vault(MemoryStore(), .cast)
    let contents = [try rules.yes(to: offers), try rules.yes(to: Consent("lists"))]
    _ = try await vault.meet(Cast.mara.id, at: .start, Vault.Entry(contents))
    let events = try await vault.events(of: Cast.mara.id)
    let proofs = try await vault.receipts(of: Cast.mara.id)
    let word = try #require(LastWord(about: offers, in: events))
    let shown = rules.notices(keptSince: .start).first { $0.hash == KeptText.Hash(word.notice) }
    let made = try ConsentReceipt(
      of: word,
      shown: #require(shown),
      under: rules,
      commitment: proofs[0].commitment,
      logKey: vault.log.verifier.text,
      origin: "https://petrel.example",
      at: .start
    )
    for format in ConsentReceipt.Format.allCases {
      let read = try ReadReceipt(made.json(format).canonicalBytes)
      #expect(throws: Never.self) { try read.check(against: proofs[0], events[0]) }
      #expect(throws: Malformed.self) { try read.check(against: proofs[1], events[1]) }
      #expect(throws: Malformed.self) { try read.check(against: proofs[0], events[1]) }
    }
  }

  @Test(arguments: ["NO", "EU", "US-CA", "DE-BE"])
  func `a jurisdiction is a code`(_ code: String) throws {
    #expect(Jurisdiction(code)?.isUnderGDPR == (code != "US-CA"))
  }

  @Test(arguments: ["", "no", "Norway", "N", "NO-", "NO-TOOLONG", "N0"])
  func `what is no code is refused, with what to write`(_ code: String) throws {
    #expect(Jurisdiction(code) == nil)
    let invalid = #expect(throws: Invalid.self) {
      try Rules.changed(
        "contact: privacy@petrel.example",
        to: "contact: privacy@petrel.example\n  jurisdiction: '\(code)'"
      )
    }
    #expect(invalid?.problems.first?.path == "company.jurisdiction")
  }
}
