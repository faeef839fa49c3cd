import Candor
import CandorFixtures
import Foundation
import SQLiteStore
import Testing

/// What every store promises of the texts that people were shown.
struct TextTests {
  private static func policy(_ text: String, since date: Date = .start) -> KeptText {
    KeptText(.policy, language: "en", since: date, bytes: Data(text.utf8))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a text comes back by its hash, byte for byte`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      let bytes = Data([0, 0xff, 0x0a, 0] + Array("عربي".utf8))
      let text = KeptText(.policy, language: "ar", since: .start, bytes: bytes)
      let notices = Rules.small.notices(keptSince: .start)
      try await store.write { transaction in
        for text in notices + [text] { try transaction.put(text) }
      }
      #expect(try await store.text(of: text.hash) == text)
      for notice in Rules.small.notices {
        let kept = try await store.text(of: KeptText.Hash(notice.hash))
        #expect(kept?.bytes == notice.shownBytes)
        #expect(kept?.hash.rawValue == notice.hash.rawValue)
      }
      #expect(try await store.text(of: "of nothing") == nil)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `texts are listed by kind, in the order in which they were shown first`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let texts = [
        Self.policy("third", since: .start.after(days: 9)), Self.policy("first"),
        Self.policy("second", since: .start.after(milliseconds: 1)),
      ]
      try await store.write { transaction in
        for text in texts { try transaction.put(text) }
      }
      #expect(try await store.texts(of: .policy) == [texts[1], texts[2], texts[0]])
      #expect(try await store.texts(of: .notice).isEmpty)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `a text that is put again keeps its first date`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      try await store.write { try $0.put(Self.policy("one")) }
      try await store.write { transaction in
        try transaction.put(Self.policy("one", since: .start.after(days: 1)))
        try transaction.put(
          KeptText(.notice, language: "de", since: .start, bytes: Data("one".utf8))
        )
      }
      #expect(try await store.texts(of: .policy) == [Self.policy("one")])
      #expect(try await store.texts(of: .notice).isEmpty)
    }
  }

  private struct Stop: Error {}

  @Test(arguments: StoreUnderTest.allCases)
  func `a transaction that throws keeps no text, and an erasure takes none`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      try await store.write { transaction in
        try transaction.append([], snapshot: .number(0), of: Cast.mara.id, after: nil)
        try transaction.put(Self.policy("one"))
      }
      await #expect(throws: Stop.self) {
        try await store.write { transaction in
          try transaction.put(Self.policy("two"))
          throw Stop()
        }
      }
      try await store.write { try $0.erase(Cast.mara.id, leaf: nil) }
      #expect(try await store.texts(of: .policy) == [Self.policy("one")])
    }
  }

  @Test(arguments: [
    "UPDATE text SET bytes = CAST('two' AS BLOB)", "UPDATE text SET since = since - 1",
    "UPDATE text SET language = 'de'", "UPDATE text SET kind = 'notice'",
    "UPDATE text SET hash = 'a' || substr(hash, 2)", "UPDATE text SET tag = zeroblob(16)",
    "DELETE FROM text",
  ])
  func `a text that another hand changed is found, and is not told`(_ sql: String) async throws {
    try await withDirectory { directory in
      let one = Self.policy("one")
      do {
        let store = try SQLiteStore(directory)
        try await store.write { try $0.put(one) }
        try store.close()
      }
      try alter(directory, sql)
      let findings = try SQLiteStore.audit(directory, .cast).findings
      #expect(findings.contains { $0.place.hasPrefix("text") })
      let store = try SQLiteStore(directory)
      let told = try? await store.text(of: one.hash)
      #expect(told == nil)
      let all = try? await store.texts(of: .policy)
      #expect(all ?? [] == [])
    }
  }
}
