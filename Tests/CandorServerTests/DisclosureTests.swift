import Candor
import CandorAPI
import CandorFixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import TransparencyLog

@testable import CandorServer

@Suite struct `Copies for recipients` {
  @Test func `have a line for who said yes, and their record says what went`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let willing = try await client.subscriber(0, of: test)
      let silent = try await client.subscriber(1, of: test, yes: [])
      let some = try await client.subscriber(2, of: test, to: ["taste", "address"])
      let lines = try await client.copy(try await client.agree())
      let real = lines.filter { $0.contains("Quill") }
      #expect(real.count == 2)
      let whole = try #require(real.first { $0.contains(",\"100 N") })
      #expect(whole.contains("@relay.lark.example"))
      #expect(!lines.joined().contains("reader0@mail.example"))
      let part = try #require(real.first { $0.contains(",\"102 N") })
      #expect(part.contains(",,\"102 N"))
      #expect(part.hasSuffix(",,,wool"))
      #expect(try await client.events(willing, "disclosed") == 1)
      #expect(try await client.events(some, "disclosed") == 1)
      #expect(try await client.events(silent, "disclosed") == 0)
    }
  }

  @Test func `are the same to the byte when they are made again, and news once`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      var people: [String] = []
      for number in 0..<40 { people.append(try await client.subscriber(number, of: test)) }
      let id = try await client.agree()
      let first = try await client.copy(id)
      #expect(try await client.copy(id) == first)
      #expect(try await client.copy(try await client.agree()) == first)
      #expect(try await client.events(people[3], "disclosed") == 1)
      for line in [0, 7, first.count - 2] {
        let reference = String(first[line].prefix { $0 != "," })
        #expect(try await client.copy(id, after: reference) == Array(first[(line + 1)...]))
      }
      let unknown = try await client.call(.get, "/v1/disclosures/\(id)/copy.csv?after=0a1b")
      #expect(unknown.status == 422)
      #expect(try unknown.problem.errors?.map(\.field) == ["after"])
      let json = try await client.call(.get, "/v1/disclosures/\(id)/copy.ndjson").text
      #expect(json.split(separator: "\n").count == first.count)
    }
  }

  @Test func `of two recipients differ, and mean the same`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      for number in 0..<20 { _ = try await client.subscriber(number, of: test) }
      let one = try await client.copy(
        client.agree("auk-travel", #"["full-name", "address"]"#)
      ).filter { $0.contains("Quill") }
      let other = try await client.copy(
        client.agree("brant-books", #"["full-name", "address"]"#)
      ).filter { $0.contains("Quill") }
      #expect(one.count == 20)
      #expect(other.count == 20)
      let differ = zip(one, other).count { $0.dropFirst(33) != $1.dropFirst(33) }
      #expect(differ > 10)
    }
  }

  @Test func `lose who takes the yes back, at once`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let person = try await client.subscriber(0, of: test)
      _ = try await client.subscriber(1, of: test)
      let id = try await client.agree()
      #expect(try await client.copy(id).count { $0.contains("Quill") } == 2)
      let path = "/v1/people/\(person)/consents/offers/auk-travel"
      let withdrawn = try await client.call(.put, path, #"{"answer": "withdraw"}"#)
      #expect(withdrawn.status == 200, "\(withdrawn.text)")
      #expect(try await client.copy(id).count { $0.contains("Quill") } == 1)
    }
  }

  @Test func `are for those alone who answered so`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      for number in 0..<6 { _ = try await client.subscriber(number, of: test) }
      let id = try await client.agree(
        "auk-travel",
        #"["address"]"#,
        audience: #"{"taste": ["maps"]}"#
      )
      #expect(try await client.copy(id).count { $0.contains("Quill") } == 2)
    }
  }

  @Test func `stand in the log by what they were`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      for number in 0..<30 { _ = try await client.subscriber(number, of: test) }
      let id = try await client.agree()
      let lines = try await client.copy(id)
      _ = try await client.copy(id)
      let reply: DisclosureReply = try await client.call(.get, "/v1/disclosures/\(id)").decoded()
      let made = try #require(reply.copies.first)
      #expect(reply.copies.count == 1)
      #expect(made.rows == lines.count)
      var tree = Frontier()
      for line in lines { tree.append(MerkleTree.leaf(Data(line.utf8))) }
      #expect(made.root == tree.root.base64)
      let commitment = Commitment(to: Array(made.statement.utf8), salt: Data())
      let entries = try await test.store.read { reader in
        try reader.commitments(in: made.leaf..<(made.leaf + 1))
      }
      #expect(entries == [commitment])
    }
  }

  @Test(
    arguments: [
      ("recipient", #"{"recipient": "x", "purpose": "offers", "attributes": ["taste"]}"#),
      ("purpose", #"{"recipient": "auk-travel", "purpose": "sign-in", "attributes": ["email"]}"#),
      ("attributes", #"{"recipient": "auk-travel", "purpose": "offers", "attributes": []}"#),
      (
        "attributes[0]",
        #"{"recipient": "brant-books", "purpose": "offers", "attributes": ["phone"]}"#
      ),
      (
        "audience.address",
        #"{"recipient": "auk-travel", "purpose": "offers", "attributes": ["taste"], "audience": {"address": ["x"]}}"#
      ),
    ]
  )
  func `are refused by field and rule`(_ field: String, _ body: String) async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      for path in ["/v1/disclosures", "/v1/disclosures/preview"] {
        let refused = try await client.call(.post, path, body)
        #expect(refused.status == 422)
        #expect(try refused.problem.errors?.map(\.field) == [field], "\(refused.text)")
      }
      let list: DisclosuresReply = try await client.call(.get, "/v1/disclosures").decoded()
      #expect(list.disclosures.isEmpty)
    }
  }

  @Test func `are counted before, from ten people on`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let body = #"{"recipient": "auk-travel", "purpose": "offers", "attributes": ["taste"]}"#
      func preview() async throws -> PreviewReply {
        try await client.call(.post, "/v1/disclosures/preview", body).decoded()
      }
      for number in 0..<9 { _ = try await client.subscriber(number, of: test) }
      #expect(try await preview().people == nil)
      let last = try await client.subscriber(9, of: test)
      #expect(try await preview().people == 10)
      #expect(try await client.events(last, "disclosed") == 0)
    }
  }

  @Test func `need a key for them, and terms that are there`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let refused = try await client.call(.get, "/v1/disclosures", key: TestHouse.readOnly)
      #expect(refused.status == 403)
      #expect(try await client.call(.get, "/v1/disclosures/d-0").status == 404)
      #expect(try await client.call(.get, "/v1/disclosures/d-0/copy.csv").status == 404)
    }
  }
}
