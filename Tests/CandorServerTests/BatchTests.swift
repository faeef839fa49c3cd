import Candor
import CandorAPI
import CandorFixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import TransparencyLog

@testable import CandorServer

@Suite struct `A batch` {
  private func send(
    _ lines: [String],
    _ client: any TestClientProtocol,
    headers: HTTPFields = [:]
  ) async throws -> [BatchReply] {
    let answered = try await client.call(
      .post,
      "/v1/batch",
      lines.joined(separator: "\n"),
      type: "application/x-ndjson",
      headers: headers
    )
    #expect(answered.status == 200)
    return try answered.text.split(separator: "\n").map {
      try JSONDecoder().decode(BatchReply.self, from: Data($0.utf8))
    }
  }

  private func follow(_ person: String, _ creator: String) -> String {
    #"{"person": "\#(person)", "acts": [{"kind": "follow", "creator": "\#(creator)"}]}"#
  }

  @Test func `answers each line for itself, in order, with receipts`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try await client.person(test.notice, genres: ["Astronomy"])
      _ = try await client.call(.post, "/v1/people", #"{"externalId": "reader-7"}"#)
      let answers = #"{"experience": "tastes", "answers": {"authors": ["Creator 3"]}}"#
      let replies = try await send(
        [
          follow(person, "Creator 1"), "", "no json", follow("reader-7", "Creator 2"),
          follow("nobody", "Creator 3"), #"{"person": "\#(person)", "answers": \#(answers)}"#,
          #"{"person": "\#(person)"}"#, #"{"person": "\#(person)", "act": []}"#,
        ],
        client
      )
      #expect(replies.map(\.line) == [1, 2, 3, 4, 5, 6, 7])
      #expect(replies.map(\.problem?.status) == [nil, 400, nil, 404, nil, 422, 400])
      let receipts = replies.compactMap(\.receipts).joined()
      #expect(replies[0].receipts?.count == 1)
      let log = test.house.vault.log
      for receipt in receipts {
        let salt = try #require(Data(base64Encoded: receipt.salt))
        let parsed = Receipt(
          sequence: receipt.sequence,
          event: Array(receipt.event.utf8),
          salt: salt,
          proof: try .init(parsing: receipt.proof)
        )
        _ = try parsed.verify(origin: log.origin, by: [log.verifier])
      }
      let minimal = try await send(
        [follow(person, "Creator 9")],
        client,
        headers: [.prefer: "return=minimal"]
      )
      #expect(minimal.first?.receipts == nil)
      #expect(minimal.first?.version == (replies[4].version ?? 0) + 1)
    }
  }

  @Test func `of more lines than share a commit is taken whole, also when it is sent again`()
    async throws
  {
    let test = try await TestHouse()
    try await test.test { client in
      let people = try await [
        client.person(test.notice, genres: ["Astronomy"]),
        client.person(test.notice, genres: ["Poetry"]),
      ]
      let lines = (0..<1300).map { follow(people[$0 % 2], "Creator \($0)") }
      let size = test.house.vault.log.checkpoint.claim.size
      let key: HTTPFields = [.idempotencyKey: "batch-1", .prefer: "return=minimal"]
      let first = try await send(lines, client, headers: key)
      #expect(first.map(\.line) == Array(1...1300))
      #expect(first.allSatisfy { $0.problem == nil })
      #expect(test.house.vault.log.checkpoint.claim.size == size + 1300)
      let again = try await send(lines, client, headers: key)
      #expect(again.map(\.version) == first.map(\.version))
      #expect(test.house.vault.log.checkpoint.claim.size == size + 1300)
      let other = try await send([follow(people[0], "Else")], client, headers: key)
      #expect(other.first?.problem?.status == 422)
    }
  }
}
