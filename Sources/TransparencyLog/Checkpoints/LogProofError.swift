/// What is wrong with a log proof.
public enum LogProofError: Error, Hashable, Sendable {
  /// Larger than `LogProof.largest`.
  case tooLarge(bytes: Int)
  /// The first line is not `c2sp.org/tlog-proof@v1`.
  case wrongHeader
  /// After `extra` and a space, no base64, or nothing.
  case badExtra
  /// No `index`, space and decimal number without leading zeroes where it must be.
  case badIndex
  /// Not 32 bytes in base64; hashes are counted from 1.
  case badHash(Int)
  /// More hashes than any tree is high.
  case tooManyHashes
  /// The text ends before an empty line and a checkpoint.
  case noCheckpoint
  /// The inclusion proof is for another size of the tree than the checkpoint.
  case otherSize(proof: Int, checkpoint: Int)
  case checkpoint(CheckpointError)
  case inclusion(ProofError)
}

extension LogProofError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooLarge(let bytes): "a proof of \(bytes) bytes is too large"
    case .wrongHeader: "the first line is not \(LogProof.header)"
    case .badExtra: "the extra data is not base64, or there is none"
    case .badIndex: "there is no line 'index' with a decimal number"
    case .badHash(let number): "hash \(number) is not 32 bytes in base64"
    case .tooManyHashes: "no tree is higher than \(LogProof.mostHashes)"
    case .noCheckpoint: "there is no checkpoint after an empty line"
    case .otherSize(let proof, let checkpoint):
      "the proof is for \(proof) leaves, the checkpoint for \(checkpoint)"
    case .checkpoint(let error): error.description
    case .inclusion(let error): error.description
    }
  }
}
