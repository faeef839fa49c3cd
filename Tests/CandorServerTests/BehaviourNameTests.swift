import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `A client that tells of names and changed minds` {
  private func update(_ id: String, _ telling: Telling, _ preferences: String) -> String {
    """
    {"type": "track", "messageId": "\(id)", "userId": "reader-7",
     "event": "Segment Consent Preference Updated", "timestamp": "\(telling.now)",
     "context": {"consent": {"categoryPreferences": \(preferences)}}}
    """
  }

  @Test func `withdraws what turned false, and grants nothing`() async throws {
    try await Telling.test { telling in
      let no = #"{"personalisation": false, "research": true}"#
      let queued = update("0", telling, no)
      // False in any other message withdraws nothing.
      try await telling.tell([
        telling.read("1", context: Telling.yes.replacing("true", with: "false"))
      ])
      let consent = Consent("personal-lists")
      guard case .granted = try await telling.record().standing(consent, "acts") else {
        Issue.record("a category withdrew")
        return
      }
      try await telling.tell([update("2", telling, no)])
      guard case .withdrawn = try await telling.record().standing(consent, "acts") else {
        Issue.record("nothing was withdrawn")
        return
      }
      #expect(try await telling.record().standings[Consent("editorial-planning")] == nil)
      #expect(try await telling.counts().taken == ["track": 1])
      let research = BehaviourCountsReply.Left(
        kind: "category",
        name: "research",
        reason: "not-a-grant",
        count: 1
      )
      #expect(try await telling.counts().left == [research])
      // A yes that was said later outweighs it.
      telling.test.clock.advance(1)
      try await telling.say("grant", telling.test.notice, "personal-lists")
      try await telling.tell([queued])
      #expect(try await telling.drops()["before-consent"] == 1)
      try await telling.tell([update("3", telling, #"{"research": true}"#)])
      #expect(try await telling.drops()["not-a-grant"] == 1)
    }
  }

  private func meet(_ name: String, _ telling: Telling) async throws -> String {
    let person = try await telling.client.call(.post, "/v1/people", #"{\#(name)}"#)
      .decoded(PersonReply.self).person
    let stranger = Telling(
      test: telling.test,
      client: telling.client,
      key: telling.key,
      person: person
    )
    try await stranger.say("grant", telling.test.notice, "personal-lists")
    telling.test.clock.advance(1)
    return person
  }

  private func alias(_ id: String, _ telling: Telling, to user: String, context: String) -> String {
    """
    {"type": "alias", "messageId": "\(id)", "previousId": "d-1", "userId": "\(user)",
     "context": \(context), "timestamp": "\(telling.now)"}
    """
  }

  @Test func `joins a made-up name to a new one, once, before what comes after it`() async throws {
    try await Telling.test { telling in
      let stranger = try await meet(#""anonymousId": "d-1""#, telling)
      try await telling.tell([alias("1", telling, to: "reader-9", context: "{}")])
      #expect(try await telling.drops() == ["no-consent": 1])
      let batch = [
        telling.read("2").replacing(#""userId": "reader-7""#, with: #""anonymousId": "d-1""#),
        alias("3", telling, to: "reader-9", context: Telling.yes),
        telling.read("4", "story-2", user: "reader-9"),
      ]
      try await telling.tell(batch)
      try await telling.tell(batch)
      #expect(try await telling.counts().taken == ["track": 2, "alias": 1])
      #expect(try await telling.record(stranger).acts.count == 2)
      // The next person at the same device is somebody else.
      try await telling.tell([alias("5", telling, to: "reader-7", context: Telling.yes)])
      #expect(try await telling.drops()["unknown-person"] == 1)
    }
  }

  @Test func `brings what was told before to the record that is known`() async throws {
    try await Telling.test { telling in
      let stranger = try await meet(#""anonymousId": "d-1""#, telling)
      try await telling.tell([
        telling.read("1", "story-3").replacing(
          #""userId": "reader-7""#,
          with: #""anonymousId": "d-1""#
        ), alias("2", telling, to: "reader-7", context: Telling.yes),
      ])
      #expect(try await telling.counts().taken == ["track": 1, "alias": 1])
      #expect(try await telling.stories() == ["story-3"])
      await #expect(throws: Vault.UnknownPerson.self) { try await telling.record(stranger) }
    }
  }
}
