/// A checkpoint under signatures: by its log, and perhaps by witnesses.
public struct SignedCheckpoint: Hashable, Sendable {
  /// As it was signed; other signature lines may be added.
  public let note: SignedNote
  /// What the note says; not to be believed before `verified(origin:by:)`.
  public let claim: Checkpoint

  public init(_ note: SignedNote) throws(CheckpointError) {
    claim = try Checkpoint(note.textBytes)
    self.note = note
  }

  /// Signs a checkpoint.
  ///
  /// A log must never sign two that are inconsistent, nor before the tree is durable: that is for
  /// the caller to hold.
  public init(
    _ checkpoint: Checkpoint,
    signedBy keys: [SigningKey]
  ) throws(CheckpointError) {
    do {
      note = try SignedNote(checkpoint.text, signedBy: keys)
    } catch {
      throw .note(error)
    }
    claim = checkpoint
  }

  public init(parsing text: String) throws(CheckpointError) {
    try self.init(parsing: Array(text.utf8))
  }

  public init(parsing bytes: [UInt8]) throws(CheckpointError) {
    let note: SignedNote
    do {
      note = try SignedNote(parsing: bytes)
    } catch {
      throw .note(error)
    }
    try self.init(note)
  }

  /// The checkpoint, once the origin is the one expected and one of that log's keys signed it.
  ///
  /// - Parameter keys: those of the log alone; a witness must not be able to stand in for it.
  public func verified(
    origin: String,
    by keys: [VerifierKey]
  ) throws(CheckpointError) -> Checkpoint {
    guard claim.origin.utf8.elementsEqual(origin.utf8) else { throw .wrongOrigin }
    do {
      _ = try note.verified(by: keys)
    } catch {
      throw .note(error)
    }
    return claim
  }
}
