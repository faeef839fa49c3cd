import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import CandorServer

@Suite struct `Receipts on the pages` {
  private func visit(
    _ client: any TestClientProtocol,
    _ path: String,
    session: String? = nil
  ) async throws -> Answered {
    var headers = HTTPFields()
    if let session { headers[.cookie] = "candor=\(session)" }
    return try await client.execute(uri: path, method: .get, headers: headers) {
      Answered(status: $0.status.code, headers: $0.headers, body: Data($0.body.readableBytesView))
    }
  }

  /// Somebody with events, at the pages.
  private func session(
    _ test: TestHouse,
    _ client: any TestClientProtocol
  ) async throws -> String {
    let person = try await client.person(test.notice, genres: ["Astronomy"])
    return try await test.house.beginSession(of: try #require(Person.ID(person)))
  }

  @Test func `come one by one, each as a file`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let session = try await session(test, client)
      let all = try await visit(client, "/me/receipts", session: session)
        .decoded(ReceiptsReply.self)
      #expect(all.receipts.count > 2)
      for receipt in all.receipts {
        let path = "/me/receipts/\(receipt.sequence)"
        let file = try await visit(client, path, session: session)
        let disposition = "attachment; filename=\"receipt-\(receipt.sequence).json\""
        #expect(file.headers[.contentDisposition] == disposition)
        let one = try file.decoded(ReceiptsReply.self)
        #expect(one.key == all.key)
        #expect(one.receipts.map(\.event) == [receipt.event])
        #expect(one.receipts.map(\.proof) == [receipt.proof])
      }
      let record = try await visit(client, "/me", session: session)
      #expect(record.text.contains("\"/me/receipts/1\""))
      #expect(record.text.contains("\"/verify\""))
    }
  }

  @Test(arguments: ["0", "-1", "9999", "x", "\(Int.max)", "\(Int.min)"])
  func `that are not there are answered by a page`(_ sequence: String) async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let session = try await session(test, client)
      let page = try await visit(client, "/me/receipts/\(sequence)", session: session)
      #expect(page.status == 404)
      #expect(page.text.contains("There is no such receipt."))
    }
  }

  @Test func `are nobody else's`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      _ = try await session(test, client)
      #expect(try await visit(client, "/me/receipts/1").status == 401)
    }
  }

  @Test func `are checked on a page in which nothing but its own script runs`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let page = try await visit(client, "/verify")
      #expect(page.status == 200)
      #expect(page.headers[.contentType] == "text/html; charset=utf-8")
      let policies = page.headers[values: .contentSecurityPolicy]
      let policy = try #require(policies.first)
      #expect(policies.count == 1)
      #expect(policy.hasPrefix("default-src 'none'; script-src 'sha256-"))
      #expect(policy.hasSuffix("; frame-ancestors 'none'"))
      #expect(!policy.contains("'self'") && !policy.contains("unsafe"))
    }
  }
}
