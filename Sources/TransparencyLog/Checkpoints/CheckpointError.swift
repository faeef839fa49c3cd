/// What is wrong with a checkpoint.
public enum CheckpointError: Error, Hashable, Sendable {
  /// An empty line, or a control character in one, or no newline at the end; counted from 1.
  case badLine(Int)
  /// Fewer than the three lines origin, size and root.
  case tooShort
  /// Not a decimal number without leading zeroes, up to 2^63 - 1.
  case badSize
  /// Not 32 bytes in base64.
  case badRoot
  /// A tree without leaves has one root: the hash of nothing.
  case wrongEmptyRoot
  /// It is of another log.
  case wrongOrigin
  case note(NoteError)
}

extension CheckpointError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badLine(let line): "line \(line) of the checkpoint is empty or not plain text"
    case .tooShort: "a checkpoint has an origin, a size and a root"
    case .badSize: "the size of the tree is not a decimal number from 0 to 2^63 - 1"
    case .badRoot: "the root is not 32 bytes in base64"
    case .wrongEmptyRoot: "the root of an empty tree is the hash of nothing"
    case .wrongOrigin: "the checkpoint is of another log"
    case .note(let error): error.description
    }
  }
}
