import Candor
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `Requests for a yes` {
  private let lists = Consent("personal-lists")

  private func visit(
    _ client: any TestClientProtocol,
    _ path: String,
    _ session: String
  ) async throws -> Answered {
    try await client.call(.get, path, key: nil, headers: [.cookie: "candor=\(session)"])
  }

  private func reader(in test: TestHouse, _ rules: Rules? = nil) async throws -> (Person.ID, String)
  {
    let person = try await test.house.meet().person
    let notice = try test.notice
    let yes = House.ConsentAnswer.grant(shown: notice, attributes: nil, despite: nil)
    _ = try await test.house.consent(lists, yes, by: person)
    return (person, try await test.house.beginSession(of: person))
  }

  @Test func `have a page each, with everything that is asked`() async throws {
    let test = try await TestHouse()
    let person = try await test.house.meet().person
    let session = try await test.house.beginSession(of: person)
    try await test.test { client in
      for notice in test.house.rules.notices {
        let page = try await visit(client, notice.consent.path, session).text
        for words in [
          notice.text, "Who asks", "What for", "What we would use", "Who sees it", "How long",
          "What you get", "If you say no", "Nothing changes.",
        ] {
          #expect(page.contains(words.replacing("'", with: "&#39;")), "\(notice.consent): \(words)")
        }
        let buttons = page.matches(of: /<button class="button" name="answer" value="([a-z]+)">/)
        #expect(buttons.map(\.1) == ["grant", "refuse"])
        #expect(!page.contains("checked"))
      }
      #expect(try await visit(client, "/me/consents/gossip", session).status == 404)
      let stranger = try await client.call(.get, lists.path, key: nil)
      #expect(stranger.status == 401)
    }
  }

  @Test func `that ran out are asked again, quietly, and nothing is used until then`() async throws
  {
    let test = try await TestHouse()
    let (person, _) = try await reader(in: test)
    test.clock.advance(400 * 86_400)
    let session = try await test.house.beginSession(of: person)
    try await test.test { client in
      let page = try await visit(client, "/me", session).text
      #expect(page.contains("We ask you again") && page.contains("Your yes to this ran out."))
      #expect(page.contains(#"href="/me/consents/personal-lists""#))
      let asked = try await visit(client, lists.path, session).text
      #expect(asked.contains("Run out."))
      #expect(asked.contains(#"value="grant">Yes"#) && asked.contains(#"value="refuse">No"#))
    }
  }

  @Test func `whose text changed are asked again; who said no is left alone`() async throws {
    let test = try await TestHouse()
    let (person, _) = try await reader(in: test)
    let record = try await test.house.vault.record(of: person)
    let rules = try await TestHouse {
      $0.replacing("Can Lanternfish choose stories", with: "May Lanternfish choose stories")
    }.house.rules
    let now = test.clock.now
    #expect(test.house.rules.lapsed(in: record, at: now) == [])
    #expect(rules.lapsed(in: record, at: now).map(\.why) == [.changed])
    #expect(rules.lapsed(in: record, at: now).map(\.consent) == [lists])
    let stop = try await test.house.consent(lists, .withdraw, by: person).record
    #expect(rules.lapsed(in: stop, at: now) == [])
  }
}
