import Candor
import CandorFixtures
import Foundation
import GRDB
import SQLiteStore
import Testing

/// Events that the snapshot of a record does not tell of yet.
struct LaterTests {
  private static let mara = Cast.mara.id

  @Test(arguments: StoreUnderTest.allCases)
  func `they count, come in order, and go to the others with the next snapshot`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      try await store.write {
        try $0.append([.number(1)], snapshot: .number(1), of: Self.mara, after: nil)
        try $0.append([.number(2), .number(3)], snapshot: nil, of: Self.mara, after: 1)
      }
      let lagging = try #require(try await store.read { try $0.record(of: Self.mara) })
      #expect(lagging.snapshot == .number(1))
      #expect(lagging.later == [.number(2), .number(3)])
      #expect(lagging.version == 3)
      #expect(try await store.read { try $0.version(of: Self.mara) } == 3)
      #expect(try await store.read { try $0.versions(of: Self.mara...Self.mara) } == [Self.mara: 3])
      #expect(try await store.events(of: Self.mara) == [.number(1), .number(2), .number(3)])
      for version in [nil, 1, 2] {
        await #expect(throws: Outdated()) {
          try await store.write {
            try $0.append([.number(4)], snapshot: nil, of: Self.mara, after: version)
          }
        }
      }
      try await store.write {
        try $0.append([.number(4)], snapshot: .number(4), of: Self.mara, after: 3)
      }
      let settled = try await store.read { try $0.records(after: nil, count: 9) }
      #expect(settled.map(\.snapshot) == [.number(4)])
      #expect(settled.allSatisfy { $0.later.isEmpty })
      #expect(try await store.events(of: Self.mara).map(\.sequence) == [1, 2, 3, 4])
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `they go with everything else`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      await #expect(throws: Outdated()) {
        try await store.write {
          try $0.append([.number(1)], snapshot: nil, of: Self.mara, after: nil)
        }
      }
      try await store.write {
        try $0.append([], snapshot: .number(0), of: Self.mara, after: nil)
        try $0.append([.number(1)], snapshot: nil, of: Self.mara, after: 0)
        try $0.erase(Self.mara, leaf: nil)
      }
      #expect(try await store.events(of: Self.mara).isEmpty)
      #expect(try await store.read { try $0.version(of: Self.mara) } == nil)
    }
  }

  /// A record of eighteen events at least, as copies leave it behind.
  private func disclose(_ store: SQLiteStore, times: Int) async throws -> Vault {
    let vault = try await Vault(store, .cast)
    try await vault.meet(Self.mara, at: .start, .init(Rules.small.declared(by: .mara)))
    let decide: Vault.Decide<Person.ID> = { (Vault.Entry([.exported]), $0.person) }
    for _ in 0..<times {
      let lines = try await vault.lines(after: nil, count: 9, at: .start, decide)
      _ = try await vault.disclose(lines, at: .start, decide)
    }
    return vault
  }

  @Test(arguments: [1, 16, 17, 40])
  func `a record is what its events come to, and an audit says so`(_ times: Int) async throws {
    try await withDirectory { directory in
      do {
        let vault = try await disclose(try SQLiteStore(directory), times: times)
        let events = try await vault.events(of: Self.mara)
        #expect(try await vault.record(of: Self.mara) == Record(of: Self.mara, events))
        #expect(events.count { $0.content == .exported } == times)
        #expect(zip(1..., events).allSatisfy { $0 == $1.sequence })
      }
      let file = try DatabaseQueue(path: directory.appending(path: "candor.db").path)
      let late = try await file.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM later") }
      #expect(late == times % 17)
      try file.close()
      #expect(try SQLiteStore.audit(directory, .cast).findings == [])
    }
  }

  @Test(arguments: [
    "DELETE FROM later WHERE sequence = (SELECT max(sequence) FROM later)",
    "DELETE FROM later WHERE sequence = (SELECT min(sequence) FROM later)",
    "UPDATE later SET leaf = 0", "UPDATE later SET sequence = sequence + 9",
    "UPDATE later SET sealed = (SELECT sealed FROM event LIMIT 1)",
    "INSERT INTO event SELECT * FROM later",
    "INSERT INTO event SELECT * FROM later; DELETE FROM later",
    "INSERT INTO later SELECT * FROM event WHERE sequence = 1",
    """
    INSERT INTO later SELECT * FROM event WHERE sequence = 1;
    DELETE FROM event WHERE sequence = 1
    """,
    """
    INSERT INTO later SELECT * FROM event; DELETE FROM event;
    UPDATE record SET version = 0, sealed = x'00'
    """,
    """
    INSERT INTO later SELECT * FROM event; DELETE FROM event;
    DELETE FROM later WHERE sequence > 2; UPDATE record SET version = 0, sealed = x''
    """,
  ])
  func `an audit finds what another hand did to them`(_ sql: String) async throws {
    try await withDirectory { directory in
      _ = try await disclose(try SQLiteStore(directory), times: 3)
      let file = try DatabaseQueue(path: directory.appending(path: "candor.db").path)
      try await file.writeWithoutTransaction { try $0.execute(sql: sql) }
      try file.close()
      #expect(try SQLiteStore.audit(directory, .cast).findings != [])
    }
  }

  @Test func `a file of snapshots in another form is whole, also where events came later`()
    async throws
  {
    try await withDirectory { directory in
      do { _ = try await disclose(try SQLiteStore(directory), times: 3) }
      let file = try DatabaseQueue(path: directory.appending(path: "candor.db").path)
      try await file.writeWithoutTransaction {
        try $0.execute(
          sql: """
            UPDATE record SET sealed = x'7b7d';
            DELETE FROM grdb_migrations WHERE identifier = 'a snapshots'
            """
        )
      }
      do {
        let store = try SQLiteStore(directory)
        let vault = try await Vault(store, .cast)
        let events = try await vault.events(of: Self.mara)
        #expect(events.count { $0.content == .exported } == 3)
        #expect(try await vault.record(of: Self.mara) == Record(of: Self.mara, events))
        try store.close()
      }
      #expect(try SQLiteStore.audit(directory, .cast).findings == [])
      do {
        let store = try SQLiteStore(directory)
        let vault = try await Vault(store, .cast)
        let decide: Vault.Decide<Person.ID> = { (Vault.Entry([.exported]), $0.person) }
        let lines = try await vault.lines(after: nil, count: 9, at: .start, decide)
        _ = try await vault.disclose(lines, at: .start, decide)
        try store.close()
      }
      let late = try await file.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM later") }
      #expect(late == 0)
      try file.close()
      #expect(try SQLiteStore.audit(directory, .cast).findings == [])
    }
  }

  @Test func `an event of before is never folded upon a snapshot that tells of it`() async throws {
    try await withDirectory { directory in
      do { _ = try await disclose(try SQLiteStore(directory), times: 0) }
      let file = try DatabaseQueue(path: directory.appending(path: "candor.db").path)
      try await file.writeWithoutTransaction {
        try $0.execute(
          sql: """
            INSERT INTO later SELECT * FROM event WHERE sequence = 1;
            DELETE FROM event WHERE sequence = 1
            """
        )
      }
      try file.close()
      let vault = try await Vault(try SQLiteStore(directory), .cast)
      await #expect(throws: Malformed.self) { try await vault.record(of: Self.mara) }
    }
  }
}
