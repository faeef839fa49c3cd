import CandorFixtures
import Foundation
import Testing

@testable import Candor

struct VaultTests {
  private let store = MemoryStore()
  private let mara = Cast.mara.id

  private let vault: Vault

  init() async throws {
    vault = try await Vault(store, .cast)
  }

  private func entry(for member: Cast) throws -> Vault.Entry {
    Vault.Entry(
      try Rules.small.declared(by: member) + [Rules.small.yes(to: Consent("lists"))],
      handles: [vault.keyring.handle(of: member.address)]
    )
  }

  @Test func `a record is read as it was written`() async throws {
    let entry = try self.entry(for: .mara)
    let met = try await vault.meet(mara, at: .start, entry).record
    #expect(met == Record.after(entry.contents))
    #expect(try await vault.record(of: mara) == met)
    #expect(try await vault.events(of: mara).map(\.content) == entry.contents)
    #expect(try await vault.person(of: vault.keyring.handle(of: Cast.mara.address)) == mara)
  }

  @Test func `a write adds what was decided on the state of the record`() async throws {
    _ = try await vault.meet(mara, at: .start, Vault.Entry([.exported]))
    let later = Date.start.after(days: 1)
    let written = try await vault.write(to: mara, at: later) { record in
      (Vault.Entry([.did(.read, .item("starter"))]), record.version)
    }
    #expect(written.result == 1)
    #expect(written.record.version == 2)
    #expect(try await vault.record(of: mara) == written.record)
    #expect(try await vault.events(of: mara).map(\.time) == [.start, later])
  }

  @Test func `deciding to add nothing writes nothing`() async throws {
    _ = try await vault.meet(mara, at: .start)
    let before = try await store.snapshot(of: mara)
    _ = try await vault.write(to: mara, at: .start) { _ in (Vault.Entry([]), true) }
    #expect(try await store.snapshot(of: mara) == before)
  }

  @Test func `a decision that throws writes nothing`() async throws {
    _ = try await vault.meet(mara, at: .start)
    await #expect(throws: Malformed("no")) {
      try await vault.write(to: mara, at: .start) { _ -> (Vault.Entry, Bool) in
        throw Malformed("no")
      }
    }
    #expect(try await vault.record(of: mara).version == 0)
  }

  @Test func `nobody is known before they were met`() async throws {
    await #expect(throws: Vault.UnknownPerson()) { try await vault.record(of: mara) }
    await #expect(throws: Vault.UnknownPerson()) { try await vault.events(of: mara) }
    await #expect(throws: Vault.UnknownPerson()) {
      try await vault.write(to: mara, at: .start) { _ in (Vault.Entry([.exported]), true) }
    }
  }

  @Test func `an address that is taken begins no second record`() async throws {
    _ = try await vault.meet(mara, at: .start, self.entry(for: .mara))
    let entry = try self.entry(for: .mara)
    await #expect(throws: HandleTaken()) {
      try await vault.meet(Cast.teodor.id, at: .start, entry)
    }
    await #expect(throws: Vault.UnknownPerson()) { try await vault.record(of: Cast.teodor.id) }
    #expect(try await store.key(of: Cast.teodor.id) == nil)
    #expect(try await vault.record(of: mara).version == entry.contents.count)
  }

  @Test func `who changed their address is known by the new one alone`() async throws {
    _ = try await vault.meet(mara, at: .start, self.entry(for: .mara))
    let (old, new) = (
      vault.keyring.handle(of: Cast.mara.address), vault.keyring.handle(ofExternal: "mara")
    )
    _ = try await vault.write(to: mara, at: .start) { _ in
      (Vault.Entry([.exported], handles: [new], released: [old]), true)
    }
    #expect(try await vault.person(of: new) == mara)
    #expect(try await vault.person(of: old) == nil)
  }

  @Test func `letting go of a handle is a write as well`() async throws {
    let handle = vault.keyring.handle(of: Cast.mara.address)
    _ = try await vault.meet(mara, at: .start, self.entry(for: .mara))
    _ = try await vault.write(to: mara, at: .start) { _ in
      (Vault.Entry([], released: [handle]), true)
    }
    #expect(try await vault.person(of: handle) == nil)
  }

  @Test func `rows that were moved to another person do not open there`() async throws {
    for member in [Cast.mara, .teodor] {
      _ = try await vault.meet(member.id, at: .start, self.entry(for: member))
    }
    try await store.write { [mara] transaction in
      let snapshot = try #require(try transaction.snapshot(of: mara))
      let version = try transaction.version(of: Cast.teodor.id)
      try transaction.append([], snapshot: snapshot, of: Cast.teodor.id, after: version)
    }
    await #expect(throws: Malformed.self) { try await vault.record(of: Cast.teodor.id) }
    let key = try await store.key(of: mara)
    let moved = try #require(key)
    try await store.shred(Cast.teodor.id, leaving: nil)
    try await store.keep([Cast.teodor.id: moved])
    await #expect(throws: Malformed.self) { try await vault.record(of: Cast.teodor.id) }
  }

  @Test func `nothing that the cast said can be read in what is stored`() async throws {
    var stored = Data()
    for member in Cast.allCases {
      let external = vault.keyring.handle(ofExternal: member.external)
      var entry = try self.entry(for: member)
      entry.handles.append(external)
      _ = try await vault.meet(member.id, at: .start, entry)
      stored += try await store.read { reader in
        let key = try reader.key(of: member.id) ?? Data()
        let snapshot = try reader.snapshot(of: member.id)?.bytes ?? Data()
        return try reader.events(of: member.id).reduce(key + snapshot) { $0 + $1.bytes }
      }
      for handle in entry.handles { stored += handle.bytes }
    }
    #expect(stored.count > 2000)
    for secret in Cast.allCases.flatMap(\.secrets) {
      #expect(stored.range(of: Data(secret.utf8)) == nil, "\(secret)")
    }
  }

  @Test func `who was erased is unknown, and can be met anew`() async throws {
    let entry = try self.entry(for: .mara)
    let handle = vault.keyring.handle(of: Cast.mara.address)
    _ = try await vault.meet(mara, at: .start, entry)
    try await vault.erase(mara, at: .start)
    await #expect(throws: Vault.UnknownPerson()) { try await vault.record(of: mara) }
    await #expect(throws: Vault.UnknownPerson()) { try await vault.events(of: mara) }
    #expect(try await vault.person(of: handle) == nil)
    #expect(try await store.events(of: mara).isEmpty)
    let key = try await store.key(of: mara)
    #expect(key == nil)
    #expect(try await vault.meet(mara, at: .start, entry).record.version == entry.contents.count)
  }

  @Test func `an erasure that stopped halfway can be done again`() async throws {
    _ = try await vault.meet(mara, at: .start, self.entry(for: .mara))
    try await store.shred(mara, leaving: nil)
    try await vault.erase(mara, at: .start)
    #expect(try await vault.person(of: vault.keyring.handle(of: Cast.mara.address)) == nil)
  }
}
