import CandorFixtures
import Foundation
import Synchronization
import Testing

@testable import Candor

/// Two who write to one record at once.
struct ConflictTests {
  private let mara = Cast.mara.id

  @Test func `a decision is made anew when somebody else wrote first`() async throws {
    let store = MemoryStore()
    let vault = try await Vault(store, .cast)
    _ = try await vault.meet(mara, at: .start)
    let overtaken = Overtaken(store) { [mara] in
      _ = try await vault.write(to: mara, at: .start) { _ in (Vault.Entry([.exported]), true) }
    }
    let written = try await Vault(overtaken, .cast).write(to: mara, at: .start) { record in
      (Vault.Entry([.did(.read, .item("starter"))]), record.version)
    }
    #expect(written.result == 1)
    #expect(written.record.version == 2)
    let events = try await vault.events(of: mara)
    #expect(events.map(\.sequence) == [1, 2])
    #expect(events.map(\.content) == [.exported, .did(.read, .item("starter"))])
  }

  @Test func `many writes at once are all kept, one after the other`() async throws {
    let store = MemoryStore()
    let vault = try await Vault(store, .cast)
    _ = try await vault.meet(mara, at: .start)
    let seen = try await withThrowingTaskGroup(of: Int.self, returning: [Int].self) { group in
      for number in 0..<50 {
        group.addTask { [mara] in
          try await vault.write(to: mara, at: .start) { record in
            (Vault.Entry([.did(.read, .item(Item.ID("item-\(number)")))]), record.version)
          }.result
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(seen.sorted() == Array(0..<50))
    #expect(try await vault.events(of: mara).map(\.sequence) == Array(1...50))
    #expect(try await vault.record(of: mara).acts.count == 50)
  }

  @Test func `a write that meets an erasure does not bring the person back`() async throws {
    let store = MemoryStore()
    let vault = try await Vault(store, .cast)
    _ = try await vault.meet(mara, at: .start)
    let overtaken = Overtaken(store) { [mara] in _ = try await vault.erase(mara, at: .start) }
    await #expect(throws: Vault.UnknownPerson()) {
      try await Vault(overtaken, .cast).write(to: mara, at: .start) { _ in
        (Vault.Entry([.exported]), true)
      }
    }
    #expect(try await store.snapshot(of: mara) == nil)
  }
}

/// A store in which somebody else gets in once, between the first look and the first write.
private final class Overtaken: Store {
  private let store: MemoryStore
  private let rival: Mutex<(@Sendable () async throws -> Void)?>

  init(_ store: MemoryStore, by rival: @escaping @Sendable () async throws -> Void) {
    self.store = store
    self.rival = Mutex(rival)
  }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreReader) throws -> Result
  ) async throws -> Result {
    try await store.read(body)
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreWriter) throws -> Result
  ) async throws -> Result {
    let first = rival.withLock { rival in
      let first = rival
      rival = nil
      return first
    }
    try await first?()
    return try await store.write(body)
  }

  func keep(_ keys: [Person.ID: Data]) async throws { try await store.keep(keys) }

  func shred(_ person: Person.ID, leaving mark: Handle?) async throws {
    try await store.shred(person, leaving: mark)
  }

  func scrub() async throws { store.scrub() }

  var isOurs: Bool { store.isOurs }

  var keyless: [Person.ID] { store.keyless }

  func follow(_ body: @escaping @Sendable (Growth) -> Void) { store.follow(body) }
}
