import Foundation

/// One person's rows, as they are stored.
public struct StoredRecord: Sendable {
  public let person: Person.ID
  public var key: Data?
  public var snapshot: Sealed?
  /// In the order of their sequence numbers, each with what the log holds at its place.
  public var events: [(event: Sealed, entry: Commitment?)] = []
  /// The last event that is not kept as one that the snapshot does not tell of yet.
  public var settled = 0
  /// The first that is kept as one.
  public var firstLater: Int?

  public init(of person: Person.ID) {
    self.person = person
  }
}

/// What holds in one record, and what does not.
struct RecordCheck: Sendable {
  private(set) var findings: [Finding] = []

  init(_ stored: StoredRecord, _ keyring: Keyring, _ erased: Set<Handle>) {
    let person = stored.person
    guard let snapshot = stored.snapshot else {
      for (event, _) in stored.events { add("event \(person)/\(event.sequence)", "has no record") }
      // A key alone is left when somebody was about to be met; it has to be theirs all the same.
      if let key = stored.key, (try? keyring.unwrap(key, for: person)) == nil {
        add("key \(person)", "does not open under this keyring")
      }
      return
    }
    guard let key = stored.key else {
      // Of an erasure that was cut off, the next start deletes the rows.
      let isErased = erased.contains(keyring.handle(ofErased: person))
      if !isErased { add("key \(person)", "is missing") }
      return
    }
    guard let root = try? keyring.unwrap(key, for: person) else {
      add("key \(person)", "does not open under this keyring")
      return
    }
    let seal = Seal(person, root: root)
    let record = fold(stored, seal)
    check(snapshot, of: stored, seal, record)
  }

  private mutating func add(_ place: String, _ what: String) {
    findings.append(Finding(place: place, what: what))
  }

  /// What the events come to that the snapshot tells of, while each event is checked.
  private mutating func fold(_ stored: StoredRecord, _ seal: Seal) -> Record {
    let salts = seal.salts
    var record = Record(of: stored.person)
    var expected = 1
    var last: Commitment?
    var lastLeaf: Int?
    for (sealed, entry) in stored.events {
      // Only what is wrong is named: to write a name takes as long as to open a seal.
      func place() -> String { "event \(stored.person)/\(sealed.sequence)" }
      if sealed.sequence != expected {
        add("event \(stored.person)/\(expected)", "is missing; \(sealed.sequence) follows")
      }
      expected = sealed.sequence &+ 1
      checkPlace(of: sealed, entry, after: lastLeaf, place())
      lastLeaf = sealed.leaf ?? lastLeaf
      guard
        let bytes = try? seal.open(sealed.bytes, as: .event, sequence: sealed.sequence),
        let event = try? Event(canonicalBytes: bytes)
      else {
        add(place(), "its seal is broken")
        last = entry
        continue
      }
      if event.person != stored.person || event.sequence != sealed.sequence {
        add(place(), "is the event of another place")
      }
      if event.previous != last { add(place(), "does not name the event before it") }
      let commitment = Commitment(to: Array(bytes), salt: salts[sealed.sequence])
      if let leaf = sealed.leaf, let entry, entry != commitment {
        add(place(), "leaf \(leaf) of the log commits to something else")
      }
      last = commitment
      if sealed.sequence <= stored.settled { record.apply(event) }
    }
    return record
  }

  private mutating func checkPlace(
    of event: Sealed,
    _ entry: Commitment?,
    after last: Int?,
    _ place: @autoclosure () -> String
  ) {
    guard let leaf = event.leaf else { return add(place(), "names no entry of the log") }
    if entry == nil { add(place(), "leaf \(leaf) is not in the log") }
    if let last, leaf <= last { add(place(), "stands in the log before the event before it") }
  }

  private mutating func check(
    _ snapshot: Sealed,
    of stored: StoredRecord,
    _ seal: Seal,
    _ folded: Record
  ) {
    let place = "record \(stored.person)"
    guard let kept = try? seal.record(snapshot, of: stored.person) else {
      let opened = try? seal.open(snapshot.bytes, as: .snapshot, sequence: snapshot.sequence)
      return add(place, opened == nil ? "its seal is broken" : "is a snapshot of another Candor")
    }
    if let first = stored.firstLater, first <= stored.settled {
      add("event \(stored.person)/\(first)", "is kept as one that the snapshot does not tell of")
    }
    if snapshot.sequence != stored.settled {
      let last = stored.settled
      return add(place, "tells of \(snapshot.sequence) events, but the last one is \(last)")
    }
    // What is wrong with an event was told; that the fold differs then says nothing more.
    guard findings.isEmpty else { return }
    if folded != kept { add(place, "is not what its events come to") }
  }
}
