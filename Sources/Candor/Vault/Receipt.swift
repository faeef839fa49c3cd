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

/// A chain of receipts that does not hold together.
public enum ChainBroken: Error, Hashable, Sendable {
  /// No receipt for this event of the record.
  case missing(sequence: Int)
  /// The event names another one before it than the receipt before it proves.
  case wrongPrevious(sequence: Int)
  /// The receipts are of several people.
  case otherPerson(sequence: Int)
}

extension [Receipt] {
  /// Verifies each receipt, and that together they are one record without gaps.
  ///
  /// Each event names the commitment of the one before it; so whoever holds the newest receipt can
  /// tell when an earlier event is withheld (a hash chain, Haber and Stornetta 1991).
  public func verify(origin: String, by keys: [VerifierKey]) throws -> [Event] {
    var events: [Event] = []
    for (receipt, place) in zip(sorted { $0.sequence < $1.sequence }, 1...) {
      guard receipt.sequence == place else { throw ChainBroken.missing(sequence: place) }
      let event = try receipt.verify(origin: origin, by: keys)
      if let first = events.first, first.person != event.person {
        throw ChainBroken.otherPerson(sequence: place)
      }
      let previous = first { $0.sequence == place - 1 }?.commitment
      guard event.previous == previous else { throw ChainBroken.wrongPrevious(sequence: place) }
      events.append(event)
    }
    return events
  }
}

extension Vault {
  /// The receipts of a record, from one of its events on, all under one checkpoint.
  public func receipts(of person: Person.ID, after sequence: Int = 0) async throws -> [Receipt] {
    let checkpoint = try await log.checkpoint()
    return try await store.read { [keyring] reader in
      let seal = try Self.open(person, keyring, reader).seal
      // What was committed after the checkpoint was signed waits for the next.
      let events = try reader.events(of: person, after: sequence)
        .filter { ($0.leaf ?? .max) < checkpoint.claim.size }
      let proofs = try InclusionProof.proofs(
        of: events.compactMap(\.leaf),
        in: checkpoint.claim.size,
        from: StoredHashes(reader: reader)
      )
      return try zip(events, proofs).map { event, proof in
        Receipt(
          sequence: event.sequence,
          event: Array(try seal.open(event.bytes, as: .event, sequence: event.sequence)),
          salt: seal.salt(event.sequence),
          proof: try LogProof(proof, checkpoint)
        )
      }
    }
  }
}
