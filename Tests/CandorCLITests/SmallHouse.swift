import Candor
import CandorFixtures
import Foundation
import SQLiteStore
import Testing

@testable import CandorCLI

/// A data directory with the cast in it, whose keyring lies beside the data.
struct SmallHouse {
  let folder: Folder
  let data: URL
  let source: KeyringSource

  init() async throws {
    folder = try Folder()
    data = Disk.directory(folder.url.path).appending(path: "data")
    source = .besideData(data.appending(path: "keyring"))
    let keyring = try source.keyringOrNew(for: data)
    try Data("rules".utf8).write(to: data.appending(path: "rules.yaml"))
    try await open { vault, _ in
      for member in Cast.allCases {
        let handles = [
          keyring.handle(of: member.address), keyring.handle(ofExternal: member.external),
        ]
        let told = try Rules.small.declared(by: member)
        _ = try await vault.meet(member.id, at: .start, Vault.Entry(told, handles: handles))
      }
    }
  }

  /// Opens the records, and closes them again.
  func open<Result>(_ body: (Vault, SQLiteStore) async throws -> Result) async throws -> Result {
    let keyring = try source.keyring()
    let store = try SQLiteStore(data, keyring.rowTags)
    let vault = try await Vault(store, keyring, origin: "small.example/candor")
    do {
      let result = try await body(vault, store)
      try store.close()
      return result
    } catch {
      try? store.close()
      throw error
    }
  }

  /// All of the cast, or all but those who are gone, are there with all that they said.
  func expectEverybody(but gone: Set<Cast> = []) async throws {
    try await open { vault, _ in
      for member in Cast.allCases where gone.contains(member) {
        await #expect(throws: Vault.UnknownPerson()) { try await vault.record(of: member.id) }
      }
      for member in Cast.allCases where !gone.contains(member) {
        let told = try Rules.small.declared(by: member)
        #expect(try await vault.events(of: member.id).map(\.content) == told)
      }
    }
  }
}
