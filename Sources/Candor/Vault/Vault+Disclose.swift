import Foundation

extension Vault {
  /// Some people's lines of a copy.
  public struct Page<Row: Sendable>: Sendable {
    /// In the order of the store.
    public let rows: [Row]
    /// After whom to go on; nil at the end.
    public let last: Person.ID?
  }

  /// Goes on with a copy: decides about the next people, and writes down what goes of them, in one
  /// transaction.
  ///
  /// So a copy has nothing of what was taken back before, and of what is taken back after, its
  /// recipient is told.
  ///
  /// - Parameters:
  ///   - person: those after them, or from the first on.
  ///   - count: at most so many people.
  ///   - decide: what goes of somebody, and what their record has to say of it; nil when nothing
  ///     goes. Called on all cores at once, in no order.
  /// - Throws: `Malformed` when a record does not open.
  public func disclose<Row: Sendable>(
    after person: Person.ID?,
    count: Int,
    at now: Date,
    _ decide: @escaping @Sendable (Record) throws -> (entry: Entry, row: Row)?
  ) async throws -> Page<Row> {
    let (page, written) = try await store.write { [keyring] transaction in
      let people = try transaction.people(after: person, count: count)
      let sealed = try people.compactMap { person -> (Person.ID, Data, Sealed, Commitment?)? in
        // Of somebody who is being erased, the key goes first.
        guard let key = try transaction.key(of: person),
          let snapshot = try transaction.snapshot(of: person)
        else { return nil }
        return (person, key, snapshot, try transaction.lastCommitment(of: person))
      }
      let lines = try sealed.inParallel { person, key, snapshot, last -> (Draft?, Row)? in
        let seal = Seal(person, root: try keyring.unwrap(key, for: person))
        let bytes = try seal.open(snapshot.bytes, as: .snapshot, sequence: snapshot.sequence)
        let opened = Opened(record: try Record(JSON(canonical: bytes)), seal: seal, last: last)
        guard let line = try decide(opened.record) else { return nil }
        return (
          line.entry.isEmpty ? nil : try Draft(line.entry, to: opened, keyring, at: now), line.row
        )
      }
      let drafts = lines.compactMap { $0?.0 }
      for draft in drafts { _ = try draft.write(to: transaction) }
      return (
        Page(
          rows: lines.compactMap { $0?.1 },
          last: people.count < count ? nil : people.last
        ), drafts.map(\.before.record.person)
      )
    }
    for person in written { cache.drop(person) }
    return page
  }
}
