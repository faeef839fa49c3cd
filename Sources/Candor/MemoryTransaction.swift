import Foundation
import TransparencyLog

/// All that a `MemoryStore` holds.
struct MemoryState {
  var keys: [Person.ID: Data] = [:]
  var events: [Person.ID: [Sealed]] = [:]
  var snapshots: [Person.ID: Sealed] = [:]
  var handles: [Handle: Person.ID] = [:]
  var accesses: [Access.Hash: Access] = [:]
  var items: [Item] = []
  var places: [Item.ID: Int] = [:]
  var shredded: Set<Handle> = []
  var heads: [TreeHead] = []
  var frontier = Frontier()
  var commitments: [Commitment] = []
  var tileRoots: [TreeIndex: Hash] = [:]
  var replies: [RequestKey: KeptReply] = [:]
  var texts: [KeptText.Hash: KeptText] = [:]
  var disclosures: [Disclosure] = []
  var exchange = MemoryExchange()
  /// In the order in which they were put.
  var outbox: [Outgoing] = []
  var followers: [@Sendable (Growth) -> Void] = []
}

/// One transaction on a state of its own: what it comes to is taken, or forgotten.
final class MemoryTransaction: StoreWriter {
  var state: MemoryState
  private var growth: Growth

  init(_ state: MemoryState) {
    self.state = state
    growth = Growth(after: state.frontier)
  }

  /// Takes up what was appended to the log, if anything was.
  func close() -> Growth? {
    guard !growth.commitments.isEmpty else { return nil }
    growth.close()
    state.frontier = growth.frontier
    state.heads.append(growth.frontier.head)
    state.commitments += growth.commitments
    for node in growth.tileRoots { state.tileRoots[node.index] = node.hash }
    return growth
  }

  func key(of person: Person.ID) -> Data? { state.keys[person] }
  func version(of person: Person.ID) -> Int? {
    state.snapshots[person].map { max($0.sequence, state.events[person]?.last?.sequence ?? 0) }
  }

  func person(of handle: Handle) -> Person.ID? { state.handles[handle] }
  func access(_ hash: Access.Hash) -> Access? { state.accesses[hash] }
  func items() -> [Item] { state.items }

  func people(after person: Person.ID?, count: Int) -> [Person.ID] {
    let people = state.snapshots.keys.filter { other in person.map { $0 < other } ?? true }
    return Array(people.sorted().prefix(count))
  }

  func shredded() -> Set<Handle> { state.shredded }
  func restored() -> Date? { nil }
  func treeHead() -> TreeHead? { state.heads.last }
  func treeHead(after leaf: Int) -> TreeHead? { state.heads.first { $0.size > leaf } }
  func reply(to request: RequestKey) -> KeptReply? { state.replies[request] }

  func events(of person: Person.ID, after sequence: Int) -> [Sealed] {
    state.events[person, default: []].filter { $0.sequence > sequence }
  }

  func record(of person: Person.ID) -> SealedRecord? {
    state.snapshots[person].map { snapshot in
      let leaf = state.events[person]?.last?.leaf
      return SealedRecord(
        of: person,
        snapshot,
        later: events(of: person, after: snapshot.sequence),
        last: leaf.map { leaf in
          leaf < growth.first ? state.commitments[leaf] : growth.commitments[leaf - growth.first]
        }
      )
    }
  }

  func versions(of people: ClosedRange<Person.ID>) -> [Person.ID: Int] {
    state.snapshots.filter { people.contains($0.key) }
      .reduce(into: [:]) { $0[$1.key] = version(of: $1.key) }
  }

  func records(after person: Person.ID?, count: Int) -> [SealedRecord] {
    people(after: person, count: count).compactMap { record(of: $0) }
  }

  func keys(of people: ClosedRange<Person.ID>) -> [Person.ID: Data] {
    state.keys.filter { people.contains($0.key) }
  }

  func tileRoots(at level: Int, in range: Range<Int>) throws -> [Hash] {
    try range.map { index in
      guard let hash = state.tileRoots[TreeIndex(level: level, index: index)] else {
        throw NotStored()
      }
      return hash
    }
  }

  func commitments(in range: Range<Int>) throws -> [Commitment] {
    guard range.upperBound <= state.commitments.count else { throw NotStored() }
    return Array(state.commitments[range])
  }

  func append(_ commitments: [Commitment]) -> Int { growth.append(commitments) }

  func put(_ reply: KeptReply, to request: RequestKey) throws {
    guard state.replies[request] == nil else { throw Occupied() }
    state.replies[request] = reply
  }

  func removeReplies(before date: Date) {
    state.replies = state.replies.filter { $0.value.until >= date }
  }

  func text(of hash: KeptText.Hash) -> KeptText? { state.texts[hash] }

  func texts(of kind: KeptText.Kind) -> [KeptText] {
    state.texts.values.filter { $0.kind == kind }
      .sorted { ($0.since, $0.hash) < ($1.since, $1.hash) }
  }

  func put(_ text: KeptText) {
    if state.texts[text.hash] == nil { state.texts[text.hash] = text }
  }

  func disclosure(_ id: Disclosure.ID) -> Disclosure? { state.disclosures.first { $0.id == id } }
  func disclosures() -> [Disclosure] { state.disclosures }

  func put(_ disclosure: Disclosure) throws {
    guard self.disclosure(disclosure.id) == nil else { throw Occupied() }
    state.disclosures.append(disclosure)
  }

  func offers() -> [Offer] { state.exchange.offers.map(\.offer) }

  func posted(_ id: Offer.ID, of person: Person.ID?, at now: Date) -> Posted? {
    state.exchange.posted(id, of: person, at: now)
  }

  func balances(of account: Account) -> [Currency: Money] {
    state.exchange.books.balances[account] ?? [:]
  }

  func postings(of account: Account?) -> [Posting] { state.exchange.postings(of: account) }
  func put(_ posted: Posted) { state.exchange.put(posted) }

  func put(_ place: Posted.Place, of person: Person.ID, in offer: Offer.ID) {
    state.exchange.places[offer, default: [:]][person] = place
  }

  func free(_ person: Person.ID, in offer: Offer.ID) { state.exchange.free(person, in: offer) }
  func append(_ posting: Posting) throws { try state.exchange.append(posting) }

  func outgoing(_ id: Change.ID) -> Outgoing? { state.outbox.first { $0.change.id == id } }

  func outgoing(to recipient: Recipient.Name, dueBy now: Date, count: Int) -> [Outgoing] {
    let due = state.outbox.filter {
      $0.change.consent.recipient == recipient && $0.next.map { $0 <= now } ?? false
    }
    return Array(due.sorted { ($0.next ?? now) < ($1.next ?? now) }.prefix(count))
  }

  func outgoing(
    to recipient: Recipient.Name,
    after id: Change.ID?,
    count: Int
  ) -> [Outgoing] {
    let start = id.map { id in (state.outbox.firstIndex { $0.change.id == id } ?? -1) + 1 } ?? 0
    return Array(
      state.outbox[start...].filter { $0.change.consent.recipient == recipient }.prefix(count)
    )
  }

  func unconfirmed(by recipient: Recipient.Name, count: Int) -> [Outgoing] {
    let open = state.outbox.lazy.filter {
      $0.confirmed == nil && $0.change.consent.recipient == recipient
    }
    return Array(open.prefix(count))
  }

  func put(_ outgoing: Outgoing) {
    if let index = state.outbox.firstIndex(where: { $0.change.id == outgoing.change.id }) {
      state.outbox[index] = outgoing
    } else {
      state.outbox.append(outgoing)
    }
  }

  func access(of kind: Access.Kind) -> [Access] {
    state.accesses.values.filter { $0.kind == kind }.sorted { $0.name < $1.name }
  }

  func append(
    _ events: [Sealed],
    snapshot: Sealed?,
    of person: Person.ID,
    after version: Int?
  ) throws {
    guard self.version(of: person) == version, version != nil || snapshot != nil else {
      throw Outdated()
    }
    let taken = Set(state.events[person, default: []].map(\.sequence))
    guard taken.isDisjoint(with: events.map(\.sequence)) else { throw Occupied() }
    state.events[person, default: []] += events
    if let snapshot { state.snapshots[person] = snapshot }
  }

  func bind(_ handle: Handle, to person: Person.ID) throws {
    if let other = state.handles[handle], other != person { throw HandleTaken() }
    state.handles[handle] = person
  }

  func release(_ handle: Handle, of person: Person.ID) {
    if state.handles[handle] == person { state.handles[handle] = nil }
  }

  func erase(_ person: Person.ID, leaf: Int?) {
    state.events[person] = nil
    state.snapshots[person] = nil
    state.handles = state.handles.filter { $0.value != person }
    state.accesses = state.accesses.filter { $0.value.person != person }
    state.replies = state.replies.filter { $0.value.person != person }
    state.exchange.erase(person)
    for index in state.outbox.indices where state.outbox[index].person == person {
      state.outbox[index].person = nil
    }
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
}
