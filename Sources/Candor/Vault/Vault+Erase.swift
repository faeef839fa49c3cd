import Foundation

extension Vault {
  /// What is left of an erasure: for the person, proof of it; for the house, what has to go elsewhere.
  public struct Erasure: Sendable {
    /// As it was; empty when the key was gone already.
    public let record: Record
    /// The last event, which nobody but the person holds; nil when the key was gone already.
    public let committed: Committed?
  }

  /// Destroys the person's key, then every row of theirs, then what storage still has of the rows.
  ///
  /// The log keeps 32 bytes for each event, which without the key say nothing. May be done again
  /// after it stopped halfway: what the key no longer opens is deleted unread.
  @discardableResult
  public func erase(_ person: Person.ID, at now: Date) async throws -> Erasure {
    // In a task of its own: whoever asked may go away, and what has begun has to end.
    try await Task { try await eraseToTheEnd(person, at: now) }.value
  }

  private func eraseToTheEnd(_ person: Person.ID, at now: Date) async throws -> Erasure {
    // Recipients are told before the key is gone: after that nobody could say what they hold.
    let (seal, told) = try await store.write { [keyring] transaction -> (Seal?, [News]) in
      guard try transaction.version(of: person) != nil else { throw UnknownPerson() }
      guard try transaction.key(of: person) != nil else { return (nil, []) }
      let seal = try Self.seal(of: person, keyring, transaction)
      let news = try Self.open(person, seal, transaction).record.newsOfErasure
      for one in keyring.outgoing(news, of: person, at: now) { try transaction.put(one) }
      return (seal, news)
    }
    bell.ring()
    try await store.shred(person, leaving: keyring.handle(ofErased: person))
    // The key is gone: whoever is busy, what it sealed has to go as well.
    while true {
      do {
        let erasure = try await store.write { [keyring] transaction in
          try Self.erase(person, seal, keyring, told, at: now, in: transaction)
        }
        cache.drop(person)
        bell.ring()
        try await store.scrub()
        return erasure
      } catch is Busy {
        try await Task.sleep(for: .milliseconds(10))
      }
    }
  }

  private static func erase(
    _ person: Person.ID,
    _ seal: Seal?,
    _ keyring: Keyring,
    _ told: [News],
    at now: Date,
    in transaction: any StoreWriter
  ) throws -> Erasure {
    guard let seal else {
      try transaction.erase(person, leaf: nil)
      return Erasure(record: Record(of: person), committed: nil)
    }
    let opened = try open(person, seal, transaction)
    // A copy may have been made while the key was still there.
    let late = opened.record.newsOfErasure.filter { !told.contains($0) }
    for one in keyring.outgoing(late, of: person, at: now) { try transaction.put(one) }
    let last = try Draft(Entry([.erased]), to: opened, keyring, at: now)
    return Erasure(record: opened.record, committed: try last.writeLast(to: transaction))
  }
}

extension Store {
  /// Finishes erasures that were cut off after the key was shredded and before the rows were gone.
  ///
  /// - Returns: how many there were.
  /// - Throws: `KeysMissing` when a record has no key and was not erased.
  @discardableResult
  public func finishErasures(_ keyring: Keyring) async throws -> Int {
    let keyless = keyless
    guard !keyless.isEmpty else { return 0 }
    let marks = try await read { try $0.shredded() }
    let lost = keyless.filter { !marks.contains(keyring.handle(ofErased: $0)) }
    guard lost.isEmpty else { throw KeysMissing(records: lost.count) }
    try await write { transaction in
      for person in keyless { try transaction.erase(person, leaf: nil) }
    }
    try await scrub()
    return keyless.count
  }
}

/// Records whose keys are gone, of people who were not erased.
public struct KeysMissing: Error, Hashable, Sendable, CustomStringConvertible {
  public let records: Int

  public init(records: Int) {
    self.records = records
  }

  public var description: String {
    """
    \(records) records have no key, and nobody erased them: the file of the keys is not the one that \
    belongs to the records. Put it back, or restore a backup
    """
  }
}

extension Draft {
  /// Commits to its one event and keeps nothing else of the record.
  fileprivate func writeLast(to transaction: any StoreWriter) throws -> Committed? {
    let leaf = try transaction.append(events.map(\.commitment))
    try transaction.erase(before.record.person, leaf: leaf)
    return events.first.map {
      Committed(sequence: after.record.version, bytes: $0.bytes, salt: $0.salt, leaf: leaf)
    }
  }
}
