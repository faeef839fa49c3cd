import Candor
import CandorFixtures
import Foundation
import SQLiteStore
import Testing
import TransparencyLog

@testable import CandorCLI

private let later = Date.start.after(days: 2)

@Suite struct `Restoring a backup` {
  private let house: SmallHouse
  private let mara = Cast.mara.id

  init() async throws {
    house = try await SmallHouse()
  }

  private func place(_ name: String) -> URL {
    Disk.directory(house.folder.url.path).appending(path: name)
  }

  private func backUp(_ name: String) async throws {
    _ = try await Backup(of: house.data, at: place(name)).make(house.source.keyring(), at: .start)
  }

  /// - Parameter newer: names of directories that know who was erased.
  @discardableResult
  private func restore(
    _ name: String,
    replacing: Bool = true,
    newer: [String] = [],
    nobody: Bool = false,
    under source: KeyringSource? = nil,
    at now: Date = later
  ) async throws -> Restoration.Done {
    let restoration = try Restoration(
      of: place(name),
      to: house.data,
      under: source ?? house.source,
      replacing: replacing
    )
    let newer = try restoration.lists(newer: newer.map { place($0) }, isComplete: nobody)
    return try await restoration.run(with: newer, at: now)
  }

  /// As after a fire: the data are gone, and the keyring was elsewhere.
  private func lose() throws -> KeyringSource {
    let keyring = place("keyring")
    try FileManager.default.copyItem(at: house.data.appending(path: "keyring"), to: keyring)
    try FileManager.default.removeItem(at: house.data)
    return .file(keyring)
  }

  private func eraseMara() async throws {
    try await house.open { vault, _ in
      _ = try await vault.erase(mara, at: .start)
    }
  }

  private func isFound(_ bytes: Data, in directory: URL) throws -> Bool {
    try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
      .contains { try Data(contentsOf: $0).range(of: bytes) != nil }
  }

  @Test func `does not bring back who was erased, in any byte`() async throws {
    let keyring = try house.source.keyring()
    let key = try await house.open { _, store in try await store.key(of: mara) }
    let traces = [
      try #require(key), Data(mara.bytes), keyring.handle(of: Cast.mara.address).bytes,
      keyring.handle(ofExternal: Cast.mara.external).bytes,
    ]
    try await backUp("b")
    try await eraseMara()
    let done = try await restore("b")
    #expect(done.erased == 1)
    #expect(done.people == 2)
    for trace in traces {
      #expect(try isFound(trace, in: place("b")))
      #expect(try !isFound(trace, in: house.data))
    }
    try await house.expectEverybody(but: [.mara])
    let old = try #require(done.old)
    #expect(FileManager.default.fileExists(atPath: old.appending(path: "keyring").path))
    #expect(try Data(contentsOf: house.data.appending(path: "rules.yaml")) == Data("rules".utf8))
  }

  @Test func `keeps what people were shown after it was made`() async throws {
    let texts = Rules.small.notices(keptSince: .start)
    try await backUp("b")
    try await house.open { _, store in try await store.adopt(texts) }
    try await restore("b")
    try await house.open { _, store in
      let kept = try await store.texts(of: .notice)
      #expect(Set(kept) == Set(texts))
    }
  }

  @Test func `is refused where nobody knows who was erased since`() async throws {
    try await backUp("b")
    try await eraseMara()
    let source = try lose()
    let refused = await #expect(throws: CommandRefused.self) {
      try await restore("b", under: source)
    }
    #expect(refused?.description.contains("--erased-since") == true)
    await #expect(throws: CommandRefused.self) {
      try await restore("b", newer: ["b"], under: source)
    }
    #expect(!FileManager.default.fileExists(atPath: house.data.path))
    #expect(try await restore("b", nobody: true, under: source).people == 3)
  }

  @Test func `learns of erasures from a newer backup, and not from an older one`() async throws {
    try await backUp("old")
    try await house.open { vault, _ in
      _ = try await vault.write(to: Cast.oona.id, at: .start) { _ in
        (Vault.Entry([.exported]), true)
      }
    }
    try await backUp("b")
    try await eraseMara()
    try await backUp("new")
    let source = try lose()
    await #expect(throws: CommandRefused.self) {
      try await restore("b", newer: ["old"], under: source)
    }
    #expect(try await restore("b", newer: ["old", "new"], under: source).erased == 1)
    #expect(try !isFound(Data(mara.bytes), in: house.data))
  }

  @Test func `takes the marks of a directory whose records are damaged`() async throws {
    try await backUp("b")
    try await eraseMara()
    try Data("no database".utf8).write(to: house.data.appending(path: "candor.db"))
    // Nothing shows that it is newer; but what it knows counts.
    await #expect(throws: CommandRefused.self) { try await restore("b") }
    #expect(try await restore("b", nobody: true).erased == 1)
    try await house.expectEverybody(but: [.mara])
  }

  @Test func `is refused where the marks cannot be read, or are fewer than they were`() async throws
  {
    try await backUp("b")
    try await eraseMara()
    let keys = house.data.appending(path: "keys.db")
    // The last is the list of before, beside records that know of an erasure.
    let older = try Data(contentsOf: place("b").appending(path: "keys.db"))
    for damaged in [Data("no database".utf8), nil, older] {
      try? FileManager.default.removeItem(at: keys)
      if let damaged { try damaged.write(to: keys) }
      await #expect(throws: CommandRefused.self) { try await restore("b", nobody: true) }
    }
  }

  @Test func `remembers marks of people whom the backup does not know`() async throws {
    try await backUp("b")
    try await eraseMara()
    try await restore("b")
    // Mara is in no later backup; still she must not come back from the first.
    try await backUp("c")
    let source = try lose()
    try await restore("c", nobody: true, under: source)
    let done = try await restore("b", under: source, at: later.after(days: 1))
    #expect(done.erased == 1)
  }

  @Test func `goes on with a log of another name each time, and old receipts hold`() async throws {
    let (before, name) = try await house.open { vault, _ in
      (try await vault.receipts(of: Cast.oona.id), vault.log.verifier)
    }
    try await backUp("b")
    var names = [name.name.text]
    for day in 1...2 {
      try await restore("b", at: .start.after(days: day))
      try await house.open { vault, _ in
        names.append(vault.log.origin)
        let receipts = try await vault.receipts(of: Cast.oona.id)
        let verifier = vault.log.verifier
        #expect(try !receipts.verify(origin: vault.log.origin, by: [verifier]).isEmpty)
        #expect(throws: (any Error).self) {
          try receipts.verify(origin: name.name.text, by: [name])
        }
      }
    }
    #expect(names[0] == "small.example/candor")
    #expect(names[1] == "small.example/candor/20090214T233130Z")
    #expect(Set(names).count == 3)
    #expect(try !before.verify(origin: name.name.text, by: [name]).isEmpty)
  }

  @Test func `signs everybody out, and names the keys that open again`() async throws {
    try await house.open { _, store in
      try await store.write { [mara] transaction in
        for kind in Access.Kind.allCases {
          try transaction.put(
            Access(
              Access.Hash(of: kind.rawValue),
              kind,
              person: kind == .key ? nil : mara,
              name: kind.rawValue,
              scopes: [],
              until: nil
            )
          )
        }
      }
    }
    try await backUp("b")
    #expect(try await restore("b").doors == ["key"])
    try await house.open { _, store in
      for kind in [Access.Kind.session, .link] {
        let doors = try await store.access(of: kind)
        #expect(doors.isEmpty)
      }
    }
  }
}
