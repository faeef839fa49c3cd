import Candor
import CandorAPI
import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

/// The machine of a recipient: takes messages or does not, keeps what it took, and signs its word.
actor Correspondent: Messenger {
  /// Nobody answers there.
  struct Down: Error {}

  nonisolated let key = Curve25519.Signing.PrivateKey()
  /// What it answers; nil while it is down.
  var answer: Acknowledgement?
  private(set) var taken: [Delivery] = []
  private(set) var tries = 0

  init(answer: Acknowledgement? = Acknowledgement(status: 204)) {
    self.answer = answer
  }

  func send(_ delivery: Delivery, to address: String) throws -> Acknowledgement {
    tries += 1
    guard let answer else { throw Down() }
    if (200..<300).contains(answer.status) { taken.append(delivery) }
    return answer
  }

  func turn(_ answer: Acknowledgement?) { self.answer = answer }

  /// The rules of the magazine, in which Meridian Travel is told and signs.
  nonisolated func rules(_ yaml: String) -> String {
    let text = key.publicKey.rawRepresentation.base64EncodedString()
    return yaml.replacing(
      "key: 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n",
      with: "webhook: https://hooks.meridian.example/candor\n    key: \(text)\n"
    )
  }
}

/// A request of a recipient, with what can be wrong about it.
struct SignedCall {
  var method = HTTPRequest.Method.get
  var path = "/v1/recipients/me/changes"
  var query: String?
  var body: String?
  var created: Date
  var expires: Date?
  var nonce = UUID().uuidString
  var keyID = "meridian-travel"
  var algorithm = "ed25519"
  var authority = "127.0.0.1:8080"
  var parts = ["@method", "@authority", "@path", "@query", "content-digest"]
  /// What the digest is of, when it is not of the body.
  var digested: String?
  var digest = "sha-256"

  /// Written by hand after RFC 9421, so that it shares nothing with what checks it.
  func headers(_ key: Curve25519.Signing.PrivateKey) throws -> HTTPFields {
    var headers = HTTPFields()
    func set(_ name: String, _ value: String) throws {
      headers[try #require(HTTPField.Name(name))] = value
    }
    let bytes = Data((digested ?? body ?? "").utf8)
    let hash = digest == "sha-512" ? Data(SHA512.hash(data: bytes)) : Data(SHA256.hash(data: bytes))
    let digest = "\(digest)=:\(hash.base64EncodedString()):"
    try set("Content-Digest", digest)
    let values = [
      "@method": method.rawValue, "@authority": authority, "@path": path,
      "@query": "?\(query ?? "")", "content-digest": digest,
    ]
    let covered = parts.map { "\"\($0)\"" }.joined(separator: " ")
    let seconds = Int(created.timeIntervalSince1970)
    let end = expires.map { ";expires=\(Int($0.timeIntervalSince1970))" } ?? ""
    let input =
      "(\(covered));created=\(seconds)\(end);nonce=\"\(nonce)\";keyid=\"\(keyID)\";alg=\"\(algorithm)\""
    let lines = parts.map { "\"\($0)\": \(values[$0] ?? "")" }
    let base = (lines + ["\"@signature-params\": \(input)"]).joined(separator: "\n")
    let signature = try key.signature(for: Data(base.utf8)).base64EncodedString()
    try set("Signature-Input", "candor-test=\(input)")
    try set("Signature", "candor-test=:\(signature):")
    return headers
  }

  func send(
    _ client: any TestClientProtocol,
    by key: Curve25519.Signing.PrivateKey
  ) async throws -> Answered {
    let place = query.map { "\(path)?\($0)" } ?? path
    return try await client.call(method, place, body, key: nil, headers: try headers(key))
  }
}

extension SignedCall {
  static func confirmation(of changes: [String], at now: Date) throws -> SignedCall {
    let body = try JSONEncoder().encode(ConfirmationsRequest(changes: changes))
    return SignedCall(
      method: .post,
      path: "/v1/recipients/me/confirmations",
      body: String(decoding: body, as: UTF8.self),
      created: now
    )
  }
}

/// A house with a partner that gets copies, and is told.
struct Partnership {
  let test: TestHouse
  let partner: Correspondent
  static let consent = Consent("travel-offers", at: "meridian-travel")

  init(answer: Acknowledgement? = Acknowledgement(status: 204)) async throws {
    partner = Correspondent(answer: answer)
    test = try await TestHouse(messenger: partner, partner.rules)
  }

  var recipient: Recipient {
    get throws { try #require(test.house.rules.recipient("meridian-travel")) }
  }

  var now: Date { test.clock.now }

  @discardableResult
  func sendDue() async throws -> Int { try await test.house.sendDue(to: recipient) }

  /// All that is due now, whoever has to be tried for it.
  func sendAllDue() async throws { while try await sendDue() > 0 {} }

  /// Somebody who told what they are curious about, and said yes to the partner.
  func person(_ client: any TestClientProtocol) async throws -> String {
    let person = try await client.person(test.notice, genres: ["Film"])
    try await say("grant", person, client)
    return person
  }

  func say(_ answer: String, _ person: String, _ client: any TestClientProtocol) async throws {
    let notice = try #require(test.house.rules.notice(for: Self.consent)).hash
    let shown = answer == "withdraw" ? "" : #", "notice": "\#(notice)""#
    let answered = try await client.call(
      .put,
      "/v1/people/\(person)/consents/travel-offers/meridian-travel",
      #"{"answer": "\#(answer)"\#(shown)}"#
    )
    guard answered.status == 200 else { throw NotAnswered(problem: try answered.problem) }
  }

  func correct(_ person: String, _ genre: String, _ client: any TestClientProtocol) async throws {
    let path = "/v1/people/\(person)/attributes/genres"
    let answered = try await client.call(.put, path, #"{"value": ["\#(genre)"]}"#)
    guard answered.status == 200 else { throw NotAnswered(problem: try answered.problem) }
  }

  /// Agrees on a copy; refused when the partner may have none.
  func agree(_ client: any TestClientProtocol) async throws -> Answered {
    try await client.call(
      .post,
      "/v1/disclosures",
      """
      {"recipient": "meridian-travel", "purpose": "travel-offers", "attributes": ["genres"]}
      """
    )
  }

  /// Gives the partner a copy of what everybody said yes to.
  func disclose(_ client: any TestClientProtocol) async throws {
    let id = try await agree(client).decoded(DisclosureReply.self).id
    let copy = try await client.call(.get, "/v1/disclosures/\(id)/copy.ndjson")
    guard copy.status == 200 else { throw NotAnswered(problem: try copy.problem) }
  }

  func pull(
    _ client: any TestClientProtocol,
    since change: String? = nil,
    count: Int = 1000
  ) async throws -> ChangesReply {
    let since = change.map { "since=\($0)&" } ?? ""
    let call = SignedCall(query: "\(since)count=\(count)", created: now)
    return try await call.send(client, by: partner.key).decoded()
  }

  @discardableResult
  func confirm(
    _ changes: [String],
    _ client: any TestClientProtocol
  ) async throws -> Answered {
    try await SignedCall.confirmation(of: changes, at: now).send(client, by: partner.key)
  }

  func record(of person: String) async throws -> Record {
    try await test.house.vault.record(of: try #require(Person.ID(person)))
  }

  /// What happened, but for the lists that are given for it.
  func kinds(of person: String) async throws -> [String] {
    let events = try await test.house.vault.events(of: try #require(Person.ID(person)))
    return events.map(\.content.kind).filter { $0 != "given" }
  }
}
