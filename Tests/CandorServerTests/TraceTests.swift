import Candor
import CandorAPI
import CandorFixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `What is found` {
  /// Thirty readers, and the lines of the copies of two recipients.
  private func copies(
    _ test: TestHouse,
    _ client: any TestClientProtocol
  ) async throws -> (people: [String], auk: [String], brant: [String]) {
    var people: [String] = []
    for number in 0..<30 { people.append(try await client.subscriber(number, of: test)) }
    let auk = try await client.copy(client.agree())
    let brant = try await client.copy(
      client.agree("brant-books", #"["full-name", "address", "taste"]"#)
    )
    return (people, auk, brant)
  }

  private func alias(in line: String) throws -> String {
    String(try #require(line.firstMatch(of: /[a-z2-7]{20}@relay\.lark\.example/)).0)
  }

  @Test func `with an address of one copy alone derives from it, once in the record`() async throws
  {
    let test = try await Subscribers.house()
    try await test.test { client in
      let copies = try await copies(test, client)
      let place = try #require(copies.auk.firstIndex { $0.contains("102 N") })
      let alias = try alias(in: copies.auk[place]).uppercased()
      for _ in 0..<2 {
        let said = try await client.trace("From: x\nTo: <\(alias)>\n\nBuy!")
        #expect(said.exact.map(\.recipient) == ["auk-travel"])
        #expect(said.exact.first?.addresses == 1)
        #expect(said.records == 1)
      }
      #expect(try await client.events(copies.people[2], "traced") == 1)
      #expect(try await client.events(copies.people[3], "traced") == 0)
    }
  }

  @Test func `tells of an address only whose it is, not who stands beside it`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let copies = try await copies(test, client)
      let one = try #require(copies.auk.first { $0.contains("102 N") })
      let other = try #require(copies.brant.first { $0.contains("103 N") })
      let found = "\(try alias(in: one)),x,y,z\n\(other.dropFirst(33))"
      let said = try await client.trace(found, type: "text/csv")
      #expect(said.exact.map(\.recipient) == ["auk-travel"])
      #expect(said.records == 1)
      #expect(try await client.events(copies.people[2], "traced") == 1)
      #expect(try await client.events(copies.people[3], "traced") == 0)
    }
  }

  @Test func `with enough marks names its copy, and tells those who are in it`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let copies = try await copies(test, client)
      let some = copies.brant.filter { $0.contains("Quill") }.prefix(24)
        .map { $0.dropFirst(33).lowercased() }
      let said = try await client.trace(some.joined(separator: "\n"), type: "text/csv")
      #expect(said.named.map(\.recipient) == ["brant-books"], "\(said.says)")
      #expect(said.bound == 1e-6)
      #expect(said.matchedRows == 24)
      #expect(said.records == 24)
    }
  }

  @Test func `one by one is enough in the end, however often it was asked about`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let copies = try await copies(test, client)
      let rows = copies.brant.filter { $0.contains("Quill") }.prefix(24)
        .map { TraceSeriesRequest.Find(type: "text/csv", text: String($0.dropFirst(33))) }
      func trace(_ finds: [TraceSeriesRequest.Find]) async throws -> Answered {
        let body = try JSONEncoder().encode(TraceSeriesRequest(finds: finds))
        let text = String(decoding: body, as: UTF8.self)
        return try await client.call(.post, "/v1/traces/series", text)
      }
      let early = try await trace(Array(rows.prefix(2))).decoded(TraceReply.self)
      #expect(early.named.isEmpty && early.records == 0)
      for finds in [rows, rows + rows.prefix(1)] {
        let said = try await trace(finds).decoded(TraceReply.self)
        #expect(said.named.map(\.recipient) == ["brant-books"], "\(said.says)")
        #expect(said.bound == 5e-7)
        #expect(said.records == 24)
      }
      #expect(try await client.call(.post, "/v1/traces/series", #"{"finds":[]}"#).status == 422)
      let wrong = try await trace([.init(text: " "), .init(type: "image/png", text: "x")])
      #expect(wrong.status == 422)
      #expect(wrong.text.contains("finds[0].text") && wrong.text.contains("finds[1].type"))
    }
  }

  @Test func `of somebody fictional derives from the copy that has them`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let copies = try await copies(test, client)
      let seed = try #require(copies.auk.first { !$0.contains("Quill") })
      let said = try await client.trace(try alias(in: seed))
      #expect(said.exact.map(\.recipient) == ["auk-travel"])
      #expect(said.exact.first?.seeds == 1)
      #expect(said.records == 0)
    }
  }

  @Test func `that comes from elsewhere names nobody, and says what it would take`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let people = try await copies(test, client).people
      let label = "MS ADA Q WRENA\n100 N QUILL ST APT 1\nTROY NY 12180-1000"
      let said = try await client.trace(label)
      #expect(said.exact.isEmpty)
      #expect(said.named.isEmpty)
      #expect(said.records == 0)
      #expect(said.says.contains { $0.contains("row") })
      let strange = try await client.trace("abcdefghijklmnopqrst@relay.lark.example")
      #expect(strange.exact.isEmpty)
      #expect(try await client.events(people[0], "traced") == 0)
    }
  }

  @Test func `has to be something, and needs a key for it`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      #expect(try await client.call(.post, "/v1/traces", " ", type: "text/plain").status == 422)
      let image = try await client.call(.post, "/v1/traces", "x", type: "image/png")
      #expect(image.status == 415)
      let refused = try await client.call(
        .post,
        "/v1/traces",
        "x",
        key: TestHouse.readOnly,
        type: "text/plain"
      )
      #expect(refused.status == 403)
    }
  }

  @Test func `can be held against all copies on a page, with a key`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let copies = try await copies(test, client)
      let alias = try alias(in: try #require(copies.auk.first { $0.contains("Quill") }))
      func post(_ form: String) async throws -> String {
        var headers: HTTPFields = [:]
        if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = "same-origin" }
        return try await client.call(
          .post,
          "/trace",
          form,
          key: nil,
          type: "application/x-www-form-urlencoded",
          headers: headers
        ).text
      }
      #expect(try await client.call(.get, "/trace", key: nil).text.contains("Whose copy is it?"))
      let found = alias.replacing("@", with: "%40")
      let refused = try await post("key=nothing&found=\(found)")
      #expect(refused.contains("That is no key"))
      #expect(!refused.contains("auk-travel"))
      let page = try await post("key=\(TestHouse.allScopes)&found=\(found)")
      #expect(page.contains("the copy disclosed to auk-travel"))
    }
  }

  @Test func `can be shown by the person it came to, on a page of theirs`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let copies = try await copies(test, client)
      let person = try #require(Person.ID(copies.people[2]))
      let session = try await test.house.beginSession(of: person)
      func send(_ mail: String? = nil) async throws -> String {
        var headers: HTTPFields = [.cookie: "candor=\(session)"]
        if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = "same-origin" }
        return try await client.call(
          mail == nil ? .get : .post,
          "/me/mail",
          mail.map {
            "mail=" + ($0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
          },
          key: nil,
          type: "application/x-www-form-urlencoded",
          headers: headers
        ).text
      }
      let empty = try await send()
      #expect(empty.contains("Auk Travel got from us"))
      #expect(empty.contains("Brant Books got from us"))
      let own = try #require(copies.auk.first { $0.contains("102 N") })
      let found = try await send("To: \(try alias(in: own))\r\nSubject: Journeys")
      #expect(found.contains("From the copy of Auk Travel"))
      #expect(found.contains("It stands in your history."))
      #expect(try await client.events(copies.people[2], "traced") == 1)
      // An alias of somebody else says nothing to this person.
      let other = try #require(copies.auk.first { $0.contains("103 N") })
      #expect(try await send("To: \(try alias(in: other))").contains("We cannot tell"))
      let line = try #require(copies.brant.first { $0.contains("102 N") })
      let label = line.split(separator: ",", maxSplits: 1)[1].replacing("\"", with: "")
      #expect(try await send(String(label)).contains("no accusation"))
      #expect(try await send(" ").contains("Paste the mail here"))
    }
  }
}
