import Candor
import CandorFixtures
import Foundation
import Testing

/// What the Gate may never do, whatever stands in a record.
struct GatePropertyTests {
  /// The last thing that the events say of one attribute under one consent, found without the fold.
  private func lastWord(
    on name: Attribute.Name,
    _ consent: Consent,
    in events: [Event]
  ) -> Grant? {
    var withdrawn = false
    for event in events.reversed() {
      switch event.content {
      case .erased: return nil
      case .withdrawn(let withdrawal) where withdrawal.consent == consent: withdrawn = true
      case .refused(let refusal)
      where refusal.consent == consent && refusal.attributes.contains(name):
        return nil
      case .granted(let grant) where grant.consent == consent && grant.attributes.contains(name):
        return withdrawn ? nil : grant
      default: break
      }
    }
    return nil
  }

  private func use(_ dice: inout Dice) -> Use {
    let consent = dice.consent()
    let purpose = Rules.small.purpose(consent.purpose)
    let attributes = dice.chance(90) ? purpose?.uses ?? ["genres"] : dice.severalAttributes()
    let chosen = dice.chance(70) ? [dice.pick(attributes)] : dice.several(attributes)
    return Use(consent.purpose, at: consent.recipient, of: chosen)
  }

  @Test func `whatever is allowed has a standing yes in force, or a contract`() throws {
    let rules = Rules.small
    var (allowed, contracts) = (0, 0)
    for seed in UInt64(0)..<300 {
      var dice = Dice(seed)
      // What is claimed has times of its own: the model of the Gate tries that.
      let events = dice.events(of: Cast.mara.id, count: 40).filter { $0.content.kind != "claimed" }
      let record = Record(of: Cast.mara.id, events)
      let last = try #require(events.last).time
      for _ in 0..<20 {
        let use = self.use(&dice)
        let now = last.after(days: dice.roll(0...200))
        let decision = Gate(rules).decide(use, on: record, at: now)
        guard let permitted = decision.permitted else {
          try #require(!decision.reasons.isEmpty)
          continue
        }
        let purpose = try #require(rules.purpose(use.purpose))
        try #require(permitted.facts.allSatisfy { use.attributes.contains($0.attribute.name) })
        try #require(use.attributes.isSubset(of: purpose.uses))
        if purpose.basis == .contract {
          contracts += 1
          continue
        }
        allowed += 1
        for name in use.attributes {
          let grant = try #require(lastWord(on: name, use.consent, in: events), "seed \(seed)")
          let notice = try #require(rules.notice(for: use.consent))
          try #require(grant.until.map { $0 > now } ?? true, "seed \(seed)")
          try #require(grant.notice == notice.hash, "seed \(seed)")
          try #require(notice.attributes.contains(name), "seed \(seed)")
          try #require(!record.muted.contains(.attribute(name)), "seed \(seed)")
        }
      }
    }
    #expect(allowed > 0 && contracts > 0, "the seeds try nothing")
  }

  @Test func `the widest use is never wider than what is allowed one by one`() {
    let gate = Gate(.small)
    for seed in UInt64(0)..<300 {
      var dice = Dice(seed)
      let record = Record(of: Cast.mara.id, dice.events(of: Cast.mara.id, count: 40))
      let now = Date.start.after(days: dice.roll(0...1500))
      for purpose in Rules.small.purposes {
        let widest = gate.decideWidest(purpose.name, on: record, at: now).permitted
        let single = purpose.uses.filter { name in
          gate.decide(Use(purpose.name, of: [name]), on: record, at: now).permitted != nil
        }
        #expect(widest?.use.attributes ?? [] == Set(single), "seed \(seed)")
      }
    }
  }

  @Test func `a refusal always says why`() {
    for seed in UInt64(0)..<300 {
      var dice = Dice(seed)
      let record = Record(of: Cast.mara.id, dice.events(of: Cast.mara.id, count: 40))
      let use = self.use(&dice)
      if case .refused(let reasons) = Gate(.small).decide(use, on: record, at: .start) {
        #expect(!reasons.isEmpty)
        #expect(Set(reasons.compactMap(\.attribute)).isSubset(of: use.attributes))
      }
    }
  }
}
