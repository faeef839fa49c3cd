import CandorFixtures
import Foundation
import Testing
import TransparencyLog

@testable import Candor

@Suite struct `Receipts` {
  private let store = MemoryStore()
  private let vault: Vault
  private let mara = Cast.mara.id
  private let oona = Cast.oona.id

  init() async throws {
    vault = try await Vault(store, .cast, origin: "petrel.example/candor")
  }

  /// Two people whose events alternate in the log.
  private func live() async throws {
    for person in [mara, oona] {
      _ = try await vault.meet(person, at: .start, Vault.Entry([.exported]))
    }
    for item in ["starter", "dew-point"] {
      for person in [mara, oona] {
        _ = try await vault.write(to: person, at: .start) { _ in
          (Vault.Entry([.did(.read, .item(Item.ID(item)))]), true)
        }
      }
    }
  }

  private func verify(_ receipts: [Receipt]) throws -> [Event] {
    try receipts.verify(origin: vault.log.origin, by: [vault.log.verifier])
  }

  @Test func `prove every event of a record, in order and without a gap`() async throws {
    try await live()
    let receipts = try await vault.receipts(of: mara)
    #expect(try verify(receipts) == (try await vault.events(of: mara)))
    #expect(receipts.map(\.sequence) == [1, 2, 3])
    #expect(receipts.map(\.proof.inclusion.index) == [0, 2, 4])
    #expect(try await vault.receipts(of: mara, after: 2).map(\.sequence) == [3])
  }

  @Test func `make a withheld event show`() async throws {
    try await live()
    var receipts = try await vault.receipts(of: mara)
    receipts.remove(at: 1)
    #expect(throws: ChainBroken.missing(sequence: 2)) { try verify(receipts) }
  }

  @Test func `of an event that was changed do not hold`() async throws {
    try await live()
    let receipts = try await vault.receipts(of: mara)
    let other = try await vault.receipts(of: oona)
    for (receipt, stranger) in zip(receipts, other) {
      let forged = [
        Receipt(
          sequence: receipt.sequence,
          event: stranger.event,
          salt: receipt.salt,
          proof: receipt.proof
        ),
        Receipt(
          sequence: receipt.sequence,
          event: receipt.event,
          salt: stranger.salt,
          proof: receipt.proof
        ),
        Receipt(
          sequence: receipt.sequence,
          event: receipt.event,
          salt: receipt.salt,
          proof: stranger.proof
        ),
      ]
      for receipt in forged {
        #expect(throws: LogProofError.self) {
          try receipt.verify(origin: vault.log.origin, by: [vault.log.verifier])
        }
      }
    }
  }

  @Test func `under another log's key or name do not hold`() async throws {
    try await live()
    let receipts = try await vault.receipts(of: mara)
    let other = try await Vault(store, .cast, origin: "other.example/candor").log
    #expect(throws: LogProofError.self) {
      try receipts.verify(origin: vault.log.origin, by: [other.verifier])
    }
    #expect(throws: LogProofError.self) {
      try receipts.verify(origin: other.origin, by: [vault.log.verifier])
    }
  }

  @Test func `that somebody holds outlive their erasure, and the log goes on`() async throws {
    try await live()
    let held = try await vault.receipts(of: mara)
    let before = vault.log.checkpoint.claim
    try await vault.erase(mara, at: .start)
    _ = try await vault.write(to: oona, at: .start) { _ in (Vault.Entry([.exported]), true) }
    let after = vault.log.checkpoint.claim
    // The erasure is in the log too.
    #expect(after.size == before.size + 2)
    #expect(try verify(held).count == 3)
    let proof = try await store.read { reader in
      try ConsistencyProof(
        from: before.size,
        to: after.size,
        reading: StoredTree(reader: reader, size: after.size)
      )
    }
    try proof.verify(oldRoot: before.root, newRoot: after.root)
  }

  @Test func `say nothing about a person to who has only the log`() async throws {
    try await live()
    let path = try TilePath(.entries, index: 0, width: 6)
    let bytes = try #require(await vault.log.tile(path))
    let entries = try EntryBundle(bytes: bytes, width: 6).entries
    #expect(entries.allSatisfy { $0.count == 33 && $0[0] == 1 })
    #expect(Set(entries).count == 6)
    #expect(try await vault.log.tile(TilePath(.entries, index: 0, width: 7)) == nil)
  }

  @Test func `come for a batch as for single writes`() async throws {
    let lines = [mara, oona].map { person in
      Vault.Line(person, isNew: true) { _ in Vault.Entry([.exported, .exported]) }
    }
    try await vault.write(lines, at: .start)
    #expect(try verify(try await vault.receipts(of: oona)).count == 2)
    #expect(vault.log.checkpoint.claim.size == 4)
  }
}
