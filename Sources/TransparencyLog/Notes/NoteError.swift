/// What is wrong with a signed note.
public enum NoteError: Error, Hashable, Sendable {
  /// Longer than `SignedNote.largest`.
  case tooLarge(bytes: Int)
  case notUTF8
  /// A control character other than the newline.
  case controlCharacter
  /// The text of a note ends in a newline.
  case noFinalNewline
  /// No empty line, or no signature after the last one.
  case noSignatures
  /// More than `SignedNote.mostSignatures`.
  case tooManySignatures(Int)
  /// Not an em dash, a key name and base64 of more than 4 bytes; counted from 1.
  case badSignatureLine(Int)
  /// A signature by a known key that is not one for this text.
  case wrongSignature(KeyName)
  /// None of the signatures is by a known key.
  case noKnownSignature
  /// The cryptography refused to sign.
  case notSigned(KeyName)
}

extension NoteError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooLarge(let bytes): "a note of \(bytes) bytes is too large"
    case .notUTF8: "the note is not UTF-8"
    case .controlCharacter: "the note has a control character other than the newline"
    case .noFinalNewline: "the text of the note does not end in a newline"
    case .noSignatures: "the note has no signatures after an empty line"
    case .tooManySignatures(let count): "\(count) signatures are too many"
    case .badSignatureLine(let line): "signature line \(line) is not one"
    case .wrongSignature(let name): "the signature by \(name) is not one for this text"
    case .noKnownSignature: "no signature by a known key"
    case .notSigned(let name): "cannot sign as \(name)"
    }
  }
}
