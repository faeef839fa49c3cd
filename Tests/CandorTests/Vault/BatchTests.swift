import CandorFixtures
import Foundation
import Synchronization
import Testing

@testable import Candor

/// Many records written in one transaction.
struct BatchTests {
  private let store = MemoryStore()
  private let mara = Cast.mara.id
  private let oona = Cast.oona.id

  private let vault: Vault

  init() async throws {
    vault = try await Vault(store, .cast)
  }

  private func line(_ member: Cast, isNew: Bool) -> Vault.Line {
    let handle = vault.keyring.handle(of: member.address)
    return Vault.Line(member.id, isNew: isNew) { record in
      Vault.Entry(
        [.did(.read, .item(Item.ID("after-\(record.version)")))],
        handles: [handle]
      )
    }
  }

  @Test func `a batch writes to old records and begins new ones`() async throws {
    _ = try await vault.meet(oona, at: .start, Vault.Entry([.exported]))
    let told = Told()
    try await vault.write(
      [line(.mara, isNew: true), line(.oona, isNew: false)],
      at: .start,
      progress: { done in told.counts.withLock { $0.append(done) } }
    )
    #expect(try await Array(vault.record(of: mara).acts.keys) == [.item("after-0")])
    #expect(try await Array(vault.record(of: oona).acts.keys) == [.item("after-1")])
    #expect(try await vault.events(of: oona).map(\.sequence) == [1, 2])
    #expect(told.counts.withLock { $0 } == [1, 2])
  }

  @Test func `several lines for one person follow each other`() async throws {
    _ = try await vault.meet(oona, at: .start)
    try await vault.write([line(.oona, isNew: false), line(.oona, isNew: false)], at: .start)
    #expect(try await vault.events(of: oona).map(\.sequence) == [1, 2])
    #expect(try await vault.record(of: oona).acts.count == 2)
  }

  @Test func `several lines for somebody new are one record`() async throws {
    try await vault.write([line(.mara, isNew: true), line(.mara, isNew: false)], at: .start)
    #expect(try await vault.events(of: mara).map(\.sequence) == [1, 2])
    #expect(try await vault.record(of: mara).acts.count == 2)
  }

  @Test func `a line for somebody unknown stops the whole batch`() async throws {
    _ = try await vault.meet(oona, at: .start, Vault.Entry([.exported]))
    let lines = [
      line(.mara, isNew: true), line(.oona, isNew: false), line(.teodor, isNew: false),
    ]
    await #expect(throws: Vault.UnknownPerson()) { try await vault.write(lines, at: .start) }
    await #expect(throws: Vault.UnknownPerson()) { try await vault.record(of: mara) }
    let key = try await store.key(of: mara)
    #expect(key == nil)
    #expect(try await vault.person(of: vault.keyring.handle(of: Cast.mara.address)) == nil)
    #expect(try await vault.record(of: oona).version == 1)
  }

  @Test func `a line under an address that is taken stops the whole batch`() async throws {
    let handle = vault.keyring.handle(of: Cast.mara.address)
    _ = try await vault.meet(oona, at: .start, Vault.Entry([], handles: [handle]))
    let lines = [line(.teodor, isNew: true), line(.mara, isNew: true)]
    await #expect(throws: HandleTaken()) { try await vault.write(lines, at: .start) }
    await #expect(throws: Vault.UnknownPerson()) { try await vault.record(of: Cast.teodor.id) }
    #expect(try await vault.person(of: handle) == oona)
  }
}

/// What a batch told of its progress.
private final class Told: Sendable {
  let counts = Mutex<[Int]>([])
}
