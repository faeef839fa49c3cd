import Foundation

extension Vault {
  /// Some people's lines of a copy, decided and not written down yet.
  ///
  /// Made beside the writer, so that the next ones are made while these are written.
  public struct Lines<Row: Sendable>: Sendable {
    fileprivate let people: [(person: Person.ID, version: Int, line: Decided<Row>?)]
    /// After whom to go on; nil at the end.
    public let last: Person.ID?
  }

  fileprivate struct Decided<Row: Sendable>: Sendable {
    let row: Row
    let draft: Draft?
  }

  /// What goes of somebody, and what their record has to say of it; nil when nothing goes.
  ///
  /// Called on all cores at once, in no order, and again for whoever has said something meanwhile.
  public typealias Decide<Row> = @Sendable (Record) throws -> (entry: Entry, row: Row)?

  /// Decides about the next people of a copy.
  ///
  /// - Parameters:
  ///   - person: those after them, or from the first on.
  ///   - count: at most so many people.
  /// - Throws: `Malformed` when a record does not open.
  public func lines<Row: Sendable>(
    after person: Person.ID?,
    count: Int,
    at now: Date,
    _ decide: @escaping Decide<Row>
  ) async throws -> Lines<Row> {
    let (records, keys) = try await store.read { reader -> ([SealedRecord], [Person.ID: Data]) in
      let records = try reader.records(after: person, count: count)
      guard let first = records.first, let last = records.last else { return (records, [:]) }
      return (records, try reader.keys(of: first.person...last.person))
    }
    let people = try await records.filter { keys[$0.person] != nil }.inTasks { [keyring] sealed in
      let line = try keys[sealed.person].flatMap { try sealed.line($0, keyring, at: now, decide) }
      return (person: sealed.person, version: sealed.version, line: line)
    }
    return Lines(people: people, last: records.count < count ? nil : records.last?.person)
  }

  /// Writes lines down and hands them out, in the order of the store, in one transaction.
  ///
  /// Whoever has said something since they were made is decided about anew. So a copy has nothing of
  /// what was taken back before, and of what is taken back after, its recipient is told.
  public func disclose<Row: Sendable>(
    _ lines: Lines<Row>,
    at now: Date,
    _ decide: @escaping Decide<Row>
  ) async throws -> [Row] {
    let (rows, written) = try await store.write { [keyring] transaction -> ([Row], [Person.ID]) in
      guard let first = lines.people.first, let last = lines.people.last else { return ([], []) }
      let people = first.person...last.person
      let (versions, keys) = (
        try transaction.versions(of: people), try transaction.keys(of: people)
      )
      var rows: [Row] = []
      var written: [Person.ID] = []
      for (person, version, line) in lines.people {
        // Of somebody who is being erased, the key goes first.
        guard let key = keys[person] else { continue }
        var line = line
        if versions[person] != version {
          guard let sealed = try transaction.record(of: person) else { continue }
          line = try sealed.line(key, keyring, at: now, decide)
        }
        guard let line else { continue }
        if let draft = line.draft {
          _ = try draft.write(to: transaction)
          written.append(person)
        }
        rows.append(line.row)
      }
      return (rows, written)
    }
    for person in written { cache.drop(person) }
    return rows
  }
}

extension SealedRecord {
  fileprivate func line<Row>(
    _ key: Data,
    _ keyring: Keyring,
    at now: Date,
    _ decide: Vault.Decide<Row>
  ) throws -> Vault.Decided<Row>? {
    let seal = Seal(person, root: try keyring.unwrap(key, for: person))
    let opened = try opened(by: seal)
    guard let (entry, row) = try decide(opened.record) else { return nil }
    let draft =
      entry.isEmpty ? nil : try Draft(entry, to: opened, keyring, at: now, mayLag: true)
    return Vault.Decided(row: row, draft: draft)
  }
}
