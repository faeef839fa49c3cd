/// A text and the signatures under it (C2SP signed-note).
///
/// Nothing in it may be believed before `verified(by:)`.
public struct SignedNote: Hashable, Sendable {
  /// In bytes; far above any checkpoint with a hundred signatures.
  public static let largest = 1_000_000
  /// The specification asks for 16 at least.
  public static let mostSignatures = 100

  /// UTF-8, to its final newline: what is signed.
  public let textBytes: [UInt8]
  /// The UTF-8 of the whole note, such as it is served and stored.
  public let bytes: [UInt8]
  /// In the order of their lines; those by unknown keys and of unknown types are kept.
  public let signatures: [NoteSignature]

  public var text: String { String(decoding: textBytes, as: UTF8.self) }

  /// A text with signatures made elsewhere.
  public init(_ text: String, signatures: [NoteSignature]) throws(NoteError) {
    try self.init(Array(text.utf8), signatures)
  }

  /// Signs a text, which must end in a newline.
  public init(_ text: String, signedBy keys: [SigningKey]) throws(NoteError) {
    let bytes = Array(text.utf8)
    let signatures = try keys.map { key throws(NoteError) in try key.signature(of: bytes) }
    try self.init(text, signatures: signatures)
  }

  init(_ text: [UInt8], _ signatures: [NoteSignature]) throws(NoteError) {
    guard text.last == .newline else { throw .noFinalNewline }
    let isForbidden = text.contains { $0 < 0x20 && $0 != .newline }
    guard !isForbidden else { throw .controlCharacter }
    guard !signatures.isEmpty else { throw .noSignatures }
    guard signatures.count <= Self.mostSignatures else {
      throw .tooManySignatures(signatures.count)
    }
    if let empty = signatures.firstIndex(where: \.bytes.isEmpty) {
      throw .badSignatureLine(empty + 1)
    }
    textBytes = text
    self.signatures = signatures
    bytes = text + [.newline] + signatures.flatMap(\.line)
    guard bytes.count <= Self.largest else { throw .tooLarge(bytes: bytes.count) }
  }

  /// The same note with more signatures, those of witnesses for example.
  public func adding(_ more: [NoteSignature]) throws(NoteError) -> SignedNote {
    try SignedNote(text, signatures: signatures + more)
  }

  /// Which of these keys signed the text, in the order of the keys.
  ///
  /// Signatures by unknown keys are ignored. One wrong signature by a known key refuses the note,
  /// and so does a note that no known key signed.
  public func verified(by keys: [VerifierKey]) throws(NoteError) -> [VerifierKey] {
    var signers: [VerifierKey] = []
    for key in keys {
      let own = signatures.filter { $0.key == key.id }
      guard own.allSatisfy({ key.isValid($0.bytes, for: textBytes) }) else {
        throw .wrongSignature(key.name)
      }
      if !own.isEmpty { signers.append(key) }
    }
    guard !signers.isEmpty else { throw .noKnownSignature }
    return signers
  }
}

/// A signature line: whose it is, and the signature itself, 64 bytes for Ed25519.
public struct NoteSignature: Hashable, Sendable {
  public let key: KeyID
  public let bytes: [UInt8]

  public init(_ key: KeyID, _ bytes: [UInt8]) {
    self.key = key
    self.bytes = bytes
  }
}
