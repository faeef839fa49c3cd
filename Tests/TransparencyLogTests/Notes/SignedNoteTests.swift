import Foundation
import Testing
import TransparencyLog

struct SignedNoteTests {
  private static let text = "Ahoj, světe.\n\nTwo paragraphs.\n"
  private static let logLine =
    "— magazine.example/log /aarRvmK2U2YJpKuzgyuZ9ABA10tw08Sucv4MgfL94zmvmMDYfPTlIvpUYoojRrk+iP+"
    + "D/zxY+IV/ZSjQl3h83ydRQU=\n"
  private static let witnessLine =
    "— witness.example fZUMBxtr6b9g8xme0MhjJncsD6eMtKTMSydD1eNumHJGe0fWEU3dxwQl2qY0qavRo2VhGStWLfLK"
    + "+8nt62N5P5iO/wE=\n"
  private static let whole = text + "\n" + logLine + witnessLine

  #if os(Linux)
    // CryptoKit adds randomness to its signatures; swift-crypto signs as RFC 8032 says.
    @Test func `a note is signed to the letter`() throws {
      let note = try SignedNote(Self.text, signedBy: [Keys.log, Keys.witness])
      #expect(note.encoded == Self.whole)
    }
  #endif

  @Test func `a note made elsewhere is read, verified and written again`() throws {
    let note = try SignedNote(parsing: Self.whole)
    #expect(note.text == Self.text)
    #expect(note.encoded == Self.whole)
    let keys = try [Keys.witness.verifier, Keys.log.verifier]
    #expect(try note.verified(by: keys) == keys)
    #expect(try note.verified(by: [keys[1]]) == [keys[1]])
  }

  @Test func `signatures by unknown keys are kept and ignored`() throws {
    let stranger = try NoteSignature(KeyID(KeyName(Keys.origin), number: 7), [1, 2, 3])
    let note = try SignedNote(parsing: Self.whole).adding([stranger])
    #expect(try SignedNote(parsing: note.encoded) == note)
    #expect(note.signatures.count == 3)
    #expect(try note.verified(by: [Keys.log.verifier]).count == 1)
    #expect(throws: NoteError.noKnownSignature) {
      try SignedNote(Self.text, signatures: [stranger]).verified(by: [Keys.log.verifier])
    }
    #expect(throws: NoteError.noKnownSignature) { try note.verified(by: []) }
  }

  @Test func `a wrong signature by a known key refuses the whole note`() throws {
    let name = try KeyName("witness.example")
    let keys = try [Keys.log.verifier, Keys.witness.verifier]
    let other = Self.whole.replacing("Ahoj", with: "Ahoi")
    #expect(throws: NoteError.wrongSignature(keys[0].name)) {
      try SignedNote(parsing: other).verified(by: keys)
    }
    // The right one first, then one that is cut short, empty but for a byte, or of another text.
    for bytes in [[UInt8](repeating: 0, count: 63), [0], [UInt8](repeating: 0, count: 64)] {
      let note = try SignedNote(parsing: Self.whole).adding([NoteSignature(keys[1].id, bytes)])
      #expect(throws: NoteError.wrongSignature(name)) { try note.verified(by: keys) }
      #expect(try note.verified(by: [keys[0]]) == [keys[0]])
    }
  }

  @Test func `a byte of the text or of a signature breaks it`() throws {
    let keys = try [Keys.log.verifier, Keys.witness.verifier]
    let bytes = Array(Self.whole.utf8)
    for place in bytes.indices {
      var tampered = bytes
      tampered[place] ^= 1
      let signers = try? SignedNote(parsing: tampered).verified(by: keys)
      // A name or a number that changed makes a signature unknown, never valid.
      #expect(signers == nil || signers?.count == 1, "byte \(place)")
      if place < Self.text.utf8.count { #expect(signers == nil, "byte \(place)") }
    }
  }

  @Test func `texts that only look the same are signed apart`() throws {
    let note = try SignedNote("caf\u{e9}\n", signedBy: [Keys.log])
    let other = try SignedNote("cafe\u{301}\n", signatures: note.signatures)
    #expect(note != other)
    #expect(throws: NoteError.self) { try other.verified(by: [Keys.log.verifier]) }
  }

  @Test(arguments: 1...70)
  func `a signature may have any length but none`(length: Int) throws {
    let id = try KeyID(KeyName("a"), number: 0xfbff_0001)
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length) }
    let signature = NoteSignature(id, bytes)
    let base64 = Data([0xfb, 0xff, 0x00, 0x01] + bytes).base64EncodedString()
    #expect(signature.text == "— a \(base64)\n")
    let note = try SignedNote("text\n", signatures: [signature])
    #expect(try SignedNote(parsing: note.encoded).signatures == [signature])
  }

  @Test func `a text may hold lines that look like signatures`() throws {
    let text = "\n\n" + Self.logLine + "\n— not a signature\n"
    let note = try SignedNote(text, signedBy: [Keys.log])
    #expect(try SignedNote(parsing: note.encoded) == note)
    #expect(try SignedNote(parsing: note.encoded).text == text)
  }
}
