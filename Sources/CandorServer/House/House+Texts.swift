import Candor

extension House {
  /// Keeps what these rules show, for when others show something else.
  func keepTexts() async throws {
    let now = now()
    let texts = rules.notices(keptSince: now) + [policy(keptSince: now)]
    let new = try await store.read { reader in
      try texts.filter { try reader.text(of: $0.hash) == nil }
    }
    guard !new.isEmpty else { return }
    try await store.write { transaction in
      for text in new { try transaction.put(text) }
    }
  }
}
