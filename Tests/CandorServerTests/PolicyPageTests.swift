import Candor
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import CandorServer

@Suite struct `The privacy page` {
  /// The same records under other rules.
  private func house(over test: TestHouse, _ change: (String) -> String) async throws -> House {
    try await House(
      try await TestHouse(change).house.rules,
      store: test.store,
      keyring: test.house.vault.keyring,
      mailer: nil,
      now: { test.clock.now }
    )
  }

  private func get(_ house: House, _ path: String) async throws -> Answered {
    let router = try await buildRouter(house)
    return try await Application(router: router).test(.router) { client in
      try await client.execute(uri: path, method: .get) {
        Answered(
          status: $0.status.code,
          headers: $0.headers,
          body: Data($0.body.readableBytesView)
        )
      }
    }
  }

  @Test func `says one screen first, and all of it behind`() async throws {
    let test = try await TestHouse()
    let page = try await get(test.house, "/privacy").text
    #expect(page.contains("Version 1 ·"))
    #expect(page.contains("<h2 id=\"who-else\">Who else gets anything</h2>"))
    #expect(page.contains("<details id=\"recipients\">"))
    #expect(page.contains("Meridian Travel gets, after your yes to it:"))
    #expect(!page.contains("What changed since"))
    #expect(try await get(test.house, "/").text.contains("<a href=\"/privacy\">"))
  }

  @Test func `gives out the exact bytes, which hash to what it says`() async throws {
    let test = try await TestHouse()
    let policy = Policy(test.house.rules)
    for path in ["/privacy.md", "/privacy/versions/1.md"] {
      let answer = try await get(test.house, path)
      #expect(answer.body == policy.bytes)
      #expect(answer.headers[.contentType]?.hasPrefix("text/markdown") == true)
    }
    #expect(try await get(test.house, "/privacy").text.contains(policy.hash))
  }

  @Test func `keeps the text before, and tells what changed in words and marks`() async throws {
    let test = try await TestHouse()
    test.clock.advance(86_400)
    let now = try await house(over: test) {
      $0.replacing("default: Harbour Post", with: "default: Anchor Post")
    }
    let page = try await get(now, "/privacy").text
    #expect(page.contains("Version 2 ·"))
    #expect(page.contains("What changed since version 1"))
    #expect(page.contains(">Harbour Post gets: Your e-mail address. No yes is asked.</del>"))
    #expect(page.contains(">Anchor Post gets: Your e-mail address. No yes is asked.</ins>"))
    #expect(page.contains("1 new, 1 gone."))
    let old = try await get(now, "/privacy/versions/1").text
    #expect(old.contains("This text does not hold any more."))
    #expect(old.contains("Harbour Post gets"))
    let all = try await get(now, "/privacy/versions").text
    #expect(all.contains("Version 2"))
    #expect(all.contains("It changed: Who else gets anything;"))
    #expect(all.contains("The first one."))
  }

  @Test func `begins no version when the house starts again with the same rules`() async throws {
    let test = try await TestHouse()
    test.clock.advance(60)
    let again = try await house(over: test) { $0 }
    #expect(try await again.policyVersions().map(\.number) == [1])
  }

  @Test(arguments: ["0", "2", "-1", "x", "2.md", ".md", "99999999999999999999"])
  func `knows no version that never was`(_ number: String) async throws {
    let test = try await TestHouse()
    #expect(try await get(test.house, "/privacy/versions/\(number)").status == 404)
  }
}
