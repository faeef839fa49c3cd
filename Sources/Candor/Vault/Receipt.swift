import Foundation
import TransparencyLog

/// Proof of one event that needs neither the company nor a network: what was said, and where the
/// log holds it.
public struct Receipt: Sendable {
  public let sequence: Int
  /// The event's canonical bytes.
  public let event: [UInt8]
  public let salt: Data
  public let proof: LogProof

  public init(sequence: Int, event: [UInt8], salt: Data, proof: LogProof) {
    self.sequence = sequence
    self.event = event
    self.salt = salt
    self.proof = proof
  }

  public var commitment: Commitment { Commitment(to: event, salt: salt) }

  /// Holds the receipt against the log's key.
  ///
  /// - Returns: the event that it proves.
  /// - Throws: `LogProofError` or `Malformed`.
  public func verify(origin: String, by keys: [VerifierKey]) throws -> Event {
    try proof.verify(leaf: MerkleTree.leaf(commitment.entry), origin: origin, by: keys)
    let event = try Event(canonicalBytes: event)
    guard event.sequence == sequence else { throw Malformed("the receipt is of another event") }
    return event
  }
}

/// Receipts that do not hold together.
public enum ChainBroken: Error, Hashable, Sendable {
  /// No receipt for this event, though there is one for what came after.
  case missing(sequence: Int)
  /// The receipt stands after a later one, or is there twice.
  case outOfOrder(sequence: Int)
  /// The event names another one before it than the receipt before it proves.
  case wrongPrevious(sequence: Int)
  /// The receipts are of several people.
  case otherPerson(sequence: Int)
}

extension ChainBroken: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let number): "event \(number) is missing"
    case .outOfOrder(let number): "event \(number) is there twice, or out of order"
    case .wrongPrevious(let number): "event \(number) names another event before it"
    case .otherPerson(let number): "event \(number) is of another person's record"
    }
  }
}

extension [Receipt] {
  /// Verifies each receipt, and that together they are events of one record without a gap.
  ///
  /// Each event names the commitment of the one before it; so an event that is withheld between two
  /// others shows (a hash chain, Haber and Stornetta 1991). What came before the first receipt does
  /// not show: only receipts that begin at 1 are a whole record up to their last.
  public func verify(origin: String, by keys: [VerifierKey]) throws -> [Event] {
    var events: [Event] = []
    var before: Receipt?
    for receipt in self {
      let event = try receipt.verify(origin: origin, by: keys)
      let sequence = event.sequence
      if let first = events.first, first.person != event.person {
        throw ChainBroken.otherPerson(sequence: sequence)
      }
      guard sequence > before?.sequence ?? 0 else {
        throw ChainBroken.outOfOrder(sequence: sequence)
      }
      guard (event.previous == nil) == (sequence == 1) else {
        throw ChainBroken.wrongPrevious(sequence: sequence)
      }
      if let before {
        guard sequence - before.sequence == 1 else {
          throw ChainBroken.missing(sequence: before.sequence + 1)
        }
        guard event.previous == before.commitment else {
          throw ChainBroken.wrongPrevious(sequence: sequence)
        }
      }
      events.append(event)
      before = receipt
    }
    return events
  }
}

extension Vault {
  /// The receipts of events that one request wrote.
  public func receipts(of committed: [Committed]) async throws -> [Receipt] {
    guard let first = committed.first?.leaf else { return [] }
    let proofs = try await log.proofs(of: first..<(first + committed.count))
    return zip(committed, proofs).map { event, proof in
      Receipt(sequence: event.sequence, event: event.bytes, salt: event.salt, proof: proof)
    }
  }

  /// The receipts of a record, from one of its events on, all under one checkpoint.
  ///
  /// - Parameter count: at most so many.
  public func receipts(
    of person: Person.ID,
    after sequence: Int = 0,
    count: Int = .max
  ) async throws -> [Receipt] {
    let checkpoint = log.checkpoint
    return try await store.read { [keyring] reader in
      let seal = try Self.seal(of: person, keyring, reader)
      let salts = seal.salts
      // What was committed after the checkpoint was signed waits for the next.
      let events = try reader.events(of: person, after: sequence)
        .filter { ($0.leaf ?? .max) < checkpoint.claim.size }
        .prefix(count)
      let proofs = try InclusionProof.proofs(
        of: events.compactMap(\.leaf),
        in: checkpoint.claim.size,
        from: StoredTree(reader: reader, size: checkpoint.claim.size)
      )
      return try zip(events, proofs).map { event, proof in
        Receipt(
          sequence: event.sequence,
          event: Array(try seal.open(event.bytes, as: .event, sequence: event.sequence)),
          salt: salts[event.sequence],
          proof: try LogProof(proof, checkpoint)
        )
      }
    }
  }
}
