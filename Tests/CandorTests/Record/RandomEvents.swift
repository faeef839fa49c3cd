import CandorFixtures
import Foundation

@testable import Candor

extension Dice {
  /// Anything that may stand in somebody's record, likely or not.
  mutating func events(of person: Person.ID, count: Int) -> [Event] {
    var time = Date.start
    return (0..<count).map { index in
      time = time.after(milliseconds: Int64(roll(0...3_000_000_000)))
      return Event(person: person, sequence: index + 1, time: time, content: content(at: time))
    }
  }

  private mutating func content(at time: Date) -> Event.Content {
    switch roll(0...61) {
    case 0...9: .declared(declaration(at: time))
    case 10...11: .corrected(Correction(attribute: attribute(), value: value()))
    case 12...13: .retracted(input())
    case 14...15: .muted(input())
    case 16...17: .unmuted(input())
    case 18...27: .granted(grant(at: time))
    case 28...29: .refused(Refusal(consent(), attributes: severalAttributes(), notice: "old"))
    case 30...31: .withdrawn(Withdrawal(consent()))
    case 32...36: act(at: time)
    case 37...41: .given(gift(at: time))
    case 42: chance(30) ? .invented : .exported
    case 44: .signalled(Signal(gpc: chance(80)))
    case 45: claim(at: time)
    case 46: .begun(begun(at: time))
    case 47...50: .disclosed(disclosed())
    case 51...52: .told(change(at: time))
    case 53: .confirmed(change(at: time))
    case 54...59: exchange()
    case 43: .unknown(kind: "lent", ["cents": .integer(Int64(roll(0...99)))])
    default: chance(20) ? .erased : .exported
    }
  }

  private mutating func disclosed() -> Disclosed {
    Disclosed(
      "d-1",
      consent(),
      role: pick([.partner, .processor]),
      of: severalAttributes(),
      notice: chance(80) ? "old" : nil
    )
  }

  private mutating func change(at time: Date) -> Change {
    Change(
      "msg_a",
      pick(Change.Kind.allCases),
      at: consent(),
      of: severalAttributes(),
      since: time.after(days: -roll(0...3))
    )
  }

  private mutating func exchange() -> Event.Content {
    let offer = Offer.voyage(pick(["voyage", "journey"]))
    let terms: Notice.Hash = pick(["old", "new"])
    let reward = chance(80) ? offer.reward : .perk("A letter.")
    return switch roll(0...3) {
    case 0: Posted.offering(offer, terms)
    case 1: .accepted(Acceptance(consent: offer.consent, reward: reward, terms: terms))
    case 2: .paid(Payment(why: .delivered(offer.consent), reward: reward))
    default: .paid(Payment(why: .paidOut("november"), reward: reward))
    }
  }

  /// Of the record of somebody else, whose events are as likely.
  private mutating func claim(at time: Date) -> Event.Content {
    let other = Record(
      of: Cast.oona.id,
      (1...6).map { number in
        let then = time.after(days: -roll(0...300))
        return Event(person: Cast.oona.id, sequence: number, time: then, content: content(at: then))
      }
    )
    return Record(of: Cast.mara.id).claim(of: other).map { .claimed($0) } ?? .exported
  }

  private mutating func begun(at time: Date) -> Unfinished {
    Unfinished(
      pick(["tastes", "voyage"]),
      page: roll(0...3),
      fields: chance(70) ? ["genres": several(["Verse", "Ocean", "\u{10000}"])] : [:],
      until: time.after(days: roll(1...400))
    )
  }

  /// Most of them for the week in which it is given.
  private mutating func gift(at time: Date) -> Gift {
    Gift(
      benefit: pick(["discover", "discover", "radar"]),
      items: several(["tide-clerk", "starter", "owl-census"]),
      because: [input(): roll(1...9)],
      week: chance(80) ? Week(at: time, in: .gmt) : nil,
      model: chance(50) ? Gift.Model(hash: "0a5b", live: time.after(days: -1)) : nil
    )
  }

  mutating func consent() -> Consent {
    pick([
      Consent("lists"), Consent("lists"), Consent("planning"), Consent("offers", at: "tern-travel"),
      Consent("offers", at: "tern-travel", under: "voyage"), Consent("offers"), Consent("sign-in"),
      Consent("lists", at: "tern-travel"), Consent("gossip"),
    ])
  }

  mutating func severalAttributes() -> [Attribute.Name] {
    several(Rules.small.attributes.map(\.name) + ["shoe-size"])
  }

  private mutating func attribute() -> Attribute.Name { severalAttributes()[0] }

  private mutating func declaration(at time: Date) -> Declaration {
    Declaration(
      attribute: attribute(),
      value: value(),
      source: .init(experience: pick(["tastes", "journey", "gone"]), question: "verse"),
      promise: .init(
        purposes: ["lists"],
        recipients: ["tern-travel"],
        benefits: ["discover"],
        until: time.after(days: roll(1...700))
      )
    )
  }

  private mutating func value() -> Value {
    switch roll(0...3) {
    case 0: .text(pick(["Verse", "", "drowned bells"]))
    case 1: .list(several(["Ocean", "Night", "Quenby Marlstone"]))
    case 2: .number(roll(-9...9))
    default: .day(Day(Date.start.after(days: roll(0...9999))))
    }
  }

  /// Half of them to the notice of today, with all or some of what it covers.
  private mutating func grant(at time: Date) -> Grant {
    let consent = self.consent()
    let until = chance(70) ? time.after(days: roll(0...700)) : nil
    let despite = chance(30) ? Signal(gpc: true) : nil
    if chance(50), let notice = Rules.small.notice(for: consent) {
      let attributes = chance(50) ? notice.attributes : several(notice.attributes)
      return Grant(
        consent,
        attributes: attributes,
        notice: notice.hash,
        until: until,
        despite: despite
      )
    }
    return Grant(consent, attributes: severalAttributes(), notice: "old", until: until)
  }

  private mutating func act(at time: Date) -> Event.Content {
    let then = time.after(days: -roll(0...200))
    return chance(20)
      ? .did(.follow, .creator(creator()), at: then)
      : .did(pick([.read, .like, .dismiss]), .item(item()), at: then)
  }

  private mutating func input() -> Input {
    switch roll(0...2) {
    case 0: .attribute(attribute())
    case 1: .act(.item(item()))
    default: .act(.creator(creator()))
    }
  }

  private mutating func item() -> Item.ID { pick(["tide-clerk", "starter", "owl-census", "gone"]) }

  private mutating func creator() -> String { pick(["Ilse Okonjo", "Bram Castellane"]) }
}
