import Crypto
import Foundation

/// Keeps records: seals each event, folds the snapshot, commits both together.
public struct Vault: Sendable {
  let store: any Store
  public let keyring: Keyring
  public let log: Log

  /// - Parameter origin: the identity of the log, such as `company.example/candor`.
  public init(
    _ store: any Store,
    _ keyring: Keyring,
    origin: String = "localhost/candor"
  ) throws {
    self.store = store
    self.keyring = keyring
    self.log = try Log(store, keyring, origin: origin)
  }

  /// Nobody of that name is known here.
  public struct UnknownPerson: Error, Equatable {
    public init() {}
  }

  /// Somebody else wrote to the record between reading and writing it.
  struct Outdated: Error {}

  /// What one request adds to a record, in one transaction.
  public struct Entry: Sendable {
    public var contents: [Event.Content]
    /// Names by which the person is known from now on.
    public var handles: [Handle]
    /// Names by which they are known no more.
    public var released: [Handle]
    /// The items whose count the person is part of after it; nil leaves that as it was.
    public var counted: Set<Item.ID>?

    public init(
      _ contents: [Event.Content],
      handles: [Handle] = [],
      released: [Handle] = [],
      counted: Set<Item.ID>? = nil
    ) {
      self.contents = contents
      self.handles = handles
      self.released = released
      self.counted = counted
    }

    var isEmpty: Bool {
      contents.isEmpty && handles.isEmpty && released.isEmpty && counted == nil
    }
  }

  public func person(of handle: Handle) async throws -> Person.ID? {
    try await store.read { try $0.person(of: handle) }
  }

  /// Begins the record of somebody new.
  ///
  /// - Throws: `HandleTaken` when somebody is already known by one of the handles.
  public func meet(
    _ person: Person.ID,
    at now: Date,
    _ entry: Entry = Entry([])
  ) async throws -> Record {
    let root = Seal.freshKey()
    try await store.keep([person: keyring.wrap(root, for: person)])
    do {
      return try await store.write { [seal = Seal(person, root: root)] transaction in
        try Self.commit(entry, to: Record(of: person), at: now, seal, transaction)
      }
    } catch {
      // A key without a record is harmless, but need not stay.
      try? await store.shred(person)
      throw error
    }
  }

  /// The state of a record.
  public func record(of person: Person.ID) async throws -> Record {
    try await store.read { [keyring] in try Self.open(person, keyring, $0).record }
  }

  /// The events of a record, oldest first.
  public func events(of person: Person.ID) async throws -> [Event] {
    try await store.read { [keyring] reader in
      let seal = try Self.open(person, keyring, reader).seal
      return try reader.events(of: person).map { sealed in
        try Event(canonicalBytes: seal.open(sealed.bytes, as: .event, sequence: sealed.sequence))
      }
    }
  }

  /// Adds to a record what `decide` makes of its state.
  ///
  /// `decide` runs outside the writer and may run again: when the record has moved on by the time
  /// of the commit, it is asked anew. It must not have effects of its own.
  public func write<Result: Sendable>(
    to person: Person.ID,
    at now: Date,
    _ decide: @escaping @Sendable (Record) throws -> (Entry, Result)
  ) async throws -> (record: Record, result: Result) {
    while true {
      try Task.checkCancellation()
      let (record, seal) = try await store.read { [keyring] in
        try Self.open(person, keyring, $0)
      }
      let (entry, result) = try decide(record)
      if entry.isEmpty { return (record, result) }
      do {
        let record = try await store.write { transaction in
          guard try transaction.snapshot(of: person)?.sequence == record.version else {
            throw Outdated()
          }
          return try Self.commit(entry, to: record, at: now, seal, transaction)
        }
        return (record, result)
      } catch is Outdated {
        continue
      }
    }
  }

  /// Destroys the person's key, then every row of theirs.
  ///
  /// May be done again after it stopped halfway: what the key no longer opens is deleted unread.
  /// - Returns: the record as it was; empty when its key was gone already.
  @discardableResult
  public func erase(_ person: Person.ID) async throws -> Record {
    let record = try await store.read { [keyring] reader in
      guard try reader.snapshot(of: person) != nil else { throw UnknownPerson() }
      guard try reader.key(of: person) != nil else { return Record(of: person) }
      return try Self.open(person, keyring, reader).record
    }
    try await store.shred(person)
    // The key is gone: whoever is busy, what it sealed has to go as well.
    while true {
      do {
        try await store.write { transaction in
          try transaction.erase(person)
          try transaction.count(Item.changes(from: record.counted, to: []))
        }
        return record
      } catch is Busy {
        try await Task.sleep(for: .milliseconds(10))
      }
    }
  }
}

extension Vault {
  static func open(
    _ person: Person.ID,
    _ keyring: Keyring,
    _ reader: any StoreReader
  ) throws -> (record: Record, seal: Seal) {
    guard let wrapped = try reader.key(of: person), let sealed = try reader.snapshot(of: person)
    else { throw UnknownPerson() }
    let seal = Seal(person, root: try keyring.unwrap(wrapped, for: person))
    let bytes = try seal.open(sealed.bytes, as: .snapshot, sequence: sealed.sequence)
    return (try Record(JSON(canonical: bytes)), seal)
  }

  static func commit(
    _ entry: Entry,
    to record: Record,
    at now: Date,
    _ seal: Seal,
    _ transaction: any StoreWriter
  ) throws -> Record {
    var events: [Event] = []
    var commitments: [Commitment] = []
    var previous = try transaction.lastCommitment(of: record.person)
    for event in record.events(adding: entry.contents, at: now) {
      let event = event.following(previous)
      let commitment = Commitment(to: event.canonicalBytes, salt: seal.salt(event.sequence))
      events.append(event)
      commitments.append(commitment)
      previous = commitment
    }
    let first = try transaction.append(commitments)
    let sealed = try events.enumerated().map { offset, event in
      Sealed(
        sequence: event.sequence,
        bytes: try seal.seal(event.canonicalBytes, as: .event, sequence: event.sequence),
        leaf: first + offset
      )
    }
    let before = record.counted
    var record = record.applying(events)
    record.counted = entry.counted ?? before
    let bytes = try seal.seal(
      record.json.canonicalBytes,
      as: .snapshot,
      sequence: record.version
    )
    try transaction.append(
      sealed,
      snapshot: Sealed(sequence: record.version, bytes: bytes),
      of: record.person
    )
    for handle in entry.released { try transaction.release(handle, of: record.person) }
    for handle in entry.handles { try transaction.bind(handle, to: record.person) }
    try transaction.count(Item.changes(from: before, to: record.counted))
    return record
  }
}
