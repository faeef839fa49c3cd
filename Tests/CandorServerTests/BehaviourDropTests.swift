import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import TransparencyLog

@testable import CandorServer

@Suite struct `What an analytics client tells is dropped` {
  /// A message, and why it is dropped.
  struct Case: Sendable, CustomTestStringConvertible {
    let reason: String
    let change: @Sendable (Telling) -> String

    init(_ reason: String, _ change: @escaping @Sendable (Telling) -> String) {
      self.reason = reason
      self.change = change
    }

    var testDescription: String { reason }

    static func consent(_ reason: String, _ context: String) -> Case {
      Case(reason) { $0.read("m", context: context) }
    }

    static func instead(_ reason: String, _ passage: String, _ other: String) -> Case {
      Case(reason) { $0.read("m").replacing(passage, with: other) }
    }
  }

  private static let rudder =
    #"{"consentManagement": {"allowedConsentIds": [%], "deniedConsentIds": [#]}}"#

  static let cases: [Case] = [
    .consent("no-consent", "{}"),
    .consent("no-consent", "null"),
    .consent("no-consent", #"{"consent": {}}"#),
    .consent("no-consent", #"{"consent": {"categoryPreferences": {}}}"#),
    .consent("no-consent", #"{"consent": {"categoryPreferences": ["personalisation"]}}"#),
    .consent("no-consent", #"{"consent": "personalisation"}"#),
    .consent("no-consent", #"{"consentManagement": {}}"#),
    .consent("no-consent", #"{"consentManagement": {"allowedConsentIds": "personalisation"}}"#),
    .consent("unknown-category", #"{"consent": {"categoryPreferences": {"research": true}}}"#),
    .consent(
      "unknown-category",
      #"{"consent": {"categoryPreferences": {"Personalisation": true}}}"#
    ),
    .consent(
      "category-denied",
      #"{"consent": {"categoryPreferences": {"personalisation": false}}}"#
    ),
    .consent("category-denied", #"{"consent": {"categoryPreferences": {"personalisation": 1}}}"#),
    .consent(
      "category-denied",
      #"{"consent": {"categoryPreferences": {"personalisation": "true"}}}"#
    ),
    .consent(
      "category-denied",
      rudder.replacing("%", with: "").replacing("#", with: #""personalisation""#)
    ),
    .consent(
      "category-denied",
      rudder.replacing("%", with: #""personalisation""#).replacing("#", with: #""personalisation""#)
    ),
    // A yes in one dialect beside a no in the other is a no.
    .consent(
      "category-denied",
      #"{"consent": {"categoryPreferences": {"personalisation": true}}, "consentManagement": {"deniedConsentIds": ["personalisation"]}}"#
    ),
    Case("integration-off") { $0.read("m", more: #", "integrations": {"All": false}"#) },
    Case("integration-off") {
      $0.read("m", more: #", "integrations": {"All": true, "Candor": false}"#)
    },
    // Consent is asked first.
    Case("no-consent") { $0.read("m", context: "{}", more: #", "integrations": {"All": false}"#) },
    Case("unknown-person") { $0.read("m", user: "reader-8") },
    Case("unknown-item") { $0.read("m", "story-999") },
    .instead("invalid-value", "story_id", "story"),
    .instead("invalid-value", #""story-1""#, #"["story-1"]"#),
    .instead("invalid-value", #""story-1""#, #"{"id": "story-1"}"#),
    .instead("invalid-value", #""story-1""#, "1e999"),
    .instead("not-configured", "Story Read", "Story read"),
    .instead("not-configured", #""track""#, #""group""#),
    .instead("malformed", #""track""#, #""import""#),
    .instead("malformed", #""Story Read""#, "7"),
    .instead("malformed", #""userId": "reader-7""#, #""userId": null"#),
    .instead("malformed", #""userId": "reader-7""#, #""userId": {"id": "reader-7"}"#),
    .instead("malformed", #"{"story_id": "story-1"}"#, #""story-1""#),
    .instead("no-message-id", #""messageId": "m""#, #""messageId": null"#),
    .instead("no-message-id", #""messageId": "m""#, #""messageId": """#),
    Case("malformed") { $0.read("m").replacing($0.now, with: "yesterday") },
    Case("before-consent") { $0.read("m").replacing($0.now, with: "2026-09-20T00:00:00Z") },
    Case("too-old") { $0.read("m").replacing($0.now, with: "2024-01-01T00:00:00Z") },
    Case("too-large") {
      $0.read("m", more: #", "pad": "\#(String(repeating: "x", count: 33_000))""#)
    },
    Case("malformed") { _ in "7" },
  ]

  @Test(arguments: cases)
  func `for a reason that is counted, and leaves nothing`(_ one: Case) async throws {
    try await Telling.test { telling in
      let before = try await telling.record()
      let size = telling.test.house.vault.log.checkpoint.claim.size
      let answered = try await telling.tell([one.change(telling)])
      #expect(answered.status == 200, "\(answered.text)")
      #expect(try await telling.drops() == [one.reason: 1])
      #expect(try await telling.counts().taken.isEmpty)
      #expect(try await telling.record() == before)
      #expect(telling.test.house.vault.log.checkpoint.claim.size == size)
    }
  }

  @Test func `where a batch says no, whatever its messages say`() async throws {
    try await Telling.test { telling in
      let no = #"{"consent": {"categoryPreferences": {"personalisation": false}}}"#
      try await telling.tell([telling.read("1")], more: #", "context": \#(no)"#)
      try await telling.tell([telling.read("2")], more: #", "integrations": {"Candor": false}"#)
      #expect(try await telling.drops() == ["category-denied": 1, "integration-off": 1])
      // And what it says for all of them counts for one that says nothing.
      try await telling.tell(
        [telling.read("3", context: "{}")],
        more: #", "context": \#(Telling.yes)"#
      )
      #expect(try await telling.counts().taken == ["track": 1])
    }
  }

  @Test func `as soon as the record says no, and as long`() async throws {
    try await Telling.test { telling in
      let notice = try telling.test.notice
      let early = telling.read("early")
      telling.test.clock.advance(1)
      try await telling.say("withdraw", nil, "personal-lists")
      telling.test.clock.advance(1)
      try await telling.tell([early, telling.read("1")])
      #expect(try await telling.drops() == ["withdrawn": 2])
      try await telling.say("refuse", notice, "personal-lists")
      try await telling.tell([telling.read("2")])
      #expect(try await telling.drops() == ["withdrawn": 2, "refused": 1])
      telling.test.clock.advance(1)
      try await telling.say("grant", notice, "personal-lists")
      // What was queued while there was no yes stays out, and what comes after it is taken.
      try await telling.tell([early, telling.read("3")])
      #expect(
        try await telling.drops() == ["withdrawn": 2, "refused": 1, "before-consent": 1]
      )
      #expect(try await telling.counts().taken == ["track": 1])
      telling.test.clock.advance(366 * 24 * 60 * 60)
      try await telling.tell([telling.read("4")])
      #expect(try await telling.drops()["expired"] == 1)
    }
  }

  @Test func `when the person took it out of the record`() async throws {
    try await Telling.test { telling in
      let identify = { (id: String) in
        """
        {"type": "identify", "messageId": "\(id)", "userId": "reader-7",
         "traits": {"curious_about": ["Poetry"], "plan": "gold", "a@b.example": 1},
         "context": \(Telling.yes)}
        """
      }
      let late = telling.read("late")
      try await telling.tell([identify("1"), telling.read("first")])
      #expect(try await telling.counts().taken == ["identify": 1, "track": 1])
      telling.test.clock.advance(1)
      for attribute in ["genres", "acts"] {
        let path = "/v1/people/\(telling.person)/attributes/\(attribute)"
        #expect(try await telling.client.call(.delete, path).status == 200)
      }
      telling.test.clock.advance(1)
      try await telling.tell([identify("2"), late])
      #expect(try await telling.drops() == ["taken-back": 2])
      #expect(try await telling.record().answers["genres"] == nil)
      #expect(try await telling.stories().isEmpty)
      try await telling.tell([telling.read("again")])
      #expect(try await telling.stories() == ["story-1"])
      // A trait that is not named is told of by its key, if that is a plain name.
      let left = try await telling.counts().left
      #expect(left.contains(.init(kind: "trait", name: "plan", reason: "not-configured", count: 2)))
      #expect(
        left.contains(.init(kind: "trait", name: "(other)", reason: "not-configured", count: 2))
      )
      #expect(!left.contains { $0.name.contains("@") })
    }
  }

  @Test func `when a trait breaks the question's rules, says nothing new, or is older`()
    async throws
  {
    try await Telling.test { telling in
      func identify(_ id: String, _ value: String, at time: String? = nil) -> String {
        """
        {"type": "identify", "messageId": "\(id)", "userId": "reader-7", "timestamp":
         "\(time ?? telling.now)", "context": {"traits": {"curious_about": \(value)},
         "consentManagement": {"allowedConsentIds": ["personalisation"]}}}
        """
      }
      let queued = telling.now
      for (id, value) in [("1", #"["Astrology"]"#), ("2", #""Poetry""#), ("3", "null")] {
        try await telling.tell([identify(id, value)])
      }
      #expect(try await telling.drops() == ["invalid-value": 3])
      telling.test.clock.advance(5)
      try await telling.tell([identify("4", #"["Poetry"]"#), identify("5", #"["Poetry"]"#)])
      try await telling.tell([identify("6", #"["Film"]"#, at: queued)])
      #expect(
        try await telling.drops() == ["invalid-value": 3, "unchanged": 1, "superseded": 1]
      )
      let held = try #require(try await telling.record().answers["genres"])
      #expect(held.declaration.value == .list(["Poetry"]))
    }
  }
}
