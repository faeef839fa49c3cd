import Candor
import Foundation

/// Rules, somebody who said fifty times yes, and a thousand uses of what they told.
struct Table {
  static let attributes: [Attribute.Name] = ["genres", "authors", "pace", "region", "budget"]
  /// Each asks for the company itself and for a partner.
  static let purposes = 30
  static let grants = 50

  /// For whoever is asked the same: by what the uses are decided, and how.
  struct Told: Encodable {
    struct Yes: Encodable {
      let purpose: String
      let recipient: String
      let attributes: [String]
      let until: Int64
    }

    struct Wanted: Encodable {
      let purpose: String
      let recipient: String
      let attributes: [String]
    }

    let now: Int64
    /// Those that stand under today's text.
    let yeses: [Yes]
    let muted: [String]
    /// Until when each answer is held.
    let ends: [String: Int64]
    let uses: [Wanted]
    let allowed: [Bool]
  }

  let gate: Gate
  let record: Record
  let uses: [Use]
  let now: Date
  let told: Told

  init() throws {
    let rules = try Rules(yaml: Self.rules)
    let begin = Date(timeIntervalSince1970: 1_790_000_000)
    let now = begin.addingTimeInterval(100 * 86_400)
    let consents = rules.notices.map(\.consent)
    var random = Numbers(state: 7)
    let record = try Self.record(rules, consents, begin, now, &random)
    let gate = Gate(rules)
    uses = (0..<1000).map { _ in
      let consent = consents[Int(random.next() % UInt64(consents.count))]
      // Most want what is held; the last two are muted and have run out.
      let some = random.next() % 4 == 0 ? Self.attributes : Array(Self.attributes.prefix(3))
      let names = some.shuffled(using: &random).prefix(1 + Int(random.next() % 4))
      return Use(consent.purpose, at: consent.recipient, of: names)
    }
    self.gate = gate
    self.record = record
    self.now = now
    told = Told(gate, record, uses, at: now)
  }

  /// Of the first fifty consents some ran out since, and some were taken back or renewed.
  private static func record(
    _ rules: Rules,
    _ consents: [Consent],
    _ begin: Date,
    _ now: Date,
    _ random: inout Numbers
  ) throws -> Record {
    let person = Person.ID(at: begin, using: &random)
    var record = Record(of: person)
    func write(_ contents: [Event.Content], at date: Date) {
      record = record.applying(record.events(adding: contents, at: date))
    }
    for name in attributes {
      let promise = Declaration.Promise(
        purposes: rules.purposes.map(\.name),
        recipients: [],
        benefits: [],
        until: begin.addingTimeInterval((name == "budget" ? 90 : 700) * 86_400)
      )
      let declaration = Declaration(
        attribute: name,
        value: .list(["one", "other"]),
        source: .init(experience: "tastes", question: "first"),
        promise: promise
      )
      write([.declared(declaration)], at: begin)
    }
    for (number, consent) in consents.prefix(grants).enumerated() {
      guard let notice = rules.notice(for: consent) else { continue }
      let names = number % 10 == 0 ? [Self.attributes[number % 4]] : nil
      let date = number % 9 == 0 ? begin : now.addingTimeInterval(-86_400)
      let yes = try rules.grant(consent, attributes: names, shown: notice.hash, at: date)
      write([.granted(yes)], at: date)
      if number % 13 == 0 { write([.withdrawn(Withdrawal(consent))], at: date) }
    }
    write([.muted(.attribute("region"))], at: now)
    return record
  }

  private static var rules: String {
    let names = attributes.map(\.rawValue).joined(separator: ", ")
    let partners = (0..<purposes / 2).map { "partner-\($0)" }
    func recipient(_ purpose: Int) -> String { partners[purpose / 2] }
    return """
      company: {name: Bench, contact: privacy@bench.example}
      attributes:
      \(attributes.map {
        "  - {name: \($0), title: \($0), type: tags, kind: interest, expires: 2 years}"
      }.joined(separator: "\n"))
      purposes:
      \((0..<purposes).map {
        "  - {name: purpose-\($0), sentence: So., basis: consent, uses: [\(names)], expires: 60 days}"
      }.joined(separator: "\n"))
      recipients:
      \(partners.enumerated().map { number, name in
        let own = [2 * number, 2 * number + 1].map { "purpose-\($0)" }.joined(separator: ", ")
        return "  - {name: \(name), title: Partner, role: partner, for: helps, "
          + "contact: privacy@partner.example, purposes: [\(own)]}"
      }.joined(separator: "\n"))
      benefits: []
      notices:
      \((0..<purposes).flatMap { number in
        [
          "  - {purpose: purpose-\(number), version: 1, attributes: [\(names)], text: May we?}",
          "  - {purpose: purpose-\(number), recipient: \(recipient(number)), version: 1, "
            + "attributes: [\(names)], text: May Partner?}",
        ]
      }.joined(separator: "\n"))
      experiences: []
      """
  }
}

extension Table.Told {
  init(_ gate: Gate, _ record: Record, _ uses: [Use], at now: Date) {
    let yeses = record.standings.flatMap { consent, standings in
      standings.compactMap { name, standing -> Yes? in
        guard case .granted(_, let until?, _) = standing else { return nil }
        return Yes(
          purpose: consent.purpose.rawValue,
          recipient: consent.recipient?.rawValue ?? "",
          attributes: [name.rawValue],
          until: until.milliseconds
        )
      }
    }
    // Whoever writes a rule for each yes writes it once for all of its attributes.
    let together = Dictionary(grouping: yeses) { "\($0.purpose) \($0.recipient) \($0.until)" }
    self.init(
      now: now.milliseconds,
      yeses: together.values.compactMap { some in
        some.first.map {
          Yes(
            purpose: $0.purpose,
            recipient: $0.recipient,
            attributes: some.flatMap(\.attributes).sorted(),
            until: $0.until
          )
        }
      },
      muted: record.muted.compactMap { input in
        if case .attribute(let name) = input { name.rawValue } else { nil }
      },
      ends: Dictionary(
        uniqueKeysWithValues: record.answers.map {
          ($0.rawValue, $1.expiry(under: gate.rules).milliseconds)
        }
      ),
      uses: uses.map {
        Wanted(
          purpose: $0.purpose.rawValue,
          recipient: $0.recipient?.rawValue ?? "",
          attributes: $0.attributes.map(\.rawValue).sorted()
        )
      },
      allowed: uses.map { gate.reasons(against: $0, on: record, at: now).isEmpty }
    )
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers in every run.
struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
