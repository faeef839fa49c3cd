import Candor
import CandorAPI
import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `What recipients confirm` {
  /// Somebody who took back their yes, and the name of the message about it.
  private func withdrawn(
    _ house: Partnership,
    _ client: any TestClientProtocol
  ) async throws -> (person: String, change: String) {
    let person = try await house.person(client)
    try await house.disclose(client)
    try await house.say("withdraw", person, client)
    try await house.sendAllDue()
    return (person, try #require(await house.partner.taken.last).id.rawValue)
  }

  @Test func `is in the record, and may be said again`() async throws {
    let house = try await Partnership()
    try await house.test.test { client in
      let (person, change) = try await withdrawn(house, client)
      #expect(try await house.record(of: person).held.count == 1)
      for _ in 0..<2 {
        #expect(try await house.confirm([change, change], client).status == 200)
        #expect(try await house.record(of: person).held.isEmpty)
      }
      let kinds = try await house.kinds(of: person).suffix(3)
      #expect(kinds == ["withdrawn", "told", "confirmed"])
    }
  }

  @Test func `counts for nothing of it when one change is not theirs`() async throws {
    let house = try await Partnership()
    try await house.test.test { client in
      let (person, change) = try await withdrawn(house, client)
      let other = Change(
        "msg_other",
        .erased,
        at: Consent("sign-in", at: "harbour-post"),
        of: ["email"],
        since: house.now
      )
      try await house.test.store.write { try $0.put(Outgoing(other, of: "0a", person: nil)) }
      let answered = try await house.confirm([change, "msg_other", "msg_none"], client)
      #expect(answered.status == 422)
      #expect(try answered.problem.errors?.map(\.field) == ["changes[1]", "changes[2]"])
      #expect(try await house.record(of: person).held.count == 1)
      let pulled = try await house.pull(client)
      #expect(pulled.changes.map(\.id) == [change])
      let since = try await SignedCall(query: "since=msg_other", created: house.now)
        .send(client, by: house.partner.key)
      #expect(since.status == 422)
      #expect(try since.problem.errors?.map(\.field) == ["since"])
      #expect(try await house.confirm([], client).status == 422)
    }
  }

  @Test func `is taken with either digest, and with a whole signature of another beside it`()
    async throws
  {
    let house = try await Partnership()
    try await house.test.test { client in
      let (person, change) = try await withdrawn(house, client)
      var call = try SignedCall.confirmation(of: [change], at: house.now)
      call.digest = "sha-512"
      call.expires = house.now.addingTimeInterval(60)
      var headers = try call.headers(house.partner.key)
      for name in ["Signature-Input", "Signature"] {
        let field = try #require(HTTPField.Name(name))
        let mine = try #require(headers[field])
        let other = name == "Signature" ? "proxy=:AAAA:" : #"proxy=("@method");keyid="proxy""#
        headers[field] = "\(other), \(mine)"
      }
      let answered = try await client.call(
        .post,
        call.path,
        call.body,
        key: nil,
        headers: headers
      )
      #expect(answered.status == 200)
      #expect(try await house.record(of: person).held.isEmpty)
    }
  }

  /// What can be wrong about a signature, and the field that is named.
  enum Forgery: String, CaseIterable, Sendable {
    case old, early, beforeTheStart, expired, otherBody, otherKey, otherServer, otherName,
      otherAlgorithm
    case withoutDigest, withoutPath, twice, unknownPart, longNonce, replayed

    var field: String {
      switch self {
      case .otherBody: "Content-Digest"
      case .otherKey, .otherServer: "Signature"
      default: "Signature-Input"
      }
    }

    func spoil(_ call: inout SignedCall) {
      switch self {
      case .old: call.created -= 301
      case .early: call.created += 301
      case .beforeTheStart: call.created -= 200
      case .expired: call.expires = call.created
      case .otherBody: call.digested = #"{"changes": []}"#
      case .otherKey, .replayed: break
      case .otherServer: call.authority = "other.example"
      case .otherName: call.keyID = "harbour-post"
      case .otherAlgorithm: call.algorithm = "rsa-pss-sha512"
      case .withoutDigest: call.parts.removeLast()
      case .withoutPath: call.parts.remove(at: 2)
      case .twice: call.parts.append("@method")
      case .unknownPart: call.parts.append("@status")
      case .longNonce: call.nonce = String(repeating: "n", count: 129)
      }
    }
  }

  @Test(arguments: Forgery.allCases)
  func `is refused when anything is wrong with the signature, and the field is named`(
    _ forgery: Forgery
  ) async throws {
    let house = try await Partnership()
    try await house.test.test { client in
      let (person, change) = try await withdrawn(house, client)
      // The house has stood for a while, so that a signature can be too old and not too old for it.
      if forgery != .beforeTheStart { house.test.clock.advance(1000) }
      var call = try SignedCall.confirmation(of: [change], at: house.now)
      forgery.spoil(&call)
      let key = forgery == .otherKey ? Curve25519.Signing.PrivateKey() : house.partner.key
      if forgery == .replayed {
        var first = SignedCall(created: house.now)
        first.nonce = call.nonce
        #expect(try await first.send(client, by: key).status == 200)
      }
      let answered = try await call.send(client, by: key)
      #expect(answered.status == 401)
      #expect(try answered.problem.errors?.map(\.field) == [forgery.field])
      #expect(try await house.record(of: person).held.count == 1)
    }
  }

  @Test func `needs a signature`() async throws {
    let house = try await Partnership()
    try await house.test.test { client in
      for path in ["/v1/recipients/me/changes", "/v1/recipients/me/changes?since=msg_a"] {
        #expect(try await client.call(.get, path).status == 401)
      }
      let body = #"{"changes": ["msg_a"]}"#
      let answered = try await client.call(.post, "/v1/recipients/me/confirmations", body)
      #expect(answered.status == 401)
    }
  }
}
