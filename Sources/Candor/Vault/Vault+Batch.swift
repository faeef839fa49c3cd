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

  /// So many lines are made ready at once, on all cores, while the writer waits.
  private static let chunk = 64

  /// Writes to many records in one transaction: all or none.
  ///
  /// - Parameters:
  ///   - reply: what is answered, to be kept for when the same request comes again.
  ///   - progress: told how many lines are done; the transaction is not yet durable then.
  public func write(
    _ lines: [Line],
    at now: Date,
    keeping reply: Reply? = nil,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws {
    var roots: [Person.ID: SymmetricKey] = [:]
    for line in lines where line.isNew { roots[line.person] = Seal.freshKey() }
    try await store.keep(
      Dictionary(uniqueKeysWithValues: roots.map { ($0, try keyring.wrap($1, for: $0)) })
    )
    let kept = try reply.map { ($0.to.request, try self.reply($0.bytes, to: $0.to)) }
    do {
      try await store.write { [keyring, roots] transaction in
        if let (request, reply) = kept { try transaction.keep(reply, to: request) }
        var done = 0
        for start in stride(from: 0, to: lines.count, by: Self.chunk) {
          let some = lines[start..<min(start + Self.chunk, lines.count)]
          let groups = try Dictionary(grouping: some, by: \.person).map { person, lines in
            (try Self.open(person, roots[person], keyring, transaction), lines)
          }
          let drafts = try groups.inParallel { begun, lines in
            try lines.drafts(from: begun.opened, keyring, at: now)
          }
          for ((begun, _), drafts) in zip(groups, drafts) {
            for (index, draft) in drafts.enumerated() {
              _ = try draft.write(to: transaction, isNew: begun.isNew && index == 0)
              done += 1
              progress(done)
            }
          }
        }
      }
      for line in lines { cache.drop(line.person) }
      bell.ring()
    } catch {
      // Keys without records are harmless; as many go as the store takes at once.
      await withTaskGroup { tasks in
        for person in roots.keys {
          tasks.addTask { try? await store.shred(person, leaving: nil) }
        }
      }
      throw error
    }
  }
}

extension Vault {
  /// - Parameter root: the key that was made for the batch, if the record may begin with it.
  private static func open(
    _ person: Person.ID,
    _ root: SymmetricKey?,
    _ keyring: Keyring,
    _ transaction: any StoreWriter
  ) throws -> (opened: Opened, isNew: Bool) {
    let seal = try root.map { Seal(person, root: $0) } ?? seal(of: person, keyring, transaction)
    if root != nil, try transaction.version(of: person) == nil {
      return (.new(person, seal), true)
    }
    return (try open(person, seal, transaction), false)
  }
}

extension [Vault.Line] {
  /// The lines of one person, each upon the one before it.
  fileprivate func drafts(
    from opened: Opened,
    _ keyring: Keyring,
    at now: Date
  ) throws -> [Draft] {
    var opened = opened
    return try map { line in
      let draft = try Draft(line.entry(opened.record), to: opened, keyring, at: now)
      opened = draft.after
      return draft
    }
  }
}
