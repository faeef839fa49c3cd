import Crypto
import Foundation

extension Vault {
  /// What a batch adds to one person's record.
  public struct Line: Sendable {
    public let person: Person.ID
    public let entry: @Sendable (Record) -> Entry
    /// Whether the record begins with this line.
    public let isNew: Bool

    public init(
      _ person: Person.ID,
      isNew: Bool,
      _ entry: @escaping @Sendable (Record) -> Entry
    ) {
      self.person = person
      self.entry = entry
      self.isNew = isNew
    }
  }

  /// Writes to many records in one transaction: all or none.
  ///
  /// - Parameter progress: told how many lines are done; the transaction is not yet durable then.
  /// - Returns: what the counts of the catalogue gained and lost.
  @discardableResult
  public func write(
    _ lines: [Line],
    at now: Date,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> [Item.ID: Int] {
    var roots: [Person.ID: SymmetricKey] = [:]
    for line in lines where line.isNew { roots[line.person] = Seal.freshKey() }
    try await store.keep(
      Dictionary(
        uniqueKeysWithValues: roots.map { ($0, try keyring.wrap($1, for: $0)) }
      )
    )
    do {
      return try await store.write { [keyring, roots] transaction in
        var changes: [Item.ID: Int] = [:]
        for (index, line) in lines.enumerated() {
          let (record, seal) =
            if let root = roots[line.person], try transaction.snapshot(of: line.person) == nil {
              (Record(of: line.person), Seal(line.person, root: root))
            } else {
              try Self.open(line.person, keyring, transaction)
            }
          let after = try Self.commit(line.entry(record), to: record, at: now, seal, transaction)
          changes.merge(
            Item.changes(from: record.counted, to: after.counted),
            uniquingKeysWith: +
          )
          progress(index + 1)
        }
        return changes
      }
    } catch {
      for person in roots.keys { try? await store.shred(person) }
      throw error
    }
  }
}
