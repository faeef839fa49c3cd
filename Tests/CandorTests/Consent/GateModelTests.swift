import Candor
import CandorFixtures
import Foundation
import Testing

/// The Gate beside a model of it that was written without it, over random lives.
struct GateModelTests {
  private static let lives: UInt64 = 100_000
  private static let shards: UInt64 = 8

  @Test(arguments: 0..<shards)
  func `the Gate and its model never differ`(_ shard: UInt64) throws {
    let gates = try Self.gates()
    var seen: Set<String> = []
    for seed in shard * Self.lives / Self.shards..<(shard + 1) * Self.lives / Self.shards {
      var life = Life(seed, gates)
      for step in 1...7 {
        try life.live()
        for difference in life.differences(&seen) {
          Issue.record("seed \(seed), step \(step): \(difference)")
          return
        }
      }
    }
    let causes = Set(seen.compactMap { $0.split(separator: " ").first.map(String.init) })
    let expected: Set = [
      "allowed", "opted-out", "not-covered", "never-asked", "refused", "withdrawn", "expired",
      "muted",
    ]
    #expect(causes == expected, "the seeds try too little")
  }

  /// One for each set of rules of the model.
  private static func gates() throws -> [Gate] {
    let offers = "attributes: [a, c], text: May Tern have it?"
    return try [
      rules, rules.replacing("May we choose?", with: "May we pick?"),
      rules.replacing("May Tern have it?", with: "May Tern use it?"),
      rules.replacing(offers, with: "attributes: [a], text: May Tern have it?"),
    ].map { Gate(try Rules(yaml: $0)) }
  }

  private static let rules = """
    company: {name: Petrel House, contact: privacy@petrel.example}
    attributes:
      - {name: a, title: A, type: text, kind: interest, expires: 40 days}
      - {name: b, title: B, type: text, kind: interest, expires: 30 days}
      - {name: c, title: C, type: text, kind: interest, expires: 50 days}
    purposes:
      - {name: lists, sentence: Lists., basis: consent, uses: [a, b], expires: 20 days}
      - {name: offers, sentence: Offers., basis: consent, uses: [a, c], expires: 30 days}
      - {name: care, sentence: Care., basis: consent, uses: [b], expires: 10 days}
      - {name: post, sentence: Post., basis: contract, uses: [c]}
    recipients:
      - {name: tern, title: Tern, role: partner, for: sells, contact: t@tern.example, purposes: [offers]}
      - {name: mill, title: Mill, role: processor, for: cares, contact: m@mill.example, purposes: [care]}
      - {name: gannet, title: Gannet, role: processor, for: posts, contact: g@gannet.example,
         purposes: [post]}
    benefits: []
    notices:
      - {purpose: lists, version: 1, attributes: [a, b], text: May we choose?}
      - {purpose: offers, version: 1, attributes: [a, c], text: May we offer?}
      - {purpose: offers, recipient: tern, version: 1, attributes: [a, c], text: May Tern have it?}
      - {purpose: care, version: 1, attributes: [b], text: May we care?}
      - {purpose: care, recipient: mill, version: 1, attributes: [b], text: May Mill care?}
    experiences: []
    """
}

/// Two records, and the model of both, that live through the same.
private struct Life {
  private var dice: Dice
  private let gates: [Gate]
  private var model = GateModel()
  private var records = [Record(of: Cast.mara.id), Record(of: Cast.oona.id)]
  /// The consent that the last step was about.
  private var touched = "lists"
  private var steps: [String] = []

  init(_ seed: UInt64, _ gates: [Gate]) {
    dice = Dice(seed)
    self.gates = gates
  }

  private var now: Date { .start.after(days: model.today) }

  private static func consent(_ name: String) -> Consent {
    let parts = name.split(separator: " ")
    return Consent(
      Purpose.Name(String(parts[0])),
      at: parts.count > 1 ? Recipient.Name(String(parts[2])) : nil
    )
  }

  private mutating func write(_ content: Event.Content, _ who: Int) {
    records[who] = records[who].adding([content], at: now)
    steps.append("day \(model.today), rules \(model.rules), \(who): \(content)")
  }

  mutating func live() throws {
    let who = dice.chance(70) ? 0 : 1
    let consent = dice.pick(["lists", "offers", "offers at tern", "offers at tern", "care at mill"])
    touched = consent
    switch dice.roll(0...13) {
    case 0...3: try say("yes", who, consent)
    case 4: try say("no", who, consent)
    case 5:
      model.withdraw(who, consent)
      write(.withdrawn(Withdrawal(Self.consent(consent))), who)
    case 6: model.rules = dice.roll(0...3)
    case 7...8: model.today += dice.pick([1, 4, 9, 10, 15, 20, 30])
    case 9:
      let isOn = dice.chance(80)
      model.signal(who, isOn)
      write(.signalled(Signal(gpc: isOn)), who)
    case 10: tell(who)
    case 11:
      let name = dice.pick(["a", "b", "c"])
      let isMuted = dice.chance(70)
      let input = Input.attribute(Attribute.Name(name))
      if isMuted {
        model.people[who].muted.insert(name)
      } else {
        model.people[who].muted.remove(name)
      }
      write(isMuted ? .muted(input) : .unmuted(input), who)
    default:
      model.claim()
      if let claim = records[0].claim(of: records[1]) { write(.claimed(claim), 0) }
      records[1] = Record(of: Cast.oona.id)
    }
  }

  private mutating func say(_ kind: String, _ who: Int, _ name: String) throws {
    let (rules, consent) = (gates[model.rules].rules, Self.consent(name))
    guard let notice = rules.notice(for: consent) else { return }
    let attributes = dice.chance(60) ? notice.attributes : [dice.pick(notice.attributes)]
    let isDespite = dice.chance(50)
    model.say(kind, who, name, attributes.map(\.rawValue), despite: isDespite)
    if kind == "no" {
      write(.refused(try rules.refusal(consent, attributes: attributes, shown: notice.hash)), who)
    } else {
      let grant = try rules.grant(
        consent,
        attributes: attributes,
        shown: notice.hash,
        despite: isDespite ? Signal(gpc: true) : nil,
        at: now
      )
      write(.granted(grant), who)
    }
  }

  private mutating func tell(_ who: Int) {
    let name = dice.pick(["a", "b", "c"])
    let until = model.today + dice.pick([5, 20, 45, 90])
    let purposes = dice.chance(70) ? ["post", "lists"] : ["lists"]
    model.people[who].told[name] = .init(said: model.today, until: until, purposes: purposes)
    let promise = Declaration.Promise(
      purposes: purposes.map { Purpose.Name($0) },
      recipients: [],
      benefits: [],
      until: .start.after(days: until)
    )
    let declaration = Declaration(
      attribute: Attribute.Name(name),
      value: .text(name),
      source: .init(experience: "tastes", question: "a"),
      promise: promise
    )
    write(.declared(declaration), who)
  }

  /// Where the Gate and the model say different things of two uses: one of what was touched last, and
  /// one of anything.
  mutating func differences(_ seen: inout Set<String>) -> [String] {
    [touched, dice.pick(GateModel.consents)].compactMap { name in
      let uses = GateModel.uses[name] ?? []
      let attributes = dice.chance(60) ? uses : [dice.pick(uses)]
      let who = dice.chance(70) ? 0 : 1
      let consent = Self.consent(name)
      let names = attributes.map { Attribute.Name($0) }
      let use = Use(consent.purpose, at: consent.recipient, of: names)
      let said: [String]
      switch gates[model.rules].decide(use, on: records[who], at: now) {
      case .allowed: said = []
      case .refused(let reasons):
        said = reasons.map { "\($0.cause.rawValue) \($0.attribute?.rawValue ?? "-")" }
      }
      let expected = model.reasons(against: attributes, name, of: who)
      seen.insert(expected.first ?? "allowed")
      guard said != expected else { return nil }
      return "\(name) \(attributes) of \(who): Gate \(said), model \(expected), after \(steps)"
    }
  }
}
