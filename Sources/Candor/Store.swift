import Foundation
import TransparencyLog

/// What the domain asks of storage: people, sealed bytes and indexes, never meanings.
///
/// Transactions are closures: they see one state and take effect whole or not at all. Writes are durable when `write` returns.
public protocol Store: Sendable {
  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreReader) throws -> Result
  ) async throws -> Result

  /// One after the other. What `body` throws is thrown on, and nothing is written.
  ///
  /// May share its commit with others. Once begun it is not cancelled: its caller may be gone.
  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreWriter) throws -> Result
  ) async throws -> Result

  /// Keeps the wrapped keys of new people, apart from everything that is sealed under them.
  ///
  /// All or none. Durable on return, so that no event is ever written before the key that opens it.
  /// A key that is kept is never written over: `Occupied`.
  func keep(_ keys: [Person.ID: Data]) async throws

  /// Destroys a person's key. What was sealed under it is noise from then on.
  ///
  /// Its bytes, wrapped, are gone after the next `scrub`.
  /// - Parameter mark: what is kept, so that a restored backup does not bring the key back; nil for a
  ///   key under which nothing was ever sealed.
  func shred(_ person: Person.ID, leaving mark: Handle?) async throws

  /// Whether nobody else can write to it while it is open here.
  var isOurs: Bool { get }

  /// Who had a record and no key when the store was opened.
  var keyless: [Person.ID] { get }

  /// Removes deleted rows from wherever the store still has their bytes.
  func scrub() async throws

  /// Calls `body` with each growth of the log: once it is durable, in order, and before anybody who
  /// wrote to it is answered.
  func follow(_ body: @escaping @Sendable (Growth) -> Void)
}

public protocol StoreReader {
  func key(of person: Person.ID) throws -> Data?
  /// The sequence number of the record's last event.
  func version(of person: Person.ID) throws -> Int?
  /// The same of those who have a record.
  func versions(of people: ClosedRange<Person.ID>) throws -> [Person.ID: Int]
  func record(of person: Person.ID) throws -> SealedRecord?
  /// Those of the people after somebody, or from the first on, in order, at most so many.
  func records(after person: Person.ID?, count: Int) throws -> [SealedRecord]
  /// Of those who have one.
  func keys(of people: ClosedRange<Person.ID>) throws -> [Person.ID: Data]
  /// Those after a sequence number, in order.
  func events(of person: Person.ID, after sequence: Int) throws -> [Sealed]
  func person(of handle: Handle) throws -> Person.ID?
  /// Who has a record, in order, at most so many; those after somebody, or from the first on.
  func people(after person: Person.ID?, count: Int) throws -> [Person.ID]
  func access(_ hash: Access.Hash) throws -> Access?
  /// In order of their names.
  func access(of kind: Access.Kind) throws -> [Access]
  /// In the order in which they were first put.
  func items() throws -> [Item]
  /// Why keys were shredded is not kept, only that they were.
  func shredded() throws -> Set<Handle>
  /// The log after its last commit; nil while it is empty.
  func treeHead() throws -> TreeHead?
  /// When the records were last restored from a backup: from then on the log has a new name, since
  /// what was lost may have been proven to somebody.
  func restored() throws -> Date?
  /// The log after the commit that brought this leaf.
  func treeHead(after leaf: Int) throws -> TreeHead?
  /// The roots of full tiles: subtrees at a level that is a multiple of 8, above 0.
  ///
  /// - Throws: `NotStored` unless all of them are there.
  func tileRoots(at level: Int, in range: Range<Int>) throws -> [Hash]
  /// The entries of the log at these places.
  ///
  /// - Throws: `NotStored` unless all of them are there.
  func commitments(in range: Range<Int>) throws -> [Commitment]
  func reply(to request: RequestKey) throws -> KeptReply?
  func text(of hash: KeptText.Hash) throws -> KeptText?
  func disclosure(_ id: Disclosure.ID) throws -> Disclosure?
  /// The oldest first.
  func disclosures() throws -> [Disclosure]
  func outgoing(_ id: Change.ID) throws -> Outgoing?
  /// What is to be sent to a recipient by now, at most so many, the longest due first.
  func outgoing(
    to recipient: Recipient.Name,
    dueBy now: Date,
    count: Int
  ) throws -> [Outgoing]
  /// What a recipient has to be told, in the order in which it was put, after one of them.
  func outgoing(
    to recipient: Recipient.Name,
    after id: Change.ID?,
    count: Int
  ) throws -> [Outgoing]
  /// What a recipient has not confirmed yet, at most so many, the oldest first.
  func unconfirmed(by recipient: Recipient.Name, count: Int) throws -> [Outgoing]
  /// All that were ever posted, in that order.
  func offers() throws -> [Offer]
  /// An offer with the place of one person, and with all other places counted.
  ///
  /// Places whose yes ran out by now are free, and in neither.
  func posted(_ id: Offer.ID, of person: Person.ID?, at now: Date) throws -> Posted?
  /// What an account holds.
  func balances(of account: Account) throws -> [Currency: Money]
  /// In the order in which they were booked: those of an account, or all.
  func postings(of account: Account?) throws -> [Posting]
  /// In the order in which they were shown first.
  func texts(of kind: KeptText.Kind) throws -> [KeptText]
}

extension StoreReader {
  /// In order of their sequence numbers.
  public func events(of person: Person.ID) throws -> [Sealed] {
    try events(of: person, after: 0)
  }
}

public protocol StoreWriter: StoreReader {
  /// Adds events and puts the snapshot that goes with them.
  ///
  /// - Parameters:
  ///   - snapshot: nil leaves the one that is there: it does not tell of the events yet.
  ///   - version: the last event that the record has now; nil begins a record, with a snapshot.
  /// - Throws: `Outdated` when the record is not there, not at that version, or not new.
  func append(
    _ events: [Sealed],
    snapshot: Sealed?,
    of person: Person.ID,
    after version: Int?
  ) throws
  /// A handle has one person. Binding it to another is refused by `HandleTaken`.
  func bind(_ handle: Handle, to person: Person.ID) throws
  /// Nobody is known by the handle any more.
  func release(_ handle: Handle, of person: Person.ID) throws
  /// Deletes every row of the person. Their key is shredded apart, before.
  ///
  /// - Parameter leaf: where the log holds the erasure itself.
  func erase(_ person: Person.ID, leaf: Int?) throws
  func put(_ access: Access) throws
  /// - Returns: whether it was there.
  @discardableResult
  func remove(_ hash: Access.Hash) throws -> Bool
  func removeAccess(before date: Date) throws
  func removeAccess(of person: Person.ID, _ kind: Access.Kind) throws
  /// Adds items, or replaces those of the same identifier.
  func put(_ items: [Item]) throws
  /// Adds to the log. What is in it stays, whoever is erased.
  ///
  /// - Returns: the place of the first.
  func append(_ commitments: [Commitment]) throws -> Int
  /// Keeps a reply with what it answers: `Occupied` when the request was answered before.
  func put(_ reply: KeptReply, to request: RequestKey) throws
  func removeReplies(before date: Date) throws
  /// Agreed on for good: `Occupied` when there is one of that name.
  func put(_ disclosure: Disclosure) throws
  /// Adds a change to the outbox, or replaces how far it has come. It outlives an erasure, then without
  /// the person.
  func put(_ outgoing: Outgoing) throws
  /// Posts an offer, or replaces when it was closed and how often it returned something; its terms
  /// stay, and so do its places.
  func put(_ posted: Posted) throws
  func put(_ place: Posted.Place, of person: Person.ID, in offer: Offer.ID) throws
  /// Nobody was rewarded for it: who was keeps their place until they are erased.
  func free(_ person: Person.ID, in offer: Offer.ID) throws
  /// Books a posting, and changes what both of its accounts hold.
  ///
  /// - Throws: `Occupied` when the same was booked before, `Books.Refused` when an account does not
  ///   hold as much.
  func append(_ posting: Posting) throws
  /// Keeps a text for good; one that is kept already stays as it is, with its first date.
  func put(_ text: KeptText) throws
}

/// Sealed bytes and their place in a record.
public struct Sealed: Hashable, Sendable {
  /// The event's sequence number; of a snapshot, that of the last event in it.
  public let sequence: Int
  public let bytes: Data
  /// Of an event, where the log holds its commitment.
  public let leaf: Int?

  public init(sequence: Int, bytes: Data, leaf: Int? = nil) {
    self.sequence = sequence
    self.bytes = bytes
    self.leaf = leaf
  }
}

/// A record as it is stored.
public struct SealedRecord: Sendable {
  public let person: Person.ID
  public let snapshot: Sealed
  /// The events that the snapshot does not tell of yet, in order.
  public let later: [Sealed]
  /// The commitment to the last event.
  public let last: Commitment?

  public init(of person: Person.ID, _ snapshot: Sealed, later: [Sealed], last: Commitment?) {
    self.person = person
    self.snapshot = snapshot
    self.later = later
    self.last = last
  }

  /// The sequence number of the last event.
  public var version: Int { later.last?.sequence ?? snapshot.sequence }
}

/// The log was asked for what it does not hold.
public struct NotStored: Error, Equatable {
  public init() {}
}

/// Somebody else wrote to the record between reading and writing it, or erased it.
public struct Outdated: Error, Equatable {
  public init() {}
}

/// More writers wait than the store takes; come again later.
public struct Busy: Error, Equatable {
  public init() {}
}

/// Something stands where something new was to be written.
public struct Occupied: Error, Equatable {
  public init() {}
}

/// Somebody else is already known by this handle.
public struct HandleTaken: Error, Equatable {
  public init() {}
}
