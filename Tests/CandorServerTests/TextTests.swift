import Candor
import CandorFixtures
import Foundation
import Testing

@testable import CandorServer

@Suite struct `What people were shown` {
  @Test func `stays readable after the rules say something else`() async throws {
    let test = try await TestHouse()
    let start = test.clock.now
    let old = test.house.rules.notices.flatMap(\.hashes)
    #expect(Set(old).count == old.count)
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
    let new = Set(again.rules.notices.flatMap(\.hashes)).subtracting(old)
    #expect(!new.isEmpty)
    #expect(Set(kept.map(\.hash.rawValue)) == Set((old + new).map(\.rawValue)))
    for text in kept {
      let isNew = new.contains(Notice.Hash(text.hash.rawValue))
      #expect(text.since == (isNew ? test.clock.now : start))
    }
    #expect(Set(kept.map(\.language)) == Set(again.rules.languages))
  }
}
