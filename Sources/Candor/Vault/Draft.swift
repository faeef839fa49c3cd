import Foundation

/// A record as it was read, with what is needed to write to it.
struct Opened: Sendable {
  let record: Record
  let seal: Seal
  /// The commitment to the last event.
  let last: Commitment?
  /// How many events the snapshot does not tell of yet.
  var late = 0

  /// As it was before anything happened.
  static func new(_ person: Person.ID, _ seal: Seal) -> Opened {
    Opened(record: Record(of: person), seal: seal, last: nil)
  }
}

extension SealedRecord {
  /// What the snapshot tells, and then what came later.
  func opened(by seal: Seal) throws -> Opened {
    var record = try seal.record(snapshot, of: person)
    for event in later {
      // A seal says whose event it is and which, not whether the snapshot tells of it.
      guard event.sequence == record.version + 1 else {
        throw Malformed("event \(event.sequence) does not follow what the snapshot tells of")
      }
      record.apply(try seal.event(event))
    }
    return Opened(record: record, seal: seal, last: last, late: later.count)
  }
}

extension Seal {
  /// What a snapshot tells; a migration leaves nothing of one that had another form.
  func record(_ snapshot: Sealed, of person: Person.ID) throws(Malformed) -> Record {
    if snapshot.sequence == 0, snapshot.bytes.isEmpty { return Record(of: person) }
    return try Record(
      snapshot: open(snapshot.bytes, as: .snapshot, sequence: snapshot.sequence)
    )
  }

  func event(_ sealed: Sealed) throws -> Event {
    try Event(canonicalBytes: open(sealed.bytes, as: .event, sequence: sealed.sequence))
  }
}

/// An event that is written, as far as its receipt needs it.
public struct Committed: Sendable {
  public let sequence: Int
  /// Canonical.
  let bytes: [UInt8]
  let salt: Data
  /// Where the log holds it.
  public let leaf: Int
}

extension Committed {
  init(_ sealed: Sealed, _ seal: Seal) throws {
    guard let leaf = sealed.leaf else { throw NotStored() }
    self.init(
      sequence: sealed.sequence,
      bytes: Array(try seal.open(sealed.bytes, as: .event, sequence: sealed.sequence)),
      salt: seal.salts[sealed.sequence],
      leaf: leaf
    )
  }
}

/// An entry made ready to be written: chained, committed to and sealed.
///
/// All that takes time is in it, so that the one writer only has to store it.
struct Draft: Sendable {
  let before: Opened
  let after: Opened
  private let entry: Vault.Entry
  private let now: Date
  let events: [(bytes: [UInt8], salt: Data, commitment: Commitment, sealed: Data)]
  /// Nil where the one that is there may lag behind.
  private let snapshot: Sealed?
  /// What recipients have to be told of it.
  private let outgoing: [Outgoing]
  private let replies: [(request: RequestKey, kept: KeptReply)]

  /// Whether somebody has to be told of it.
  var tells: Bool { !outgoing.isEmpty }

  /// At most so many events are told by no snapshot: whoever opens the record folds them anew.
  private static let latest = 16

  /// - Parameter mayLag: whether the snapshot may be left as it is. To write it takes longer than all
  ///   else, which counts where many records get one event each.
  init(
    _ entry: Vault.Entry,
    to opened: Opened,
    _ keyring: Keyring,
    at now: Date,
    mayLag: Bool = false
  ) throws {
    let (record, seal) = (opened.record, opened.seal)
    let salts = seal.salts
    var last = opened.last
    var after = record
    events = try record.events(adding: entry.contents, at: now).map { event in
      let event = event.following(last)
      let bytes = event.canonicalBytes
      let salt = salts[event.sequence]
      let commitment = Commitment(to: bytes, salt: salt)
      after.apply(event)
      last = commitment
      return (
        bytes, salt, commitment, try seal.seal(bytes, as: .event, sequence: event.sequence)
      )
    }
    let late = opened.late + events.count
    // One that tells of nothing is not worth leaving.
    let tellsSomething = opened.late < record.version
    let isLeft = mayLag && tellsSomething && entry.replies.isEmpty && late <= Self.latest
    snapshot =
      isLeft
      ? nil
      : Sealed(
        sequence: after.version,
        bytes: try seal.seal(after.snapshot, as: .snapshot, sequence: after.version)
      )
    replies = try entry.replies.map { reply in
      let kept = KeptReply(
        fingerprint: reply.to.fingerprint,
        person: record.person,
        sealed: try seal.seal(reply.bytes, as: .reply, sequence: after.version),
        events: (record.version + 1)..<(after.version + 1),
        until: reply.to.until
      )
      return (reply.to.request, kept)
    }
    outgoing = keyring.outgoing(record.news(becoming: after), of: record.person, at: now)
    self.entry = entry
    self.now = now
    before = opened
    self.after = Opened(record: after, seal: seal, last: last, late: isLeft ? late : 0)
  }

  /// - Parameter isNew: whether the record begins with it.
  func write(to transaction: any StoreWriter, isNew: Bool = false) throws -> [Committed] {
    let person = before.record.person
    for reply in replies { try transaction.keep(reply.kept, to: reply.request) }
    let first = try transaction.append(events.map(\.commitment))
    let sequence = before.record.version + 1
    let places = zip(sequence..., first...)
    try transaction.append(
      zip(events, places).map { Sealed(sequence: $1.0, bytes: $0.sealed, leaf: $1.1) },
      snapshot: snapshot,
      of: person,
      after: isNew ? nil : before.record.version
    )
    for one in outgoing { try transaction.put(one) }
    // Whoever ends a yes, by whichever door, leaves their place to others.
    for offer in after.record.givenUp(since: before.record) {
      try transaction.free(person, in: offer)
    }
    for step in entry.steps { try step.write(of: person, at: now, to: transaction) }
    for handle in entry.released { try transaction.release(handle, of: person) }
    for handle in entry.handles { try transaction.bind(handle, to: person) }
    return zip(events, places).map {
      Committed(sequence: $1.0, bytes: $0.bytes, salt: $0.salt, leaf: $1.1)
    }
  }
}
