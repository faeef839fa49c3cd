import Candor
import CandorAPI
import CandorFixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `Ways to write a name` {
  private static let path = "attributes/full-name/forms"

  private func approve(
    _ forms: [String],
    of person: String,
    _ client: any TestClientProtocol
  ) async throws -> Answered {
    let body = try JSONEncoder().encode(NameFormsRequest(forms: forms))
    let text = String(decoding: body, as: UTF8.self)
    return try await client.call(.put, "/v1/people/\(person)/\(Self.path)", text)
  }

  private func forms(_ number: Int) -> [String] {
    guard case .text(let name)? = Subscribers.answers(number)["full-name"] else { return [] }
    return NameForms.suggestions(for: name)
  }

  @Test func `are in copies once they are approved, others in each, until the name changes`()
    async throws
  {
    let test = try await Subscribers.house()
    try await test.test { client in
      var people: [String] = []
      for number in 0..<16 {
        let person = try await client.subscriber(number, of: test)
        #expect(try await approve(forms(number), of: person, client).status == 200)
        people.append(person)
      }
      let auk = try await client.copy(client.agree()).filter { $0.contains("Quill") }
      let all = try await client.copy(
        client.agree("brant-books", #"["full-name", "address", "taste"]"#)
      )
      let brant = all.filter { $0.contains("Quill") }
      func name(_ house: Int, in lines: [String]) -> String? {
        let line = lines.first { $0.contains("\"\(house) N") }
        return line.flatMap { line in
          forms(house - 100).filter { line.contains($0) }.max { $0.count < $1.count }
        }
      }
      let pairs = (100..<116).map { (name($0, in: auk), name($0, in: brant)) }
      #expect(pairs.allSatisfy { $0.0 != nil && $0.1 != nil })
      #expect(Set(pairs.map { $0.0 ?? "" }).count > 8)
      #expect(pairs.count { $0.0 != $0.1 } > 4)
      #expect(try await client.events(people[0], "approved") == 1)
      // The same again is nothing new.
      #expect(try await approve(forms(0), of: people[0], client).status == 200)
      #expect(try await client.events(people[0], "approved") == 1)
      let correction = #"{"value": "Ada Quarrington Wren"}"#
      let path = "/v1/people/\(people[0])/attributes/full-name"
      #expect(try await client.call(.put, path, correction).status == 200)
      let later = try await client.copy(client.agree("brant-books", #"["full-name"]"#))
      #expect(later.contains { $0.contains("Ada Quarrington Wren") })
    }
  }

  @Test func `tell by labels alone whose list they were printed from`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      for number in 0..<40 {
        let person = try await client.subscriber(number, of: test)
        _ = try await approve(forms(number), of: person, client)
      }
      _ = try await client.copy(client.agree())
      let brant = try await client.copy(
        client.agree("brant-books", #"["full-name", "address"]"#)
      )
      // As the post writes it: capitals, no signs, short words.
      let labels = brant.filter { $0.contains("Quill") }.map { line in
        line.dropFirst(33).uppercased().replacing(",\"1", with: "\n1")
          .replacing("\"", with: "").replacing(".", with: "")
          .replacing("NORTH", with: "N").replacing("STREET", with: "ST")
          .replacing(",", with: " ")
      }
      let said = try await client.trace(labels.joined(separator: "\n\n"))
      #expect(said.named.map(\.recipient) == ["brant-books"], "\(said.says)")
      #expect(said.channels.contains { $0.attribute == "full-name" && $0.read > 20 })
    }
  }

  @Test(arguments: [
    (["Ada Wren"], "forms"),
    (Array(repeating: "Ada", count: 9), "forms"),
    (["Ada Wren", "Bob Miller"], "forms[1]"),
    (["Ada Wren", "ADA  WREN."], "forms[1]"),
    (["Ada Wren", " Ada"], "forms[1]"),
    (["Ada Wren", "Ada\nWren"], "forms[1]"),
    (["Ada Wren", "Ada\u{200b}Wren"], "forms[1]"),
    (["Ada Wren", ""], "forms[1]"),
  ])
  func `are refused where they are none, and nothing is written`(
    _ forms: [String],
    _ path: String
  ) async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let person = try await client.subscriber(0, of: test)
      let refused = try await approve(forms, of: person, client)
      #expect(refused.status == 422)
      #expect(refused.text.contains("\"\(path)\""), "\(refused.text)")
      #expect(try await client.events(person, "approved") == 0)
      let other = "/v1/people/\(person)/attributes/taste/forms"
      #expect(try await client.call(.put, other, #"{"forms":["a","b"]}"#).status == 422)
    }
  }

  @Test func `are ticked on a page that My record leads to`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let person = try await client.subscriber(0, of: test)
      let id = try #require(Person.ID(person))
      let session = try await test.house.beginSession(of: id)
      let cookie: HTTPFields = [.cookie: "candor=\(session)"]
      func visit(_ path: String) async throws -> String {
        try await client.call(.get, path, key: nil, headers: cookie).text
      }
      func post(_ form: String) async throws -> Answered {
        var headers = cookie
        if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = "same-origin" }
        return try await client.call(
          .post,
          "/me/names/full-name",
          form,
          key: nil,
          type: "application/x-www-form-urlencoded",
          headers: headers
        )
      }
      #expect(try await visit("/me").contains("href=\"/me/names/full-name\""))
      let page = try await visit("/me/names/full-name")
      #expect(page.contains("value=\"Ada Wrena\"") && !page.contains(" checked"))
      let one = try await post("form=Ada+Wrena")
      #expect(one.text.contains("Tick from two to eight ways, or none."))
      let strange = try await post("form=Ada+Wrena&own=Bob+Miller")
      #expect(strange.text.contains("a word of your name") && strange.text.contains("Bob Miller"))
      #expect(try await test.house.vault.record(of: id).approved.isEmpty)
      let kept = try await post("form=Ada+Wrena&form=A.+Wrena&own=Adi+Wrena")
      #expect(kept.headers[.location] == "/me?note=named#answer-full-name")
      let forms = try await test.house.vault.record(of: id).approved["full-name"]?.forms
      #expect(forms == ["Adi Wrena", "Ada Wrena", "A. Wrena"])
      let again = try await visit("/me/names/full-name")
      #expect(again.matches(of: /\schecked/).count == 3)
      #expect(try await visit("/me").contains("may be written so: Adi Wrena; Ada Wrena; A. Wrena."))
      _ = try await post("own=")
      #expect(try await test.house.vault.record(of: id).approved["full-name"]?.forms == [])
      #expect(try await visit("/me").contains("is written as you told us, and in no other way."))
    }
  }
}
