import Crypto
import Foundation

/// Keeps records: seals each event, folds the snapshot, commits both together.
public struct Vault: Sendable {
  let store: any Store
  public let keyring: Keyring
  public let log: Log
  /// Rings when somebody has to be told of something.
  public let bell = Bell()
  let cache = OpenedCache()
  private let turns = Turns()

  /// - Parameter origin: the identity of the log, such as `company.example/candor`.
  /// - Throws: `LogBroken` when the log that is stored contradicts itself, `KeysMissing` when records
  ///   have lost their keys.
  public init(
    _ store: any Store,
    _ keyring: Keyring,
    origin: String = "localhost/candor"
  ) async throws {
    self.store = store
    self.keyring = keyring
    try await store.finishErasures(keyring)
    self.log = try await Log(store, keyring, origin: origin)
  }

  /// Nobody of that name is known here.
  public struct UnknownPerson: Error, Equatable {
    public init() {}
  }

  /// What one request adds to a record, in one transaction.
  public struct Entry: Sendable {
    public var contents: [Event.Content]
    /// Names by which the person is known from now on.
    public var handles: [Handle]
    /// Names by which they are known no more.
    public var released: [Handle]
    /// What is answered, to be kept for when the same request comes again.
    public var reply: Reply?
    /// Requests that are done by this; when one of them comes again, only that is known of it.
    public var done: [Repeatable]
    /// What goes with the contents in offers and in the books.
    public var steps: [Offer.Step]

    public init(
      _ contents: [Event.Content],
      handles: [Handle] = [],
      released: [Handle] = [],
      reply: Reply? = nil,
      done: [Repeatable] = [],
      steps: [Offer.Step] = []
    ) {
      self.contents = contents
      self.handles = handles
      self.released = released
      self.reply = reply
      self.done = done
      self.steps = steps
    }

    var isEmpty: Bool {
      contents.isEmpty && handles.isEmpty && released.isEmpty && replies.isEmpty && steps.isEmpty
    }

    var replies: [Reply] { (reply.map { [$0] } ?? []) + done.map { Reply(to: $0, Data()) } }
  }

  /// A reply to a request that may come again, without its receipts: those are made anew, alike.
  public struct Reply: Sendable {
    public let to: Repeatable
    public let bytes: Data

    public init(to request: Repeatable, _ bytes: Data) {
      self.to = request
      self.bytes = bytes
    }
  }

  /// What came of a write.
  public struct Written<Result: Sendable>: Sendable {
    public let record: Record
    public let result: Result
    /// The events that it added, for their receipts.
    public let committed: [Committed]
  }

  public func person(of handle: Handle) async throws -> Person.ID? {
    try await store.read { try $0.person(of: handle) }
  }

  /// Begins the record of somebody new.
  ///
  /// - Throws: `HandleTaken` when somebody is already known by one of the handles.
  @discardableResult
  public func meet(
    _ person: Person.ID,
    at now: Date,
    _ entry: Entry = Entry([])
  ) async throws -> Written<Void> {
    let root = Seal.freshKey()
    let draft = try Draft(entry, to: .new(person, Seal(person, root: root)), keyring, at: now)
    try await store.keep([person: keyring.wrap(root, for: person)])
    let ticket = cache.ticket
    do {
      let committed = try await store.write { try draft.write(to: $0, isNew: true) }
      cache.put(draft.after, ticket)
      return Written(record: draft.after.record, result: (), committed: committed)
    } catch {
      // A key without a record is harmless, but need not stay.
      try? await store.shred(person, leaving: nil)
      throw error
    }
  }

  /// The state of a record: at least as of all writes that were answered before.
  public func record(of person: Person.ID) async throws -> Record {
    // Every write to a store of our own goes through here, and leaves what it wrote, or nothing.
    if store.isOurs, let known = cache.opened(person) { return known.record }
    return try await opened(person).record
  }

  /// The events of a record, oldest first.
  public func events(of person: Person.ID) async throws -> [Event] {
    try await store.read { [keyring] reader in
      let seal = try Self.seal(of: person, keyring, reader)
      return try reader.events(of: person).map(seal.event)
    }
  }

  /// Adds to a record what `decide` makes of its state.
  ///
  /// `decide` runs outside the writer and may run again: when the record has moved on by the time
  /// of the commit, it is asked anew. It must not have effects of its own. Who came before with the
  /// same record is done by then.
  public func write<Result: Sendable>(
    to person: Person.ID,
    at now: Date,
    _ decide: @escaping @Sendable (Record) throws -> (Entry, Result)
  ) async throws -> Written<Result> {
    try await turns.take(person) { try await writeInTurn(to: person, at: now, decide) }
  }

  private func writeInTurn<Result: Sendable>(
    to person: Person.ID,
    at now: Date,
    _ decide: @Sendable (Record) throws -> (Entry, Result)
  ) async throws -> Written<Result> {
    var known = cache.opened(person)
    while true {
      try Task.checkCancellation()
      let opened: Opened
      if let known {
        opened = known
      } else {
        opened = try await self.opened(person)
      }
      let (entry, result): (Entry, Result)
      do {
        (entry, result) = try decide(opened.record)
      } catch {
        guard known != nil else { throw error }
        // It may have been decided on a record that is no more: only what the store has counts.
        cache.drop(person)
        known = nil
        continue
      }
      if entry.isEmpty, known == nil {
        return Written(record: opened.record, result: result, committed: [])
      }
      do {
        if entry.isEmpty {
          // Nothing to write, if the record is what it was taken for.
          let version = try await store.read { try $0.version(of: person) }
          guard version == opened.record.version else { throw Outdated() }
          return Written(record: opened.record, result: result, committed: [])
        }
        let draft = try Draft(entry, to: opened, keyring, at: now)
        let ticket = cache.ticket
        let committed = try await store.write { try draft.write(to: $0) }
        cache.put(draft.after, ticket)
        if draft.tells { bell.ring() }
        return Written(record: draft.after.record, result: result, committed: committed)
      } catch is Outdated {
        cache.drop(person)
        known = nil
      }
    }
  }
}

extension Vault {
  /// Opens a record, unless it was opened before and nothing has changed since.
  private func opened(_ person: Person.ID) async throws -> Opened {
    let ticket = cache.ticket
    return try await store.read { [cache, keyring] reader in
      if let known = cache.opened(person) {
        let version = try reader.version(of: person)
        if known.record.version == version { return known }
      }
      let opened = try Self.open(person, Self.seal(of: person, keyring, reader), reader)
      cache.put(opened, ticket)
      return opened
    }
  }

  static func open(
    _ person: Person.ID,
    _ seal: Seal,
    _ reader: any StoreReader
  ) throws -> Opened {
    guard let sealed = try reader.record(of: person) else { throw UnknownPerson() }
    return try sealed.opened(by: seal)
  }

  static func seal(
    of person: Person.ID,
    _ keyring: Keyring,
    _ reader: any StoreReader
  ) throws -> Seal {
    guard let wrapped = try reader.key(of: person) else { throw UnknownPerson() }
    return Seal(person, root: try keyring.unwrap(wrapped, for: person))
  }
}
