import Foundation
import Synchronization
import TransparencyLog

/// A store that forgets when it goes: for tests, and for looking around.
public final class MemoryStore: Store {
  private let state = Mutex(State())

  public init() {}

  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreReader) throws -> Result
  ) async throws -> Result {
    try body(Transaction(state.withLock { $0 }))
  }

  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreWriter) throws -> Result
  ) async throws -> Result {
    try state.withLock { state in
      let transaction = Transaction(state)
      let result = try body(transaction)
      state = transaction.state
      return result
    }
  }

  public func keep(_ keys: [Person.ID: Data]) async throws {
    try state.withLock { state in
      guard keys.keys.allSatisfy({ state.keys[$0] == nil }) else { throw Occupied() }
      state.keys.merge(keys) { _, new in new }
    }
  }

  public func shred(_ person: Person.ID) async throws {
    state.withLock { $0.keys[person] = nil }
  }
}

private struct State {
  var keys: [Person.ID: Data] = [:]
  var events: [Person.ID: [Sealed]] = [:]
  var snapshots: [Person.ID: Sealed] = [:]
  var handles: [Handle: Person.ID] = [:]
  var accesses: [Access.Hash: Access] = [:]
  var items: [Item] = []
  var places: [Item.ID: Int] = [:]
  var tally: [Item.ID: Int] = [:]
  var log: Data?
  var commitments: [Commitment] = []
  var nodes: [TreeIndex: Hash] = [:]
}

private final class Transaction: StoreWriter {
  var state: State

  init(_ state: State) {
    self.state = state
  }

  func key(of person: Person.ID) -> Data? { state.keys[person] }
  func snapshot(of person: Person.ID) -> Sealed? { state.snapshots[person] }
  func person(of handle: Handle) -> Person.ID? { state.handles[handle] }
  func access(_ hash: Access.Hash) -> Access? { state.accesses[hash] }
  func items() -> [Item] { state.items }
  func tally() -> [Item.ID: Int] { state.tally }

  func log() -> Data? { state.log }

  func events(of person: Person.ID, after sequence: Int) -> [Sealed] {
    state.events[person, default: []].filter { $0.sequence > sequence }
  }

  func lastCommitment(of person: Person.ID) -> Commitment? {
    state.events[person]?.last?.leaf.map { state.commitments[$0] }
  }

  func hashes(at indexes: [TreeIndex]) throws -> [Hash] {
    try indexes.map { index in
      guard let hash = state.nodes[index] else { throw NotStored() }
      return hash
    }
  }

  func commitments(in range: Range<Int>) throws -> [Commitment] {
    guard range.upperBound <= state.commitments.count else { throw NotStored() }
    return Array(state.commitments[range])
  }

  func extend(
    log frontier: Data,
    by nodes: [Node],
    _ commitments: [Commitment],
    from first: Int
  ) throws {
    guard first == state.commitments.count else { throw Occupied() }
    state.log = frontier
    state.commitments += commitments
    for node in nodes { state.nodes[node.index] = node.hash }
  }

  func access(of kind: Access.Kind) -> [Access] {
    state.accesses.values.filter { $0.kind == kind }.sorted { $0.name < $1.name }
  }

  func append(_ events: [Sealed], snapshot: Sealed, of person: Person.ID) throws {
    let taken = Set(state.events[person, default: []].map(\.sequence))
    guard taken.isDisjoint(with: events.map(\.sequence)) else { throw Occupied() }
    state.events[person, default: []] += events
    state.snapshots[person] = snapshot
  }

  func bind(_ handle: Handle, to person: Person.ID) throws {
    if let other = state.handles[handle], other != person { throw HandleTaken() }
    state.handles[handle] = person
  }

  func release(_ handle: Handle, of person: Person.ID) {
    if state.handles[handle] == person { state.handles[handle] = nil }
  }

  func erase(_ person: Person.ID) {
    state.events[person] = nil
    state.snapshots[person] = nil
    state.handles = state.handles.filter { $0.value != person }
    state.accesses = state.accesses.filter { $0.value.person != person }
  }

  func put(_ access: Access) { state.accesses[access.hash] = access }
  func remove(_ hash: Access.Hash) -> Bool { state.accesses.removeValue(forKey: hash) != nil }

  func removeAccess(of person: Person.ID, _ kind: Access.Kind) {
    state.accesses = state.accesses.filter { $0.value.person != person || $0.value.kind != kind }
  }

  func removeAccess(before date: Date) {
    state.accesses = state.accesses.filter { $0.value.until.map { $0 >= date } ?? true }
  }

  func put(_ items: [Item]) {
    for item in items {
      if let place = state.places[item.id] {
        state.items[place] = item
      } else {
        state.places[item.id] = state.items.count
        state.items.append(item)
      }
    }
  }

  func count(_ changes: [Item.ID: Int]) {
    for (item, change) in changes {
      let count = (state.tally[item] ?? 0) + change
      state.tally[item] = count == 0 ? nil : count
    }
  }
}
