import Candor
import CandorAPI
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JWTKit
import Testing

@testable import CandorServer

@Suite struct `A token that names a person` {
  struct Forgery: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let field: String
    let make: @Sendable (Signer, Signer.Claims) async throws -> String

    init(
      _ description: String,
      _ field: String,
      _ make: @escaping @Sendable (Signer, Signer.Claims) async throws -> String
    ) {
      (testDescription, self.field, self.make) = (description, "token\(field)", make)
    }

    /// A true signature over claims that break a rule.
    static func claims(
      _ description: String,
      _ field: String,
      _ change: @escaping @Sendable (inout Signer.Claims) -> Void
    ) -> Self {
      Self(description, field) { signer, claims in
        var claims = claims
        change(&claims)
        return try await signer.token(claims)
      }
    }

    static let all: [Self] = [
      Self("no algorithm", ".alg") { signer, claims in
        let header = #"{"alg":"none","kid":"es"}"#
        let token = Signer.with(header: header, try await signer.token(claims))
        return token.split(separator: ".").prefix(2).joined(separator: ".") + "."
      },
      Self("a code made with the public key", ".alg") {
        try await $0.token($1, by: "code", naming: "es")
      },
      Self("one key under the name of another", ".alg") {
        try await $0.token($1, by: "ed", naming: "es")
      },
      Self("a stranger's key under a known name", ".signature") {
        try await $0.token($1, by: "stranger", naming: "es")
      },
      Self("a key that nobody knows", ".kid") { try await $0.token($1, by: "stranger") },
      Self("no key named", ".kid") { signer, claims in
        Signer.with(header: #"{"alg":"ES256"}"#, try await signer.token(claims))
      },
      Self("an extension that must be understood", ".crit") { signer, claims in
        let header = #"{"alg":"ES256","kid":"es","crit":["b64"]}"#
        return Signer.with(header: header, try await signer.token(claims))
      },
      Self("a number in the header that no Int holds", ".signature") { signer, claims in
        let header = #"{"alg":"ES256","kid":"es","x":1e300}"#
        return Signer.with(header: header, try await signer.token(claims))
      },
      Self("other claims under a true signature", ".signature") { signer, claims in
        var other = claims
        other.sub = "reader-1"
        let parts = try await signer.token(claims).split(separator: ".")
        let claims = try await signer.token(other).split(separator: ".")
        return [parts[0], claims[1], parts[2]].joined(separator: ".")
      },
      Self("a signature that is cut off", ".signature") {
        String(try await $0.token($1).dropLast(8))
      },
      Self("two parts", "") {
        try await $0.token($1).split(separator: ".").prefix(2).joined(separator: ".")
      },
      Self("no header", "") { _, _ in "e.e.e" },
      Self("what is too long", "") { _, _ in "a.\(String(repeating: "a", count: 5000)).a" },
      .claims("another issuer", ".iss") { $0.iss = "somebody" },
      .claims("another audience", ".aud") { $0.aud = "https://other.example" },
      .claims("no audience", ".aud") { $0.aud = nil },
      .claims("nobody", ".sub") { $0.sub = nil },
      .claims("an empty name", ".sub") { $0.sub = "" },
      .claims("no end", ".exp") { $0.exp = nil },
      .claims("an end that is past", ".exp") { $0.exp = ($0.iat ?? 0) - 1 },
      .claims("too long a life", ".exp") { $0.exp = ($0.iat ?? 0) + 901 },
      .claims("no beginning", ".iat") { $0.iat = nil },
      .claims("a beginning ahead of us", ".iat") { claims in
        claims.iat = claims.iat.map { $0 + 120 }
        claims.exp = claims.exp.map { $0 + 120 }
      },
      .claims("a time that has not come", ".nbf") { $0.nbf = ($0.iat ?? 0) + 300 },
      .claims("an empty number", ".jti") { $0.jti = "" },
    ]
  }

  @Test(arguments: Forgery.all)
  func `believes no forged token, and says which rule it breaks`(_ forgery: Forgery) async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    let token = try await forgery.make(signer, Signer.Claims(at: test.clock.now))
    try await test.test { client in
      let refused = try await client.visit(.post, "/embed/sessions", #"{"token": "\#(token)"}"#)
      #expect(refused.status == 401)
      let problem = try refused.problem
      #expect(problem.errors?.map(\.field) == [forgery.field], "\(refused.text)")
      #expect(!refused.text.contains("reader-"))
      #expect(try await test.house.store.read { try $0.people(after: nil, count: 1) }.isEmpty)
    }
  }

  @Test(arguments: ["es", "ed"])
  func `knows whom a token names, the same person each time`(_ key: String) async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    let claims = Signer.Claims(at: test.clock.now)
    let token = try await signer.token(claims, by: JWKIdentifier(string: key))
    try await test.test { client in
      let first = try await client.begin(token)
      let second = try await client.begin(token)
      #expect(first.isKnown && first.session != second.session)
      #expect(try await person(test, first.session) == person(test, second.session))
      let named = try await client.call(
        .post,
        "/v1/people/lookup",
        #"{"externalId": "reader-4711"}"#
      )
      let known = try named.decoded(PersonReply.self).person
      #expect(try await String(describing: person(test, first.session)) == known)
    }
  }

  @Test func `takes a token with a number once`() async throws {
    let signer = try await Signer()
    let test = try await TestHouse(signer.embedding)
    var claims = Signer.Claims(at: test.clock.now)
    claims.jti = "once"
    let token = try await signer.token(claims)
    try await test.test { client in
      _ = try await client.begin(token)
      let again = try await client.visit(.post, "/embed/sessions", #"{"token": "\#(token)"}"#)
      #expect(try again.problem.errors?.map(\.field) == ["token.jti"])
      let spent = try await client.visit(
        .get,
        "/embed/e/letters",
        session: "candor/spent-token/v1\0once"
      )
      #expect(spent.status == 401)
    }
  }

  private func person(_ test: TestHouse, _ session: String) async throws -> Person.ID {
    try #require(try await test.house.embeddedSession(session)?.person)
  }
}
