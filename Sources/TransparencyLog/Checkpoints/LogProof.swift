/// A receipt: proof, without a network, that an entry is in a log (C2SP tlog-proof@v1).
public struct LogProof: Hashable, Sendable {
  /// For files that hold one.
  public static let fileExtension = "tlog-proof"
  static let header = "c2sp.org/tlog-proof@v1"
  /// A tree of at most 2^63 - 1 leaves is not higher.
  static let mostHashes = 63
  /// In bytes: a note, and as much again for extra data and hashes.
  static let largest = 2 * SignedNote.largest

  /// The index of the entry and its path, at the size of the checkpoint.
  public let inclusion: InclusionProof
  /// As the log issued it, with cosignatures if there are any.
  public let checkpoint: SignedCheckpoint
  /// Bytes with a meaning for the application; empty: none.
  ///
  /// Nothing authenticates them.
  public let extra: [UInt8]

  public init(
    _ inclusion: InclusionProof,
    _ checkpoint: SignedCheckpoint,
    extra: [UInt8] = []
  ) throws(LogProofError) {
    guard inclusion.size == checkpoint.claim.size else {
      throw .otherSize(proof: inclusion.size, checkpoint: checkpoint.claim.size)
    }
    self.inclusion = inclusion
    self.checkpoint = checkpoint
    self.extra = extra
  }

  /// Verifies all but cosignatures, which are `checkpoint.note.verified(by:)` and a policy.
  ///
  /// - Parameters:
  ///   - leaf: computed by the verifier from the entry itself.
  ///   - origin: of the log that it trusts.
  ///   - keys: of that log.
  /// - Returns: the verified checkpoint of which the entry is part.
  @discardableResult
  public func verify(
    leaf: Hash,
    origin: String,
    by keys: [VerifierKey]
  ) throws(LogProofError) -> Checkpoint {
    let verified: Checkpoint
    do {
      verified = try checkpoint.verified(origin: origin, by: keys)
    } catch {
      throw .checkpoint(error)
    }
    do {
      try inclusion.verify(leaf: leaf, root: verified.root)
    } catch {
      throw .inclusion(error)
    }
    return verified
  }
}
