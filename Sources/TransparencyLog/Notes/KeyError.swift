/// What is wrong with a key or its name.
public enum KeyError: Error, Hashable, Sendable {
  /// Empty, or with a Unicode space, a plus or a control character in it.
  case badName
  /// Not `<name>+<8 lowercase hex digits>+<base64>`.
  case notAVerifierKey
  /// The number in the text is not the one that the name and the key have.
  case wrongNumber(expected: UInt32, found: UInt32)
  /// A signature type other than Ed25519 (0x01).
  case unsupportedType(UInt8)
  /// An Ed25519 key has 32 bytes.
  case wrongLength(Int)
}

extension KeyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badName: "a key name is not empty and has no spaces, plus signs or control characters"
    case .notAVerifierKey: "a verifier key is <name>+<8 lowercase hex digits>+<base64>"
    case .wrongNumber(let expected, let found):
      "the key has the number \(KeyID.hex(expected)), not \(KeyID.hex(found))"
    case .unsupportedType(let type): "signature type \(type) is not supported, only Ed25519 (1)"
    case .wrongLength(let bytes): "an Ed25519 key has 32 bytes, not \(bytes)"
    }
  }
}
