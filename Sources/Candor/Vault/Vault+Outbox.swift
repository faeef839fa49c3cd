import Foundation

extension Vault {
  /// How far a change has come at its recipient.
  public enum Stage: Sendable {
    case told, confirmed
  }

  /// So many are noted in one transaction.
  private static let notedAtOnce = 64

  /// Notes how far changes have come, each in the outbox and in the record that it is of at once.
  ///
  /// What was noted before is not noted again. Of a record that is no more only the outbox knows.
  public func note(_ stage: Stage, of changes: [Change.ID], at now: Date) async throws {
    for start in stride(from: 0, to: changes.count, by: Self.notedAtOnce) {
      let some = Set(changes[start..<min(start + Self.notedAtOnce, changes.count)]).sorted()
      let people = try await store.write { [keyring] transaction in
        let rows = try some.compactMap { try transaction.outgoing($0) }.filter(stage.isNew)
        for row in rows { try transaction.put(stage.taken(by: row, at: now)) }
        var written: [Person.ID] = []
        for (person, rows) in Dictionary(grouping: rows, by: \.person) {
          // Of somebody who is being erased, the key goes first.
          guard let person, let seal = try? Self.seal(of: person, keyring, transaction),
            let opened = try? Self.open(person, seal, transaction)
          else { continue }
          let entry = Entry(rows.flatMap(stage.contents))
          _ = try Draft(entry, to: opened, keyring, at: now).write(to: transaction)
          written.append(person)
        }
        return written
      }
      for person in people { cache.drop(person) }
    }
  }
}

extension Vault.Stage {
  fileprivate func isNew(to outgoing: Outgoing) -> Bool {
    switch self {
    case .told: outgoing.told == nil && outgoing.confirmed == nil
    case .confirmed: outgoing.confirmed == nil
    }
  }

  fileprivate func taken(by outgoing: Outgoing, at now: Date) -> Outgoing {
    switch self {
    case .told: outgoing.reached(at: now)
    case .confirmed: outgoing.settled(at: now)
    }
  }

  /// Who confirms what they were never told has heard of it all the same.
  fileprivate func contents(for outgoing: Outgoing) -> [Event.Content] {
    switch self {
    case .told: [.told(outgoing.change)]
    case .confirmed:
      (outgoing.told == nil ? [.told(outgoing.change)] : []) + [.confirmed(outgoing.change)]
    }
  }
}
