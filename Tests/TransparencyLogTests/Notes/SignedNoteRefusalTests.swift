import Testing
import TransparencyLog

/// What C2SP signed-note forbids, or would give one note two spellings.
struct SignedNoteRefusalTests {
  private static let line = "— a AAAAAAE=\n"

  private static let malformed: [(String, NoteError)] = [
    ("", .noSignatures),
    ("\n", .noSignatures),
    ("\n\n", .noSignatures),
    ("text\n", .noSignatures),
    ("text\n\n", .noSignatures),
    ("text\n\(line)", .noSignatures),
    ("text\n\n\(line)\n", .noSignatures),
    ("text\n\n— a AAAAAAE=", .noSignatures),
    ("\n\(line)", .noSignatures),
    ("text\n\nb\n", .badSignatureLine(1)),
    ("text\n\n\(line)b\n", .badSignatureLine(2)),
    ("text\n\n- a AAAAAAE=\n", .badSignatureLine(1)),
    ("text\n\n—a AAAAAAE=\n", .badSignatureLine(1)),
    ("text\n\n— AAAAAAE=\n", .badSignatureLine(1)),
    ("text\n\n—  AAAAAAE=\n", .badSignatureLine(1)),
    ("text\n\n— a  AAAAAAE=\n", .badSignatureLine(1)),
    ("text\n\n— a AAAAAAE= \n", .badSignatureLine(1)),
    ("text\n\n— a+b AAAAAAE=\n", .badSignatureLine(1)),
    ("text\n\n— a\u{a0}b AAAAAAE=\n", .badSignatureLine(1)),
    ("text\n\n— a AAAAAA==\n", .badSignatureLine(1)),
    ("text\n\n— a AAAAAAF=\n", .badSignatureLine(1)),
    ("text\n\n— a AAAAAAE\n", .badSignatureLine(1)),
    ("text\n\n— a \n", .badSignatureLine(1)),
    ("te\txt\n\n\(line)", .controlCharacter),
    ("text\r\n\n\(line)", .controlCharacter),
    ("te\0xt\n\n\(line)", .controlCharacter),
  ]

  @Test(arguments: malformed)
  func `what is not a note is refused`(text: String, error: NoteError) {
    #expect(throws: error) { try SignedNote(parsing: text) }
  }

  @Test func `a note is UTF-8`() {
    #expect(throws: NoteError.notUTF8) {
      try SignedNote(parsing: [0xff, 0x0a, 0x0a] + Array(Self.line.utf8))
    }
  }

  @Test func `a hundred signatures are enough`() throws {
    func note(_ count: Int) -> String { "text\n\n" + String(repeating: Self.line, count: count) }
    #expect(try SignedNote(parsing: note(100)).signatures.count == 100)
    #expect(throws: NoteError.tooManySignatures(101)) { try SignedNote(parsing: note(101)) }
    #expect(throws: NoteError.tooManySignatures(101)) {
      try SignedNote(parsing: note(100)).adding(SignedNote(parsing: note(1)).signatures)
    }
  }

  @Test func `a note has an end`() throws {
    let long = String(repeating: "a", count: SignedNote.largest)
    #expect(throws: NoteError.tooLarge(bytes: 1_000_000 + 16)) {
      try SignedNote(parsing: "\(long)\n\n— a AAAAAAE=")
    }
    #expect(throws: NoteError.self) { try SignedNote("\(long)\n", signedBy: [Keys.log]) }
  }

  @Test func `what could not be read again is not written`() throws {
    #expect(throws: NoteError.noFinalNewline) { try SignedNote("text", signedBy: [Keys.log]) }
    #expect(throws: NoteError.noFinalNewline) { try SignedNote("", signedBy: [Keys.log]) }
    #expect(throws: NoteError.controlCharacter) { try SignedNote("a\tb\n", signedBy: [Keys.log]) }
    #expect(throws: NoteError.noSignatures) { try SignedNote("text\n", signedBy: []) }
    let empty = NoteSignature(try Keys.log.verifier.id, [])
    #expect(throws: NoteError.badSignatureLine(1)) {
      try SignedNote("text\n", signatures: [empty])
    }
  }
}
