import CandorFixtures
import Foundation

@testable import Candor

extension Vector {
  static let others: [Vector] = [
    Vector(
      14,
      .given(
        Gift(
          benefit: "discover",
          items: ["tide-clerk", "drift-line"],
          because: [.attribute("genres"): 2, .act(.item("owl-census")): 1, .attribute("acts"): 2]
        )
      ),
      #"""
      {"kind":"given","person":"011f71fb-0450-7000-8000-00000000000a","sequence":14,\#
      "time":1234567890000,"what":{"because":[{"count":1,"input":{"item":"owl-census"}},\#
      {"count":2,"input":{"attribute":"acts"}},{"count":2,"input":{"attribute":"genres"}}],\#
      "benefit":"discover","items":["tide-clerk","drift-line"]}}
      """#
    ),
    Vector(
      15,
      .exported,
      #"""
      {"kind":"exported","person":"011f71fb-0450-7000-8000-00000000000a","sequence":15,\#
      "time":1234567890000,"what":{}}
      """#
    ),
    Vector(
      16,
      .erased,
      #"""
      {"kind":"erased","person":"011f71fb-0450-7000-8000-00000000000a","sequence":16,\#
      "time":1234567890000,"what":{}}
      """#
    ),
    Vector(
      17,
      .unknown(
        kind: "lent",
        ["to": .string("me"), "cents": .integer(20), "sure": .bool(true), "of": []]
      ),
      #"""
      {"kind":"lent","person":"011f71fb-0450-7000-8000-00000000000a","sequence":17,\#
      "time":1234567890000,"what":{"cents":20,"of":[],"sure":true,"to":"me"}}
      """#
    ),
    Vector(
      18,
      .given(
        Gift(
          benefit: "discover",
          items: ["starter"],
          because: [:],
          week: Week(at: .start, in: .gmt),
          model: Gift.Model(hash: "5e1f", live: Date(milliseconds: 1_234_567_000_001))
        )
      ),
      #"""
      {"kind":"given","person":"011f71fb-0450-7000-8000-00000000000a","sequence":18,\#
      "time":1234567890000,"what":{"because":[],"benefit":"discover","items":["starter"],\#
      "model":{"hash":"5e1f","live":1234567000001},"week":"2009-W07"}}
      """#
    ),
    Vector(
      20,
      promised(.flag(false), for: "member"),
      #"""
      {"kind":"declared","person":"011f71fb-0450-7000-8000-00000000000a","sequence":20,\#
      "time":1234567890000,"what":{"attribute":"member","benefits":["mixes","discover"],\#
      "experience":"tastes","purposes":["lists","offers"],"question":"first",\#
      "recipients":["tern-travel"],"until":1297639890250,"value":false}}
      """#
    ),
    Vector(
      21,
      .corrected(Correction(attribute: "meals", value: .table(["tea": "late", "day": "noon"]))),
      #"""
      {"kind":"corrected","person":"011f71fb-0450-7000-8000-00000000000a","sequence":21,\#
      "time":1234567890000,"what":{"attribute":"meals",\#
      "value":{"table":{"day":"noon","tea":"late"}}}}
      """#
    ),
    Vector(
      19,
      .invented,
      #"""
      {"kind":"invented","person":"011f71fb-0450-7000-8000-00000000000a","sequence":19,\#
      "time":1234567890000,"what":{}}
      """#
    ),
  ]

  static let signals: [Vector] = [
    Vector(
      20,
      .signalled(Signal(gpc: true)),
      #"""
      {"kind":"signalled","person":"011f71fb-0450-7000-8000-00000000000a","sequence":20,\#
      "time":1234567890000,"what":{"gpc":true}}
      """#
    ),
    Vector(
      21,
      .granted(
        Grant(
          Consent("offers", at: "tern-travel"),
          attributes: ["genres"],
          notice: "5e1f",
          until: nil,
          despite: Signal(gpc: true)
        )
      ),
      #"""
      {"kind":"granted","person":"011f71fb-0450-7000-8000-00000000000a","sequence":21,\#
      "time":1234567890000,"what":{"attributes":["genres"],"despite":{"gpc":true},\#
      "notice":"5e1f","purpose":"offers","recipient":"tern-travel"}}
      """#
    ),
    Vector(
      22,
      .claimed(
        Claim(
          from: Cast.oona.id,
          answers: [
            Claim.Answer(
              declaration: Declaration(
                attribute: "verse",
                value: .number(4),
                source: .init(experience: "tastes", question: "verse"),
                promise: .init(
                  purposes: ["lists"],
                  recipients: [],
                  benefits: ["discover"],
                  until: Date(milliseconds: 1_297_639_890_250)
                )
              ),
              said: Date(milliseconds: 1_234_567_000_001)
            )
          ],
          acts: [
            Act(.like, .item("tide-clerk"), at: Date(milliseconds: 1_234_567_000_002))
          ].compactMap { $0 },
          muted: [.attribute("genres")],
          words: [
            Claim.Word(
              consent: Consent("offers", at: "tern-travel"),
              attribute: "genres",
              standing: .granted(notice: "5e1f", until: nil, at: .start),
              isDespite: true
            ),
            Claim.Word(
              consent: Consent("lists"),
              attribute: "verse",
              standing: .refused(at: .start),
              isDespite: false
            ),
          ],
          optedOut: Date(milliseconds: 1_234_567_000_003)
        )
      ),
      #"""
      {"kind":"claimed","person":"011f71fb-0450-7000-8000-00000000000a","sequence":22,\#
      "time":1234567890000,"what":{"acts":[{"act":"like","on":{"item":"tide-clerk"},\#
      "time":1234567000002}],"answers":[{"declaration":{"attribute":"verse",\#
      "benefits":["discover"],"experience":"tastes","purposes":["lists"],"question":"verse",\#
      "recipients":[],"until":1297639890250,"value":4},"said":1234567000001}],\#
      "from":"011f71fb-0450-7000-8000-00000000000c","muted":[{"attribute":"genres"}],\#
      "optedOut":1234567000003,"standings":[{"attribute":"genres",\#
      "consent":{"purpose":"offers","recipient":"tern-travel"},"despite":true,\#
      "standing":{"granted":1234567890000,"notice":"5e1f"}},{"attribute":"verse",\#
      "consent":{"purpose":"lists"},"standing":{"refused":1234567890000}}]}}
      """#
    ),
  ]
}

extension Vector {
  /// What an analytics client passed on.
  static let told: [Vector] = [
    Vector(
      31,
      .did(
        .read,
        .item("tide-clerk"),
        at: Date(milliseconds: 1_234_567_000_001),
        toldBy: "website"
      ),
      #"""
      {"kind":"acted","person":"011f71fb-0450-7000-8000-00000000000a","sequence":31,\#
      "time":1234567890000,"what":{"act":"read","on":{"item":"tide-clerk"},\#
      "time":1234567000001,"told-by":"website"}}
      """#
    ),
    Vector(
      32,
      .declared(
        Declaration(
          attribute: "mood",
          value: .text("larkrise"),
          source: .init(experience: "tastes", question: "mood"),
          promise: .init(
            purposes: ["planning"],
            recipients: [],
            benefits: ["letters"],
            until: Date(milliseconds: 1_297_639_890_250)
          ),
          toldBy: "website"
        )
      ),
      #"""
      {"kind":"declared","person":"011f71fb-0450-7000-8000-00000000000a","sequence":32,\#
      "time":1234567890000,"what":{"attribute":"mood","benefits":["letters"],\#
      "experience":"tastes","purposes":["planning"],"question":"mood","recipients":[],\#
      "told-by":"website","until":1297639890250,"value":"larkrise"}}
      """#
    ),
  ]
}
