import Candor
import CandorFixtures
import Foundation
import SQLiteStore
import Testing

/// What whoever copies the disk cannot read.
struct SecretsTests {
  /// All of the cast, met and heard.
  private func meetAll(in vault: Vault) async throws {
    for member in Cast.allCases {
      let handles = [vault.keyring.handle(ofExternal: member.external), .of(member)]
      let yes = try Rules.small.yes(to: Consent("lists"))
      _ = try await vault.meet(member.id, at: .start, Vault.Entry([yes], handles: handles))
      let told = try Rules.small.declared(by: member)
      _ = try await vault.write(to: member.id, at: .start) { _ in (Vault.Entry(told), true) }
    }
  }

  @Test func `no address and no answer of the cast stands in any file`() async throws {
    try await withDirectory { directory in
      let store = try SQLiteStore(directory)
      try await meetAll(in: await Vault(store, .cast))
      try await store.write { try $0.put([Item(id: "starter", title: "What the Starter Knows")]) }
      // The search finds what is there: the catalogue is no secret, and handles are blind.
      #expect(try isFound(Data("What the Starter Knows".utf8), in: directory))
      #expect(try isFound(Handle.of(.mara).bytes, in: directory))
      for secret in Cast.allCases.flatMap(\.secrets) {
        let found = try isFound(Data(secret.utf8), in: directory)
        #expect(!found, "\(secret)")
      }
      withExtendedLifetime(store) {}
    }
  }

  @Test func `a shredded key is in no file`() async throws {
    try await withDirectory { directory in
      let store = try SQLiteStore(directory)
      try await meetAll(in: await Vault(store, .cast))
      let kept = try await store.key(of: Cast.mara.id)
      let key = try #require(kept)
      #expect(try isFound(key, in: directory))
      try await store.shred(Cast.mara.id, leaving: .of(.mara))
      try await store.scrub()
      #expect(try !isFound(key, in: directory))
      #expect(try !isFound(key.suffix(32), in: directory))
      let others = try await store.key(of: Cast.oona.id)
      let other = try #require(others)
      #expect(try isFound(other, in: directory))
    }
  }

  @Test func `an erasure leaves the others to be read`() async throws {
    try await withDirectory { directory in
      let store = try SQLiteStore(directory)
      let vault = try await Vault(store, .cast)
      try await meetAll(in: vault)
      try await vault.erase(Cast.mara.id, at: .start)
      await #expect(throws: Vault.UnknownPerson()) { try await vault.record(of: Cast.mara.id) }
      for member in [Cast.teodor, .oona] {
        #expect(try await !vault.events(of: member.id).isEmpty)
      }
      withExtendedLifetime(store) {}
    }
  }
}
