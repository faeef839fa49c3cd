import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import TransparencyLog

@testable import CandorServer

@Suite struct `The main job over JSON` {
  @Test func `an answer carries its benefit, with reasons, in the same response`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.call(.post, "/v1/people", "{}").decoded(PersonReply.self).person
      let answered = try await client.call(
        .post,
        "/v1/people/\(person)/answers",
        """
        {"experience": "tastes", "answers": {"genres": ["Astronomy"], "poetry": null},
         "grants": [{"purpose": "personal-lists", "notice": "\(notice)"}]}
        """
      )
      #expect(answered.status == 200)
      let reply = try answered.decoded(WriteReply.self)
      let discover = try #require(reply.given.discover)
      #expect(discover.personal)
      #expect(discover.picks.first?.item.genres == ["Astronomy"])
      let why = discover.picks.first?.whys.first
      #expect(why?.says == "Because you said you are curious about Astronomy")
      #expect(reply.given.mixes?.first?.name == "Astronomy")
      #expect(reply.answers.map(\.attribute) == ["genres"])
      let counts = Dictionary(grouping: discover.picks.compactMap(\.item.creators?.first)) { $0 }
      #expect(counts.values.allSatisfy { $0.count <= 2 })
    }
  }

  @Test func `without a yes the same answer gives an honest popular list`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try await client.call(.post, "/v1/people", "{}").decoded(PersonReply.self).person
      let reply = try await client.call(
        .post,
        "/v1/people/\(person)/answers",
        #"{"experience": "tastes", "answers": {"genres": ["Astronomy"]}}"#
      ).decoded(WriteReply.self)
      let discover = try #require(reply.given.discover)
      #expect(!discover.personal)
      #expect(Set(discover.reasons.map(\.cause)) == ["never-asked"])
      #expect(discover.picks.map(\.item.id).first == "story-0")
      #expect(discover.picks.flatMap(\.whys).isEmpty)
    }
  }

  @Test func `withdrawing makes every list unpersonal at once`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Astronomy", "Poetry"])
      let path = "/v1/people/\(person)"
      let reply = try await client.call(
        .put,
        "\(path)/consents/personal-lists",
        #"{"answer": "withdraw"}"#
      ).decoded(WriteReply.self)
      #expect(reply.given.discover?.personal == false)
      #expect(reply.given.radar?.personal == false)
      #expect(reply.given.mixes?.isEmpty == true)
      let list = try await client.call(.get, "\(path)/lists/discover").decoded(ListReply.self)
      #expect(!list.personal)
      #expect(Set(list.reasons.map(\.cause)) == ["withdrawn"])
    }
  }

  @Test func `muting an answer changes the lists in the same response`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Poetry"])
      let path = "/v1/people/\(person)"
      let before = try await client.call(.get, "\(path)/lists/discover").decoded(ListReply.self)
      let muted = try await client.call(
        .put,
        "\(path)/muted",
        #"{"attribute": "genres", "muted": true}"#
      ).decoded(WriteReply.self)
      #expect(muted.given.discover?.picks.map(\.item.id) != before.picks.map(\.item.id))
      #expect(muted.given.discover?.personal == false)
      #expect(muted.answers.first?.muted == true)
      let heard = try await client.call(
        .put,
        "\(path)/muted",
        #"{"attribute": "genres", "muted": false}"#
      ).decoded(WriteReply.self)
      #expect(heard.given.discover?.picks.map(\.item.id) == before.picks.map(\.item.id))
    }
  }

  @Test func `a dismissed item never comes back and a like is named as a reason`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Poetry"])
      let path = "/v1/people/\(person)"
      let list = try await client.call(.get, "\(path)/lists/discover").decoded(ListReply.self)
      let (first, second) = (list.picks[0].item.id, list.picks[1].item.id)
      let reply = try await client.call(
        .post,
        "\(path)/acts",
        """
        {"acts": [{"kind": "dismiss", "item": "\(first)"}, {"kind": "like", "item": "\(second)"}]}
        """
      ).decoded(WriteReply.self)
      let picks = try #require(reply.given.discover?.picks)
      #expect(!picks.contains { $0.item.id == first || $0.item.id == second })
      #expect(picks.contains { $0.whys.contains { $0.item == second } })
    }
  }

  @Test func `every writing response carries receipts that hold`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Poetry"])
      let reply = try await client.call(
        .put,
        "/v1/people/\(person)/muted",
        #"{"attribute": "genres", "muted": true}"#
      ).decoded(WriteReply.self)
      #expect(reply.receipts.map(\.sequence) == [reply.version])
      let all = try await client.call(.get, "/v1/people/\(person)/receipts")
        .decoded(ReceiptsReply.self)
      #expect(all.receipts.count == reply.version)
      let key = try VerifierKey(all.key)
      let receipts = try all.receipts.map { reply in
        Receipt(
          sequence: reply.sequence,
          event: Array(reply.event.utf8),
          salt: try #require(Data(base64Encoded: reply.salt)),
          proof: try LogProof(parsing: reply.proof)
        )
      }
      #expect(try receipts.verify(origin: all.origin, by: [key]).count == reply.version)
    }
  }

  @Test func `a mix never ends`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Poetry"])
      var cursor = "0"
      for _ in 0..<20 {
        let mix = try await client.call(
          .get,
          "/v1/people/\(person)/lists/mixes/1?cursor=\(cursor)"
        ).decoded(MixReply.self)
        #expect(!mix.picks.isEmpty)
        #expect(mix.cursor != cursor)
        cursor = mix.cursor
      }
    }
  }

  @Test func `the record tells every event, and erasing leaves nobody`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Poetry"])
      let record = try await client.call(.get, "/v1/people/\(person)/record")
        .decoded(RecordReply.self)
      #expect(record.events.map(\.sequence) == Array(1...record.version))
      #expect(record.events.map(\.kind).prefix(2) == ["granted", "declared"])
      #expect(record.events.contains { $0.says.contains("Poetry") })
      for event in record.events {
        _ = try Event(canonicalBytes: Data(event.canonical.utf8))
      }
      let erased = try await client.call(.delete, "/v1/people/\(person)")
        .decoded(ErasureReply.self)
      #expect(erased.events == record.version)
      #expect(try await client.call(.get, "/v1/people/\(person)/record").status == 404)
      #expect(try await client.call(.delete, "/v1/people/\(person)").status == 404)
    }
  }

  @Test func `a known address is the same person, and two people stay two`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let first = try await client.call(
        .post,
        "/v1/people",
        #"{"email": "Oona.Quill@Cast.example"}"#
      )
      let again = try await client.call(
        .post,
        "/v1/people",
        #"{"email": " oona.quill@cast.example"}"#
      )
      #expect((first.status, again.status) == (201, 200))
      #expect(try first.decoded(PersonReply.self).person == again.decoded(PersonReply.self).person)
      _ = try await client.call(.post, "/v1/people", #"{"externalId": "other"}"#)
      let both = try await client.call(
        .post,
        "/v1/people",
        #"{"email": "oona.quill@cast.example", "externalId": "other"}"#
      )
      #expect(both.status == 409)
    }
  }

  @Test func `decisions come in the order of the uses, with every reason`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let person = try await client.person(notice, genres: ["Poetry"])
      let reply = try await client.call(
        .post,
        "/v1/decisions",
        """
        {"uses": [
          {"person": "\(person)", "purpose": "personal-lists", "attributes": ["genres"]},
          {"person": "\(person)", "purpose": "travel-offers", "recipient": "meridian-travel",
           "attributes": ["genres", "trip-month"]},
          {"person": "\(person)", "purpose": "travel-offers", "recipient": "stranger",
           "attributes": ["genres"]},
          {"person": "nobody", "purpose": "personal-lists", "attributes": ["genres"]}
        ]}
        """
      ).decoded(DecisionsReply.self)
      #expect(reply.decisions.map(\.allowed) == [true, false, false, false])
      #expect(reply.decisions[1].reasons.map(\.cause) == ["never-asked", "never-asked"])
      #expect(reply.decisions[2].reasons.map(\.cause) == ["recipient-unknown"])
      #expect(reply.decisions[3].reasons.map(\.cause) == ["person-unknown"])
    }
  }
}
