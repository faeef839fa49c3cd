import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// An event and the one way in which it is spelled.
struct Vector: Sendable, CustomTestStringConvertible {
  let event: Event
  let text: String

  var testDescription: String { "\(event.content.kind) \(event.sequence)" }

  init(_ sequence: Int, _ content: Event.Content, _ text: String) {
    self.event = Event(person: Cast.mara.id, sequence: sequence, time: .start, content: content)
    self.text = text
  }
}

extension Vector {
  static let all =
    begun + answers + consents + acts + others + signals + told + disclosures + exchange

  private static let begun: [Vector] = [
    Vector(
      30,
      .begun(
        Unfinished(
          "tastes",
          page: 2,
          fields: ["makers:pick": ["Ines Vargholm"], "genres": ["Verse", "Ocean"], "skipped": []],
          until: Date(milliseconds: 1_297_639_890_250)
        )
      ),
      #"""
      {"kind":"begun","person":"011f71fb-0450-7000-8000-00000000000a","sequence":30,\#
      "time":1234567890000,"what":{"experience":"tastes","fields":{"genres":["Verse","Ocean"],\#
      "makers:pick":["Ines Vargholm"],"skipped":[]},"page":2,"until":1297639890250}}
      """#
    ),
    Vector(
      31,
      .begun(Unfinished("tastes", until: .start)),
      #"""
      {"kind":"begun","person":"011f71fb-0450-7000-8000-00000000000a","sequence":31,\#
      "time":1234567890000,"what":{"experience":"tastes","fields":{},"page":0,\#
      "until":1234567890000}}
      """#
    ),
  ]

  static func promised(_ value: Value, for attribute: Attribute.Name) -> Event.Content {
    .declared(
      Declaration(
        attribute: attribute,
        value: value,
        source: .init(experience: "tastes", question: "first"),
        promise: .init(
          purposes: ["lists", "offers"],
          recipients: ["tern-travel"],
          benefits: ["mixes", "discover"],
          until: Date(milliseconds: 1_297_639_890_250)
        )
      )
    )
  }

  private static let answers: [Vector] = [
    Vector(
      1,
      promised(.list(["Verse", "Ocean"]), for: "genres"),
      #"""
      {"kind":"declared","person":"011f71fb-0450-7000-8000-00000000000a","sequence":1,\#
      "time":1234567890000,"what":{"attribute":"genres","benefits":["mixes","discover"],\#
      "experience":"tastes","purposes":["lists","offers"],"question":"first",\#
      "recipients":["tern-travel"],"until":1297639890250,"value":["Verse","Ocean"]}}
      """#
    ),
    Vector(
      2,
      promised(.number(-3), for: "verse"),
      #"""
      {"kind":"declared","person":"011f71fb-0450-7000-8000-00000000000a","sequence":2,\#
      "time":1234567890000,"what":{"attribute":"verse","benefits":["mixes","discover"],\#
      "experience":"tastes","purposes":["lists","offers"],"question":"first",\#
      "recipients":["tern-travel"],"until":1297639890250,"value":-3}}
      """#
    ),
    Vector(
      3,
      promised(.text("Hallgrímur said: \"no\"\n\\ 🐋"), for: "wish"),
      #"""
      {"kind":"declared","person":"011f71fb-0450-7000-8000-00000000000a","sequence":3,\#
      "time":1234567890000,"what":{"attribute":"wish","benefits":["mixes","discover"],\#
      "experience":"tastes","purposes":["lists","offers"],"question":"first",\#
      "recipients":["tern-travel"],"until":1297639890250,\#
      "value":"Hallgrímur said: \"no\"\n\\ 🐋"}}
      """#
    ),
    Vector(
      4,
      .corrected(Correction(attribute: "departure", value: .day(Day(.start)))),
      #"""
      {"kind":"corrected","person":"011f71fb-0450-7000-8000-00000000000a","sequence":4,\#
      "time":1234567890000,"what":{"attribute":"departure","value":{"day":"2009-02-13"}}}
      """#
    ),
    Vector(
      5,
      .retracted(.attribute("genres")),
      #"""
      {"kind":"retracted","person":"011f71fb-0450-7000-8000-00000000000a","sequence":5,\#
      "time":1234567890000,"what":{"attribute":"genres"}}
      """#
    ),
    Vector(
      6,
      .muted(.act(.item("tide-clerk"))),
      #"""
      {"kind":"muted","person":"011f71fb-0450-7000-8000-00000000000a","sequence":6,\#
      "time":1234567890000,"what":{"item":"tide-clerk"}}
      """#
    ),
    Vector(
      7,
      .unmuted(.act(.creator("Ilse Okonjo"))),
      #"""
      {"kind":"unmuted","person":"011f71fb-0450-7000-8000-00000000000a","sequence":7,\#
      "time":1234567890000,"what":{"creator":"Ilse Okonjo"}}
      """#
    ),
  ]

  private static let consents: [Vector] = [
    Vector(
      8,
      .granted(
        Grant(
          Consent("offers", at: "tern-travel"),
          attributes: ["genres", "departure", "genres"],
          notice: "5e1f",
          until: Date(milliseconds: 1_237_159_890_000),
          evidence: "letter of 3 May"
        )
      ),
      #"""
      {"kind":"granted","person":"011f71fb-0450-7000-8000-00000000000a","sequence":8,\#
      "time":1234567890000,"what":{"attributes":["departure","genres"],\#
      "evidence":"letter of 3 May","notice":"5e1f","purpose":"offers",\#
      "recipient":"tern-travel","until":1237159890000}}
      """#
    ),
    Vector(
      9,
      .granted(Grant(Consent("lists"), attributes: ["acts"], notice: "5e1f", until: nil)),
      #"""
      {"kind":"granted","person":"011f71fb-0450-7000-8000-00000000000a","sequence":9,\#
      "time":1234567890000,"what":{"attributes":["acts"],"notice":"5e1f","purpose":"lists"}}
      """#
    ),
    Vector(
      10,
      .refused(
        Refusal(Consent("offers", at: "tern-travel"), attributes: ["email"], notice: "5e1f")
      ),
      #"""
      {"kind":"refused","person":"011f71fb-0450-7000-8000-00000000000a","sequence":10,\#
      "time":1234567890000,"what":{"attributes":["email"],"notice":"5e1f","purpose":"offers",\#
      "recipient":"tern-travel"}}
      """#
    ),
    Vector(
      11,
      .withdrawn(Withdrawal(Consent("lists"))),
      #"""
      {"kind":"withdrawn","person":"011f71fb-0450-7000-8000-00000000000a","sequence":11,\#
      "time":1234567890000,"what":{"purpose":"lists"}}
      """#
    ),
  ]

  private static let acts: [Vector] = [
    Vector(
      12,
      .did(.like, .item("tide-clerk"), at: Date(milliseconds: 1_234_567_000_001)),
      #"""
      {"kind":"acted","person":"011f71fb-0450-7000-8000-00000000000a","sequence":12,\#
      "time":1234567890000,"what":{"act":"like","on":{"item":"tide-clerk"},\#
      "time":1234567000001}}
      """#
    ),
    Vector(
      13,
      .did(.follow, .creator("Ilse Okonjo"), at: Date(milliseconds: -1)),
      #"""
      {"kind":"acted","person":"011f71fb-0450-7000-8000-00000000000a","sequence":13,\#
      "time":1234567890000,"what":{"act":"follow","on":{"creator":"Ilse Okonjo"},"time":-1}}
      """#
    ),
  ]
}
