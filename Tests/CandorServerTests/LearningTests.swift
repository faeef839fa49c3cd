import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Recommender
import Testing

@testable import CandorServer

@Suite struct `Learning from what people read` {
  private func model(_ client: any TestClientProtocol) async throws -> ModelReply {
    try await client.call(.get, "/v1/model").decoded()
  }

  /// The model of a house that never knew anybody else than the readers.
  private func modelOfReaders() async throws -> ModelReply {
    let test = try await TestHouse()
    let notice = try test.notice
    return try await test.test { client in
      try await client.readers(notice)
      try await test.house.train()
      return try await model(client)
    }
  }

  /// Ways to be gone.
  enum Leaving: CaseIterable, Sendable {
    case erased, withdrawn, muted, retracted
  }

  private func leave(
    _ way: Leaving,
    _ person: String,
    _ client: any TestClientProtocol
  ) async throws -> UnlearnedReply? {
    let path = "/v1/people/\(person)"
    switch way {
    case .erased:
      return try await client.call(.delete, path).decoded(ErasureReply.self).unlearned
    case .withdrawn:
      return try await client.call(
        .put,
        "\(path)/consents/personal-lists",
        #"{"answer": "withdraw"}"#
      ).decoded(WriteReply.self).unlearned
    case .muted:
      return try await client.call(
        .put,
        "\(path)/muted",
        #"{"attribute": "acts", "muted": true}"#
      ).decoded(WriteReply.self).unlearned
    case .retracted:
      return try await client.call(.delete, "\(path)/attributes/acts").decoded(WriteReply.self)
        .unlearned
    }
  }

  @Test(arguments: Leaving.allCases)
  func `whoever is gone left the statistics at once, and the next model never knew them`(
    _ way: Leaving
  ) async throws {
    let without = try await modelOfReaders()
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      try await client.readers(notice)
      let person = try await client.reader(notice, genres: ["Poetry"], of: 3..<40)
      try await test.house.train()
      let with = try await model(client)
      #expect(with.staleSince == nil)
      #expect(with.statistics == with.model?.statistics)
      #expect(with.model?.hash != without.model?.hash)
      let unlearned = try await leave(way, person, client)
      #expect(unlearned?.says.contains("at once") == true)
      let between = try await model(client)
      #expect(between.statistics == without.statistics)
      #expect(between.model == with.model)
      #expect(between.staleSince != nil)
      try await test.house.train()
      let after = try await model(client)
      #expect(after.model?.hash == without.model?.hash)
      #expect(after.statistics == without.statistics)
      #expect(after.staleSince == nil)
    }
  }

  @Test func `a record that is written to late brings nobody back`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      try await client.readers(notice)
      let before = try await model(client).statistics
      let name = try await client.reader(notice, genres: ["Poetry"], of: 3..<40)
      let person = try #require(Person.ID(name))
      let record = try await test.house.vault.record(of: person)
      _ = try await client.call(.delete, "/v1/people/\(name)")
      await test.house.learn(from: record)
      #expect(try await model(client).statistics == before)
    }
  }

  @Test func `a new start comes to the same model, and so does another order`() async throws {
    let first = try await modelOfReaders()
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      for number in (0..<24).reversed() {
        let stories = ((number % 6)..<(number % 6 + 10)).reversed()
        try await client.reader(notice, genres: ["Film"], of: stories)
      }
    }
    let again = try await House(
      test.house.rules,
      store: test.store,
      keyring: test.house.vault.keyring,
      mailer: nil,
      now: { test.clock.now }
    )
    try await again.train()
    #expect(await again.model().model?.hash == first.model?.hash)
  }

  @Test func `what has run out goes with the next reading of the records`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      let empty = try await model(client).statistics
      try await client.readers(notice)
      #expect(try await model(client).statistics != empty)
      test.clock.advance(400 * 86_400)
      try await test.house.readRecords()
      #expect(try await model(client).statistics == empty)
    }
  }

  @Test func `items that come into the catalogue are learned too`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      try await client.readers(notice)
      try await test.house.train()
      let before = try await model(client)
      let put = try await client.call(
        .put,
        "/v1/catalogue/items",
        #"{"items": [{"id": "late", "title": "Late", "genres": ["Film"], "creators": ["New"]}]}"#
      )
      #expect(put.status == 200)
      // Lists go on meanwhile, without what was learned for another shelf.
      #expect(try await model(client).model == nil)
      let person = try await client.person(notice, genres: ["Film"])
      #expect(try await client.discover(person).personal)
      for number in 0..<6 {
        try await client.reader(notice, genres: ["Film"], of: number..<(number + 10))
      }
      _ = try await client.call(
        .post,
        "/v1/people/\(person)/acts",
        #"{"acts": [{"kind": "read", "item": "late"}]}"#
      )
      try await test.house.train()
      let after = try await model(client)
      #expect(after.model?.hash != before.model?.hash)
      #expect(after.statistics == after.model?.statistics)
    }
  }

  @Test func `a title that changed leaves the model as it is`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      try await client.readers(notice)
      try await test.house.train()
      let before = try await model(client)
      let item = try #require(test.house.shelf.recommender.item("story-7"))
      var body = ItemBody(item)
      body.title = "Another title"
      let text = String(
        decoding: try JSONEncoder().encode(CatalogueRequest(items: [body])),
        as: UTF8.self
      )
      _ = try await client.call(.put, "/v1/catalogue/items", text)
      #expect(try await model(client).model == before.model)
    }
  }

  @Test func `few people are never counted`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in
      #expect(try await model(client).state == "waiting")
      try await client.readers(notice, 7)
      try await test.house.train()
      #expect(try await model(client).model?.people == "fewer than 10")
      try await client.readers(notice, 7)
      try await test.house.train()
      let reply = try await model(client)
      #expect(reply.state == "live")
      #expect(reply.model?.people == "14")
      #expect(reply.model?.invented == nil)
      let few = try #require(await test.house.training.made)
      #expect("\(few)".hasPrefix("Model \(few.stamp.hash.prefix(4))… live: 14 people, "))
    }
  }

  @Test func `nobody without a key for records sees the model`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let stranger = try await client.call(.get, "/v1/model", key: nil)
      let reader = try await client.call(.get, "/v1/model", key: TestHouse.readOnly)
      #expect((stranger.status, reader.status) == (401, 200))
    }
  }

  @Test func `a house for one command reads no records and learns nothing`() async throws {
    let test = try await TestHouse()
    let notice = try test.notice
    try await test.test { client in try await client.readers(notice) }
    let house = try await House(
      test.house.rules,
      store: test.store,
      keyring: test.house.vault.keyring,
      mailer: nil,
      learns: false
    )
    try await house.train()
    #expect(await house.model().state == "off")
    #expect(await house.shelf.statistics == nil)
  }
}
