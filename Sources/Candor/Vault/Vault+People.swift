import Foundation

extension Vault {
  /// So many records are read in one transaction, and opened by one task.
  private static let some = 64
  /// So many at once: as many tasks as there are cores.
  private static let page = some * ProcessInfo.processInfo.activeProcessorCount

  /// Goes through the records of everybody.
  ///
  /// Nobody waits for it, and little of it is in memory at a time. Whoever is met or erased meanwhile
  /// may be left out, and a record may have moved on, or be erased, by the time that `body` has it:
  /// who keeps what they made of it goes by its version.
  ///
  /// - Parameters:
  ///   - skip: told of each record that does not open, and of why; nil when that ends it all.
  ///   - body: called on all cores at once, in no order.
  /// - Throws: what `body` throws; without `skip`, `Malformed` when a record does not open.
  public func forEachRecord(
    skip: (@Sendable (Person.ID, any Error) -> Void)? = nil,
    _ body: @escaping @Sendable (Record) throws -> Void
  ) async throws {
    try await forEach(skip: skip) { person, reader in
      try reader.record(of: person)
    } open: { _, seal, sealed in
      try sealed.opened(by: seal).record
    } body: { record in
      try body(record)
    }
  }

  /// Goes through the records of everybody, each with its events, oldest first.
  ///
  /// To open the events takes longer than the record alone, so that is not for every day.
  ///
  /// - Parameter body: as of `forEachRecord`.
  /// - Throws: as `forEachRecord` without `skip`.
  public func forEachHistory(
    _ body: @escaping @Sendable (Record, [Event]) throws -> Void
  ) async throws {
    try await forEach { person, reader in
      try reader.version(of: person) == nil ? nil : reader.events(of: person)
    } open: { person, seal, sealed in
      let events = try sealed.map(seal.event)
      return (Record(of: person, events), events)
    } body: { record, events in
      try body(record, events)
    }
  }

  /// - Parameters:
  ///   - find: reads somebody's rows; nil when they have none any more.
  ///   - open: takes the time, after the transaction.
  private func forEach<Rows: Sendable, Found>(
    skip: (@Sendable (Person.ID, any Error) -> Void)? = nil,
    _ find: @escaping @Sendable (Person.ID, any StoreReader) throws -> Rows?,
    open: @escaping @Sendable (Person.ID, Seal, Rows) throws -> Found,
    body: @escaping @Sendable (Found) throws -> Void
  ) async throws {
    var last: Person.ID?
    while true {
      let people = try await store.read { [last] in
        try $0.people(after: last, count: Self.page)
      }
      guard let end = people.last else { return }
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        for start in stride(from: 0, to: people.count, by: Self.some) {
          let some = people[start..<min(start + Self.some, people.count)]
          tasks.addTask {
            let found = try await store.read { reader in
              try some.compactMap { person -> (Person.ID, Data, Rows)? in
                // Of somebody who is being erased, the key goes first.
                guard let rows = try find(person, reader), let key = try reader.key(of: person)
                else { return nil }
                return (person, key, rows)
              }
            }
            for (person, key, rows) in found {
              try Task.checkCancellation()
              let found: Found
              do {
                let root = try keyring.unwrap(key, for: person)
                found = try open(person, Seal(person, root: root), rows)
              } catch {
                guard let skip else { throw error }
                skip(person, error)
                continue
              }
              try body(found)
            }
          }
        }
        try await tasks.waitForAll()
      }
      last = end
    }
  }
}
