import Candor
import CandorFixtures
import Foundation
import Testing

struct EventTests {
  @Test(arguments: Vector.all)
  func `an event is written to the letter`(_ vector: Vector) {
    #expect(String(decoding: vector.event.canonicalBytes, as: UTF8.self) == vector.text)
  }

  @Test(arguments: Vector.all)
  func `the letters become the same event again`(_ vector: Vector) throws {
    #expect(try Event(canonicalBytes: Array(vector.text.utf8)) == vector.event)
  }

  @Test func `every kind of event has a vector`() {
    let kinds: Set = [
      "begun", "declared", "corrected", "retracted", "muted", "unmuted", "granted", "refused",
      "withdrawn",
      "signalled", "claimed", "acted", "given", "disclosed", "told", "confirmed", "invented",
      "exported", "erased", "lent", "offered", "accepted", "paid",
    ]
    #expect(Set(Vector.all.map(\.event.content.kind)) == kinds)
  }

  @Test func `time is kept in whole milliseconds`() throws {
    let event = Event(
      person: Cast.mara.id,
      sequence: 1,
      time: Date.start.addingTimeInterval(0.123_456),
      content: .exported
    )
    #expect(event.time.milliseconds == 1_234_567_890_123)
    #expect(try Event(canonicalBytes: event.canonicalBytes) == event)
  }

  @Test func `a promise between two milliseconds comes back as the same promise`() throws {
    let declaration = Declaration(
      attribute: "genres",
      value: .list(["Ocean"]),
      source: .init(experience: "tastes", question: "genres"),
      promise: .init(
        purposes: ["lists"],
        recipients: [],
        benefits: ["discover"],
        until: Date.start.addingTimeInterval(0.123_456)
      )
    )
    let record = Record(of: Cast.mara.id)
    let event = try #require(record.events(adding: [.declared(declaration)], at: .start).first)
    #expect(try Event(canonicalBytes: event.canonicalBytes) == event)
  }

  @Test func `an unknown kind comes back byte for byte`() throws {
    let text =
      #"{"kind":"lent","person":"011f71fb-0450-7000-8000-00000000000a","sequence":3,"#
      + #""time":1234567890000,"what":{"cents":20,"for":[{"a":{"b":false}},"ä\u0001"]}}"#
    let event = try Event(canonicalBytes: Array(text.utf8))
    #expect(event.content.kind == "lent")
    #expect(event.canonicalBytes == Array(text.utf8))
  }

  @Test(arguments: [
    (#""sequence":15,"#, ""),
    (#""time":1234567890000"#, #""time":"1234567890000""#),
    (#""what":{}"#, #""what":{ }"#),
    ("011f71fb-0450-7000-8000-00000000000a", "mara"),
    (#""kind":"exported","#, ""),
  ])
  func `an event that lacks a part, or spells it otherwise, is refused`(
    _ part: String,
    _ other: String
  ) throws {
    let exported = try #require(Vector.all.first { $0.event.content == .exported })
    let text = exported.text.replacing(part, with: other)
    try #require(text != exported.text)
    #expect(throws: Malformed.self) { try Event(canonicalBytes: Array(text.utf8)) }
  }

  @Test(
    arguments: [
      (.follow, .item("tide-clerk")),
      (.read, .creator("Ilse Okonjo")),
      (.like, .creator("Ilse Okonjo")),
      (.dismiss, .creator("Ilse Okonjo")),
    ] as [(Act.Kind, Act.Object)]
  )
  func `only a creator is followed, and nothing else is done with one`(
    _ kind: Act.Kind,
    _ object: Act.Object
  ) {
    #expect(Act(kind, object, at: .start) == nil)
  }
}
