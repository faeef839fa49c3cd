import Candor
import CandorFixtures
import Foundation
import SQLiteStore
import Testing
import TransparencyLog

@testable import CandorCLI

@Suite struct `A backup` {
  private let house: SmallHouse

  init() async throws {
    house = try await SmallHouse()
  }

  private var backup: URL { Disk.directory(house.folder.url.path).appending(path: "b") }

  private func backUp() async throws -> BackupNote {
    try await Backup(of: house.data, at: backup).make(house.source.keyring(), at: .start)
  }

  /// Fails, and has then left the directory as it was.
  private func expectRefusal(under source: KeyringSource? = nil) async throws {
    let before = try FileManager.default.contentsOfDirectory(atPath: house.data.path)
    await #expect(throws: (any Error).self) {
      let restoration = try Restoration(
        of: backup,
        to: house.data,
        under: source ?? house.source,
        replacing: true
      )
      _ = try await restoration.run(
        with: restoration.lists(newer: [], isComplete: true),
        at: .start
      )
    }
    let after = try FileManager.default.contentsOfDirectory(atPath: house.data.path)
    #expect(Set(after).isSuperset(of: before))
    let beside = try FileManager.default.contentsOfDirectory(atPath: house.folder.url.path)
    #expect(!beside.contains("data.restoring"))
    try await house.expectEverybody()
  }

  @Test func `is made beside an open store, without the keyring`() async throws {
    let note = try await house.open { _, _ in try await backUp() }
    #expect(note.backup.people == 3)
    #expect(note.backup.time == "2009-02-13T23:31:30.000Z")
    let names = try FileManager.default.contentsOfDirectory(atPath: backup.path)
    #expect(Set(names) == ["candor.db", "keys.db", "rules.yaml", "backup.json"])
    for name in names {
      let path = backup.appending(path: name).path
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(mode as? Int == 0o600, "\(name)")
    }
    let mode = try FileManager.default.attributesOfItem(atPath: backup.path)[.posixPermissions]
    #expect(mode as? Int == 0o700)
    let read = try BackupNote(of: backup, house.source.keyring())
    #expect(read.backup.sha256 == note.backup.sha256)
    let root = try SQLiteStore.contents(of: backup).head?.root.base64
    #expect(read.backup.root == root)
  }

  @Test func `never takes the place of another`() async throws {
    let first = try await backUp()
    await #expect(throws: CommandRefused.self) { _ = try await backUp() }
    #expect(try BackupNote(of: backup, house.source.keyring()).code == first.code)
  }

  @Test func `is not restored over something, unless that is said`() async throws {
    _ = try await backUp()
    #expect(throws: CommandRefused.self) {
      try Restoration(of: backup, to: house.data, under: house.source, replacing: false)
    }
    let store = try SQLiteStore(house.data, house.source.keyring().rowTags)
    #expect(throws: SQLiteStore.Refused.self) {
      try Restoration(of: backup, to: house.data, under: house.source, replacing: true)
    }
    withExtendedLifetime(store) {}
  }

  @Test func `is not restored under another keyring`() async throws {
    _ = try await backUp()
    let wraps = String(
      decoding: try Data(contentsOf: house.data.appending(path: "keyring")),
      as: UTF8.self
    )
    .split(separator: "\n")
    let index = try #require(wraps.last)
    let texts = [
      Keyring.freshText(),
      // The right index key alone opens nobody's key.
      Keyring.freshLine(1) + String(index),
    ]
    for (number, text) in texts.enumerated() {
      let file = try house.folder.file("other\(number)", text)
      try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: file.path)
      try await expectRefusal(under: .file(file))
    }
  }

  @Test(arguments: ["candor.db", "keys.db", "rules.yaml", "backup.json"])
  func `is not restored when a file of it was changed`(_ name: String) async throws {
    _ = try await backUp()
    let file = backup.appending(path: name)
    var bytes = try Data(contentsOf: file)
    if let place = bytes.range(of: Data("2009".utf8))?.lowerBound {
      bytes[place] = UInt8(ascii: "3")
    } else {
      bytes[bytes.count - 1] ^= 1
    }
    try bytes.write(to: file)
    try await expectRefusal()
  }

  @Test func `that was not finished is none`() async throws {
    _ = try await backUp()
    try FileManager.default.removeItem(at: backup.appending(path: "backup.json"))
    try await expectRefusal()
  }
}
