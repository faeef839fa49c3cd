import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// What was said before somebody was known becomes theirs.
struct ClaimTests {
  private let rules = Rules.small
  private let lists = Consent("lists")
  private let offers = Consent("offers", at: "tern-travel")
  private let earlier = Date.start.after(days: -9)

  private func known(_ contents: [Event.Content], at now: Date = .start) -> Record {
    .after(contents, of: .mara, at: now)
  }

  private func other(_ contents: [Event.Content], at now: Date = .start) -> Record {
    .after(contents, of: .oona, at: now)
  }

  /// The record of Mara after she claimed the other one, some days later.
  private func claimed(_ other: Record, by record: Record) throws -> Record {
    let claim = try #require(record.claim(of: other))
    return record.adding([.claimed(claim)], at: .start.after(days: 5))
  }

  private func wish(_ text: String, at now: Date = .start) throws -> [Event.Content] {
    try rules.declared(["wish": .text(text)], in: "journey", at: now)
  }

  @Test func `of two answers the later one counts, with its promise and its time`() throws {
    let (old, new) = (try wish("clocks", at: earlier), try wish("bells"))
    let taken = try claimed(other(new), by: known(old, at: earlier))
    let answer = try #require(taken.answers["wish"])
    #expect(answer.declaration.value == .text("bells"))
    #expect(answer.said == .start)
    #expect(answer.declaration.promise == other(new).answers["wish"]?.declaration.promise)
    #expect(answer.sequence == taken.version)
    #expect(known(new).claim(of: other(old, at: earlier)) == nil)
    #expect(known(new).claim(of: other(try wish("clocks"))) == nil, "at one time one's own stays")
  }

  @Test func `the address that leads to the record stays`() throws {
    func address(_ member: Cast, at now: Date) throws -> [Event.Content] {
      try rules.declared(["email": .text(member.email)], in: "journey", at: now)
    }
    let mara = known(try address(.mara, at: earlier), at: earlier)
    let oona = other(try address(.oona, at: .start))
    #expect(mara.claim(of: oona) == nil)
    #expect(try claimed(oona, by: known([])).answers["email"]?.said == .start)
  }

  @Test func `acts are joined as if they had been done here, and mutes hold`() throws {
    let item = Act.Object.item("starter")
    let liked = known([.did(.like, item, at: earlier), .did(.read, item, at: .start)])
    let taken = try claimed(
      other([
        .did(.dismiss, item, at: .start), .did(.read, item, at: earlier),
        .did(.follow, .creator("Ana Brack"), at: earlier), .muted(.act(item)),
      ]),
      by: liked
    )
    #expect(taken.acts[item] == [.dismiss: .start, .read: .start])
    #expect(taken.acts[.creator("Ana Brack")] == [.follow: earlier])
    #expect(taken.muted == [.act(item)])
  }

  @Test func `the later word counts, and at one time the no`() throws {
    let yes = try rules.yes(to: lists)
    let no = try rules.no(to: lists)
    let later = try claimed(other([yes]), by: known([no], at: earlier))
    #expect(later.standing(lists, "genres") == other([yes]).standing(lists, "genres"))
    #expect(known([no]).claim(of: other([yes], at: earlier)) == nil)
    #expect(known([no]).claim(of: other([yes])) == nil)
    #expect(
      try claimed(other([no]), by: known([yes])).standing(lists, "genres") == .refused(at: .start)
    )
  }

  @Test func `a signal stands since it was first seen in either`() throws {
    let signal = [Event.Content.signalled(Signal(gpc: true))]
    let late = known(signal)
    #expect(try claimed(other(signal, at: earlier), by: late).optOut?.since == earlier)
    #expect(try claimed(other(signal, at: earlier), by: known([])).optOut?.since == earlier)
    #expect(known(signal, at: earlier).claim(of: other(signal)) == nil)
  }

  @Test func `a yes in spite of a signal stays one, and any other is none`() throws {
    let signal = Event.Content.signalled(Signal(gpc: true))
    let yes = try rules.yes(to: offers)
    let despite = try rules.yes(to: offers, despite: Signal(gpc: true))
    let use = Use("offers", at: "tern-travel", of: ["genres"])
    func causes(_ record: Record) -> [RefusalReason.Cause] {
      Gate(rules).decide(use, on: record, at: .start).reasons.map(\.cause)
    }
    #expect(causes(try claimed(other([signal, despite]), by: known([]))) == [])
    #expect(causes(try claimed(other([yes]), by: known([signal], at: earlier))) == [.optedOut])
    #expect(causes(try claimed(other([signal], at: earlier), by: known([yes]))) == [.optedOut])
    let both = known([signal, despite], at: earlier)
    #expect(causes(try claimed(other([yes]), by: both)) == [.optedOut])
  }

  @Test func `what was claimed once is not claimed again`() throws {
    for seed in UInt64(0)..<300 {
      var dice = Dice(seed)
      let other = Record(of: Cast.oona.id, dice.events(of: Cast.oona.id, count: 12))
      let record = Record(of: Cast.mara.id, dice.events(of: Cast.mara.id, count: 12))
      guard let claim = record.claim(of: other) else { continue }
      let once = record.adding([.claimed(claim)], at: .start.after(days: 900))
      #expect(once.claim(of: other) == nil, "seed \(seed)")
      var twice = once.adding([.claimed(claim)], at: .start.after(days: 900))
      twice.version = once.version
      #expect(twice == once, "seed \(seed)")
    }
  }
}
