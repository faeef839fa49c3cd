import ArgumentParser
import Candor
import CandorFixtures
import Foundation
import SQLiteStore
import Testing

@testable import CandorCLI

@Suite struct `Rotating the master keys` {
  private let house: SmallHouse

  init() async throws {
    house = try await SmallHouse()
  }

  private func rotate(_ options: String...) async throws {
    let command = try KeysCommand.Rotate.parse(["--data", house.data.path] + options)
    try await command.run()
  }

  private func retire(_ epoch: String) async throws {
    try await KeysCommand.Retire.parse([epoch, "--data", house.data.path]).run()
  }

  private func counts(_ options: String...) async throws -> [Keyring.Epoch: Int] {
    try await MasterKeys(house.data, KeyringOptions.parse(options)).counts()
  }

  private func epochs() throws -> [Keyring.Epoch] { try house.source.keyring().epochs }

  @Test func `wraps everybody anew, and the old key can then be retired`() async throws {
    await #expect(throws: ExitCode(1)) { try await retire("1") }
    try await rotate()
    #expect(try epochs() == [1, 2])
    #expect(try await counts() == [2: 3])
    try await house.expectEverybody()
  }

  @Test func `retires what wraps nothing, and nothing else`() async throws {
    try await rotate()
    for epoch in ["2", "3"] {
      await #expect(throws: ExitCode(1)) { try await retire(epoch) }
    }
    #expect(try epochs() == [1, 2])
    try await retire("1")
    #expect(try epochs() == [2])
    try await house.expectEverybody()
    try await rotate()
    #expect(try epochs() == [2, 3])
  }

  @Test func `finishes one that was cut off, instead of beginning another`() async throws {
    do {
      let keys = try MasterKeys(house.data, KeyringOptions.parse([]))
      let newer = try keys.addEpoch()
      _ = try await keys.store.rewrap { key, person in
        person == Cast.oona.id ? nil : try newer.rewrapped(key, for: person)
      }
      #expect(try await keys.counts() == [1: 1, 2: 2])
      try keys.store.close()
    }
    await #expect(throws: ExitCode(1)) { try await retire("1") }
    try await house.expectEverybody()
    try await rotate()
    #expect(try epochs() == [1, 2])
    try await retire("1")
    try await house.expectEverybody()
  }

  @Test func `is refused while somebody else holds the directory`() async throws {
    let store = try SQLiteStore(house.data, house.source.keyring().rowTags)
    await #expect(throws: ExitCode(1)) { try await rotate() }
    #expect(try epochs() == [1])
    withExtendedLifetime(store) {}
  }

  @Test func `of a keyring that is no file asks for a line first`() async throws {
    let script = "cat '\(house.data.path)/keyring'"
    await #expect(throws: ExitCode(1)) { try await rotate("--keyring-command", script) }
    #expect(try epochs() == [1])
    let line = Keyring.freshLine(2).trimmingCharacters(in: .newlines)
    try await rotate("--keyring-command", "\(script); echo '\(line)'")
    #expect(try await counts("--keyring-command", "\(script); echo '\(line)'") == [2: 3])
  }

  @Test func `is no way to make a directory`() async throws {
    let other = house.folder.url.appending(path: "other")
    await #expect(throws: ExitCode(1)) {
      try await KeysCommand.Rotate.parse(["--data", other.path]).run()
    }
    #expect(!FileManager.default.fileExists(atPath: other.path))
  }
}
