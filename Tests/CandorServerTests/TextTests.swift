import Candor
import CandorFixtures
import Foundation
import Testing

@testable import CandorServer

@Suite struct `What people were shown` {
  @Test func `stays readable after the rules say something else`() async throws {
    let test = try await TestHouse()
    let old = test.house.rules.notices
    #expect(old.count > 2)
    test.clock.advance(60)
    let changed = try await TestHouse { $0.replacing("a story", with: "a tale") }
    let again = try await House(
      changed.house.rules,
      store: test.store,
      keyring: test.house.vault.keyring,
      mailer: nil,
      now: { test.clock.now }
    )
    let kept = try await test.store.texts(of: .notice)
    let hashes = Set((old + again.rules.notices).map { KeptText.Hash($0.hash) })
    #expect(hashes.count > old.count)
    #expect(Set(kept.map(\.hash)) == hashes)
    for text in kept {
      let isOld = old.contains { KeptText.Hash($0.hash) == text.hash }
      #expect(text.since == (isOld ? test.clock.now.addingTimeInterval(-60) : test.clock.now))
      #expect(text.language == "en")
    }
  }
}
