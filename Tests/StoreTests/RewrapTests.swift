import Candor
import CandorFixtures
import Foundation
import SQLiteStore
import Synchronization
import Testing

@Suite struct `Wrapped keys` {
  private struct Stop: Error {}

  private static func master(_ byte: UInt8) -> String {
    Data(repeating: byte, count: 32).base64EncodedString()
  }
  private let both: Keyring
  private let new: Keyring

  init() throws {
    let lines = ["wrap.2 \(Self.master(0x58))", "index \(Self.master(0x49))"]
    new = try Keyring(lines.joined(separator: "\n"))
    // The cast's keyring, rotated.
    both = try Keyring((["wrap \(Self.master(0x57))"] + lines).joined(separator: "\n"))
  }

  @Test func `are wrapped anew, and as they were stand in no file`() async throws {
    try await withDirectory { directory in
      let store = try SQLiteStore(directory)
      let vault = try await Vault(store, .cast)
      for member in Cast.allCases {
        _ = try await vault.meet(member.id, at: .start, Vault.Entry([.exported]))
      }
      let old = try await store.foldKeys(into: [Data]()) { keys, _, key in keys.append(key) }
      #expect(old.count == 3)
      for key in old { #expect(try isFound(key, in: directory)) }
      let told = Mutex([Int]())
      let replaced = try await store.rewrap(both.rewrapped) { done in
        told.withLock { $0.append(done) }
      }
      #expect(replaced == 3)
      #expect(told.withLock { $0 } == [3])
      for key in old { #expect(try !isFound(key.suffix(60), in: directory)) }
      let after = try await Vault(store, new)
      for member in Cast.allCases {
        #expect(try await after.record(of: member.id).version == 1)
      }
      let again = try await store.rewrap(both.rewrapped)
      #expect(again == 0)
    }
  }

  @Test func `that were left when a rotation was cut off are wrapped by the next`() async throws {
    try await withDirectory { directory in
      let store = try SQLiteStore(directory)
      let vault = try await Vault(store, .cast)
      for member in Cast.allCases {
        _ = try await vault.meet(member.id, at: .start, Vault.Entry([.exported]))
      }
      // It came as far as Teodor.
      let some = try await store.rewrap { [both] key, person in
        person == Cast.oona.id ? nil : try both.rewrapped(key, for: person)
      }
      #expect(some == 2)
      let between = try await Vault(store, both)
      for member in Cast.allCases {
        #expect(try await between.record(of: member.id).version == 1)
      }
      await #expect(throws: (any Error).self) {
        try await Vault(store, new).record(of: Cast.oona.id)
      }
      let rest = try await store.rewrap(both.rewrapped)
      #expect(rest == 1)
      #expect(try await Vault(store, new).record(of: Cast.oona.id).version == 1)
    }
  }

  @Test func `are each gone through once, also when there are many`() async throws {
    try await withDirectory { directory in
      let store = try SQLiteStore(directory)
      var random = SystemRandomNumberGenerator()
      let people = (0..<9000).map { _ in Person.ID(at: .start, using: &random) }
      try await store.keep(
        Dictionary(uniqueKeysWithValues: people.map { ($0, Data("old".utf8)) })
      )
      #expect(try await store.keyCount() == 9000)
      let seen = Mutex(Set<Person.ID>())
      let replaced = try await store.rewrap { _, person in
        let isFirst = seen.withLock { $0.insert(person).inserted }
        return isFirst ? Data("anew".utf8) : nil
      }
      #expect(replaced == 9000)
      #expect(seen.withLock { $0 } == Set(people))
      let kinds = try await store.foldKeys(into: Set<Data>()) { kinds, _, key in
        _ = kinds.insert(key)
      }
      #expect(kinds == [Data("anew".utf8)])
    }
  }

  @Test func `stay as they are when one of them does not open`() async throws {
    try await withDirectory { directory in
      let store = try SQLiteStore(directory)
      try await store.keep([Cast.mara.id: Data([1]), Cast.oona.id: Data([2])])
      await #expect(throws: Stop.self) {
        try await store.rewrap { key, _ in
          if key == Data([2]) { throw Stop() }
          return Data([3])
        }
      }
      let key = try await store.key(of: Cast.mara.id)
      #expect(key == Data([1]))
    }
  }
}
