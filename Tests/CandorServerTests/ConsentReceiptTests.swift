import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import CandorServer

@Suite struct `A consent receipt` {
  private let lists = Consent("personal-lists")
  private let offers = Consent("travel-offers", at: "meridian-travel")

  private func answer(
    _ word: String,
    to consent: Consent,
    _ test: TestHouse,
    by person: String,
    _ client: any TestClientProtocol
  ) async throws {
    let notice = try #require(test.house.rules.notice(for: consent)).hash
    let path = [consent.purpose.rawValue, consent.recipient?.rawValue].compactMap(\.self)
    let answered = try await client.call(
      .put,
      "/v1/people/\(person)/consents/\(path.joined(separator: "/"))",
      #"{"answer": "\#(word)"\#(word == "withdraw" ? "" : ", \"notice\": \"\(notice)\"")}"#
    )
    #expect(answered.status == 200, "\(answered.text)")
  }

  private func receipt(
    of person: String,
    _ format: String,
    _ client: any TestClientProtocol,
    _ path: String = "personal-lists"
  ) async throws -> (answered: Answered, receipt: JSON, read: ReadReceipt?) {
    let answered = try await client.call(
      .get,
      "/v1/people/\(person)/consents/\(path)/receipt?format=\(format)",
      key: TestHouse.readOnly
    )
    guard answered.status == 200 else { return (answered, [:], nil) }
    let receipt = try #require(try JSON(canonical: answered.body)["receipt"])
    return (answered, receipt, try ReadReceipt(receipt.canonicalBytes))
  }

  @Test(arguments: ["27560", "kantara"])
  func `of a yes tells who, what, when and which text, and is the same each time`(
    _ format: String
  ) async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try await client.person(test.notice, genres: ["Film"])
      let said = test.clock.now
      let first = try await receipt(of: person, format, client)
      let read = try #require(first.read)
      #expect(read.state == .given)
      #expect(read.format.rawValue == format)
      #expect(read.time.milliseconds / 1000 == said.milliseconds / 1000)
      #expect(String(describing: read.person) == person)
      #expect(read.company == "Lanternfish")
      #expect(read.purpose == "personal-lists")
      #expect(read.recipient == nil)
      #expect(read.fields.count == 4)
      #expect(try read.notice == test.notice)
      #expect(read.holdsNotice)
      test.clock.advance(3600)
      _ = try await client.person(test.notice, genres: ["Film"])
      let again = try await receipt(of: person, format, client)
      #expect(again.receipt == first.receipt)
      let signatures = try [first, again].map { try JSON(canonical: $0.answered.body)["signature"] }
      #expect(signatures[0] == signatures[1])
    }
  }

  @Test func `names the recipient, in both formats`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try await client.person(test.notice, genres: ["Film"])
      try await answer("grant", to: offers, test, by: person, client)
      for format in ["27560", "kantara"] {
        let path = "travel-offers/meridian-travel"
        let read = try await receipt(of: person, format, client, path).read
        #expect(read?.recipient == "Meridian Travel")
      }
    }
  }

  @Test func `says no, stopped and run out where the format can`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try await client.person(test.notice, genres: ["Film"])
      try await answer("withdraw", to: lists, test, by: person, client)
      #expect(try await receipt(of: person, "27560", client).read?.state == .withdrawn)
      let kantara = try await receipt(of: person, "kantara", client).answered
      #expect(kantara.status == 422)
      #expect(try kantara.problem.errors?.first?.field == "format")

      try await answer("refuse", to: lists, test, by: person, client)
      #expect(try await receipt(of: person, "27560", client).read?.state == .refused)

      try await answer("grant", to: lists, test, by: person, client)
      let yes = try await receipt(of: person, "27560", client)
      test.clock.advance(400 * 86_400)
      let over = try await receipt(of: person, "27560", client)
      #expect(over.read?.state == .expired)
      #expect(over.read?.time == yes.read?.time)
      #expect(over.receipt["dct:identifier"] != yes.receipt["dct:identifier"])
    }
  }

  @Test func `keeps the text that was shown when the rules say something else`() async throws {
    let test = try await TestHouse()
    let person = try await test.test { client in
      try await client.person(test.notice, genres: ["Film"])
    }
    let changed = try await TestHouse { text in
      text.replacing("Can Lanternfish choose stories", with: "Will you let us choose stories")
    }
    #expect(try changed.notice != test.notice)
    let later = try await House(
      changed.house.rules,
      store: test.store,
      keyring: test.house.vault.keyring,
      mailer: nil,
      now: { test.clock.now }
    )
    let id = try #require(Person.ID(person))
    let json = try await later.consentReceipt(of: id, about: lists, .iso27560)
    let read = try ReadReceipt(#require(json["receipt"]).canonicalBytes)
    #expect(try read.notice == test.notice)
    #expect(read.holdsNotice)
    #expect(String(decoding: read.shown, as: UTF8.self).contains("Can Lanternfish choose stories"))
  }

  @Test func `is there only for what was said, and in the formats that there are`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try await client.person(test.notice, genres: ["Film"])
      let cases = [
        ("travel-offers/meridian-travel", "27560", 404), ("travel-offers", "27560", 404),
        ("nothing", "kantara", 404), ("personal-lists", "jws", 422),
      ]
      for (path, format, status) in cases {
        #expect(try await receipt(of: person, format, client, path).answered.status == status)
      }
      let nobody = Person.ID(bytes: Array(repeating: 7, count: 16))
      let answered = try await receipt(of: "\(nobody)", "27560", client).answered
      #expect(answered.status == 404)
    }
  }

  @Test func `needs to know whose law holds`() async throws {
    let test = try await TestHouse { $0.replacing("  jurisdiction: IE\n", with: "") }
    try await test.test { client in
      let person = try await client.person(test.notice, genres: ["Film"])
      let answered = try await receipt(of: person, "27560", client).answered
      #expect(answered.status == 422)
      #expect(try answered.problem.errors?.first?.field == "company.jurisdiction")
    }
  }

  @Test func `outside the Union claims nothing of its law`() async throws {
    let test = try await TestHouse { $0.replacing("jurisdiction: IE", with: "jurisdiction: US-CA") }
    try await test.test { client in
      let person = try await client.person(test.notice, genres: ["Film"])
      let text = try await receipt(of: person, "27560", client).answered.text
      #expect(text.contains("dpv-27560#receipt\""))
      #expect(text.contains("loc:US-CA"))
      #expect(!text.contains("gdpr:A"))
    }
  }

  @Test func `is a file on the page of every yes and no`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let person = try #require(
        Person.ID(try await client.person(test.notice, genres: ["Film"]))
      )
      let session = try await test.house.beginSession(of: person)
      func visit(_ path: String) async throws -> Answered {
        let headers: HTTPFields = [.cookie: "candor=\(session)"]
        return try await client.execute(uri: path, method: .get, headers: headers) {
          Answered(
            status: $0.status.code,
            headers: $0.headers,
            body: Data($0.body.readableBytesView)
          )
        }
      }
      let page = try await visit("/me/consents").text
      let path = "/me/receipts/consents/personal-lists?format="
      #expect(page.contains("\"\(path)kantara\""))
      // Nothing was said to this one.
      #expect(!page.contains("/me/receipts/consents/travel-offers"))
      for format in ["27560", "kantara"] {
        let file = try await visit(path + format)
        #expect(
          file.headers[.contentDisposition]
            == "attachment; filename=\"receipt-personal-lists-\(format).json\""
        )
        let json = try JSON(canonical: file.body)
        #expect(try json.string("format") == format)
      }
      #expect(try await client.call(.get, path + "27560", key: nil).status == 401)
    }
  }
}
