import Candor
import CandorAPI
import CandorFixtures
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

/// Invented readers of a house that shares, and what recipients get of them.
enum Subscribers {
  static func house() async throws -> TestHouse { try await TestHouse { _ in .sharingYAML } }

  static func answers(_ number: Int) -> [String: AnswerValue] {
    [
      "full-name": .text(
        "Ms Ada\(number.isMultiple(of: 2) ? " Q." : "") Wren\("abcdefghij".dropFirst(number % 10).prefix(1))"
      ),
      "address": .text(
        "\(100 + number) North Quill Street, Apt \(number + 1), Troy, NY 12180-\(1000 + number)"
      ),
      "phone": .text("212-555-\(2000 + number)"),
      "email": .text("reader\(number)@mail.example"),
      "taste": .text(["tea", "maps", "wool"][number % 3]),
    ]
  }
}

extension TestClientProtocol {
  /// Somebody new who said yes to recipients, all or some of what their notices cover.
  func subscriber(
    _ number: Int,
    of test: TestHouse,
    yes recipients: [Recipient.Name] = ["auk-travel", "brant-books"],
    to attributes: [String]? = nil
  ) async throws -> String {
    let person = try await call(.post, "/v1/people", "{}").decoded(PersonReply.self).person
    let grants = try recipients.map { recipient in
      let notice = try #require(test.house.rules.notice(for: Consent("offers", at: recipient)))
      return ConsentAnswer(
        purpose: "offers",
        recipient: recipient.rawValue,
        attributes: attributes,
        notice: notice.hash.rawValue
      )
    }
    let body = AnswersRequest(
      experience: "tastes",
      answers: Subscribers.answers(number),
      grants: grants
    )
    let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
    let answered = try await call(.post, "/v1/people/\(person)/answers", text)
    guard answered.status == 200 else { throw NotAnswered(problem: try answered.problem) }
    return person
  }

  func agree(
    _ recipient: String = "auk-travel",
    _ attributes: String = #"["full-name", "address", "phone", "email", "taste"]"#,
    audience: String? = nil
  ) async throws -> String {
    let picked = audience.map { #", "audience": \#($0)"# } ?? ""
    let body =
      #"{"recipient": "\#(recipient)", "purpose": "offers", "attributes": \#(attributes)\#(picked)}"#
    let answered = try await call(.post, "/v1/disclosures", body)
    guard answered.status == 201 else { throw NotAnswered(problem: try answered.problem) }
    return try answered.decoded(DisclosureReply.self).id
  }

  /// The lines of a copy, without its head.
  func copy(_ disclosure: String, after reference: String = "") async throws -> [String] {
    let query = reference.isEmpty ? "" : "?after=\(reference)"
    let text = try await call(.get, "/v1/disclosures/\(disclosure)/copy.csv\(query)").text
    let lines = text.split(separator: "\r\n").map(String.init)
    return reference.isEmpty ? Array(lines.dropFirst()) : lines
  }

  func trace(_ found: String, type: String = "text/plain") async throws -> TraceReply {
    try await call(.post, "/v1/traces", found, type: type).decoded()
  }

  func events(_ person: String, _ kind: String) async throws -> Int {
    let record = try await call(.get, "/v1/people/\(person)/record").text
    return record.matches(of: try Regex("\"kind\":\"\(kind)\"")).count
  }
}
