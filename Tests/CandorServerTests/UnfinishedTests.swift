import Candor
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import CandorServer

@Suite struct `An experience that is not finished` {
  private func visit(
    _ client: any TestClientProtocol,
    _ path: String,
    session: String?,
    form: String? = nil
  ) async throws -> Answered {
    var headers = HTTPFields()
    if let session { headers[.cookie] = "candor=\(session)" }
    if form != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = "same-origin" }
    let body = form.map { ByteBuffer(string: $0) }
    return try await client.execute(
      uri: path,
      method: form == nil ? .get : .post,
      headers: headers,
      body: body
    ) {
      Answered(status: $0.status.code, headers: $0.headers, body: Data($0.body.readableBytesView))
    }
  }

  @Test func `is kept for somebody new who asks for it, and nobody is made before`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let next = try await visit(client, "/e/letters", session: nil, form: "go=next&length=short")
      #expect(next.headers[.setCookie] == nil)
      let later = try await visit(client, "/e/letters", session: nil, form: "go=later&length=short")
      #expect(later.headers[.location] == "/me?note=begun#begun")
      let cookie = try #require(later.headers[.setCookie]?.firstMatch(of: /candor=([^;]+)/))
      let session = String(cookie.1)
      let record = try await visit(client, "/me", session: session).text
      #expect(record.contains("What you began"))
      #expect(record.contains("You began ‘Write the next issue with us’."))
      let resumed = try await visit(client, "/e/letters", session: session).text
      #expect(resumed.contains("You began this before. Here is where you were."))
      #expect(resumed.contains(#"value="short" checked"#))
      let anew = try await visit(client, "/e/letters?begin=anew", session: session).text
      #expect(!anew.contains(#"value="short" checked"#))
      let put = try await visit(client, "/me/begun", session: session, form: "experience=letters")
      #expect(put.headers[.location] == "/me?note=put-aside")
      let gone = try await visit(client, "/e/letters", session: session).text
      #expect(!gone.contains(#"value="short" checked"#))
    }
  }

  @Test func `is kept with each page for somebody known, and over when it is answered`()
    async throws
  {
    let test = try await TestHouse()
    let person = try await test.house.meet().person
    let session = try await test.house.beginSession(of: person)
    @Sendable func begun() async throws -> Unfinished? {
      try await test.house.vault.record(of: person).begun["letters"]
    }
    try await test.test { client in
      let path = "/e/letters"
      _ = try await visit(client, path, session: session, form: "page=0&go=next&length=short")
      let kept = try #require(try await begun())
      #expect(kept.page == 1)
      #expect(kept.fields["length"] == ["short"])
      #expect(try await test.house.vault.record(of: person).answers.isEmpty)
      let notice = try #require(
        test.house.rules.notice(for: Consent("editorial-planning"))
      )
      let last = "page=2&length=short&skipped=next-story&notice=\(notice.hash)&say=yes"
      let end = try await visit(client, path, session: session, form: last)
      #expect(end.headers[.location] == "/e/letters/outcome")
      #expect(try await begun() == nil)
      #expect(try await test.house.vault.record(of: person).answers["length"] != nil)
    }
  }

  @Test func `keeps what stands in it when another language is chosen on the way`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let form = "page=0&length=short&language=ar"
      let page = try await visit(client, "/e/letters", session: nil, form: form)
      #expect(page.headers[.setCookie]?.hasPrefix("candor-language=ar;") == true)
      #expect(page.text.contains(#"<html lang="ar" dir="rtl">"#))
      #expect(page.text.contains(#"value="short" checked"#))
    }
  }

  @Test func `is of no use once it is older than its answers would be`() async throws {
    let test = try await TestHouse()
    let person = try await test.house.meet().person
    try await test.test { client in
      let session = try await test.house.beginSession(of: person)
      let form = "page=0&go=next&length=short"
      _ = try await visit(client, "/e/letters", session: session, form: form)
      test.clock.advance(366 * 86_400)
      let later = try await test.house.beginSession(of: person)
      let page = try await visit(client, "/e/letters", session: later).text
      #expect(!page.contains("You began this before"))
      #expect(!(try await visit(client, "/me", session: later).text.contains("What you began")))
    }
  }
}
