import CandorFixtures
import Foundation
import Testing

@testable import Candor

@Suite struct `Records that were restored` {
  private let store = MemoryStore()
  private let mara = Cast.mara.id

  @Test func `forget again who was erased, and add nothing to the log`() async throws {
    let vault = try await Vault(store, .cast)
    for member in Cast.allCases {
      _ = try await vault.meet(
        member.id,
        at: .start,
        Vault.Entry(
          [.did(.read, .item("starter"))],
          handles: [vault.keyring.handle(of: member.address)]
        )
      )
    }
    let head = try await store.read { try $0.treeHead() }
    try await store.eraseAgain(mara, .cast, at: .start)
    #expect(try await store.key(of: mara) == nil)
    #expect(try await store.events(of: mara).isEmpty)
    #expect(try await store.person(of: Keyring.cast.handle(of: Cast.mara.address)) == nil)
    #expect(try await store.read { try $0.shredded() } == [Keyring.cast.handle(ofErased: mara)])
    #expect(try await store.read { try $0.treeHead() } == head)
    #expect(try await Vault(store, .cast).record(of: Cast.oona.id).version == 1)
  }

  @Test func `forget again also whose record does not open`() async throws {
    let vault = try await Vault(store, .cast)
    _ = try await vault.meet(mara, at: .start, Vault.Entry([.exported]))
    try await store.shred(mara, leaving: nil)
    try await store.keep([mara: Data("no key".utf8)])
    try await store.eraseAgain(mara, .cast, at: .start)
    #expect(try await store.snapshot(of: mara) == nil)
  }

  @Test func `have a log of another name, which tells the moment`() {
    #expect(Log.origin("a.example/candor", restored: nil) == "a.example/candor")
    #expect(
      Log.origin("a.example/candor", restored: .start) == "a.example/candor/20090213T233130Z"
    )
  }
}
