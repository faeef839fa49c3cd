import Crypto
import Testing
import TransparencyLog

struct KeyTests {
  @Test func `a key has the text that another implementation gives it`() throws {
    #expect(try Keys.log.verifier.text == Keys.logText)
    #expect(try Keys.witness.verifier.text == Keys.witnessText)
    #expect(try VerifierKey(Keys.logText) == Keys.log.verifier)
    #expect(try VerifierKey(Keys.logText).id.number == 0xfda6_ab46)
  }

  @Test(arguments: [
    "", "+", "++", "magazine.example/log", "magazine.example/log+fda6ab46",
    "magazine.example/log+FDA6AB46+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
    "magazine.example/log+0fda6ab46+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
    "magazine.example/log++da6ab46+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
    "magazine.example/log+fda6ab46+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4 ",
    "magazine.example/log+fda6ab46+AQOhB7/zzhC-HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
    "magazine.example/log+fda6ab46+",
  ])
  func `any other text is no key`(_ text: String) {
    #expect(throws: KeyError.notAVerifierKey) { try VerifierKey(text) }
  }

  @Test func `what is wrong with a key is named`() {
    #expect(throws: KeyError.wrongNumber(expected: 0xfda6_ab46, found: 0xfda6_ab47)) {
      try VerifierKey(Keys.logText.replacing("fda6ab46", with: "fda6ab47"))
    }
    #expect(throws: KeyError.self) {
      try VerifierKey(Keys.logText.replacing("magazine", with: "magazin"))
    }
    #expect(throws: KeyError.unsupportedType(4)) {
      try VerifierKey(Keys.logText.replacing("+AQO", with: "+BAO"))
    }
    #expect(throws: KeyError.wrongLength(29)) { try VerifierKey(String(Keys.logText.dropLast(4))) }
    #expect(throws: KeyError.wrongLength(31)) {
      try SigningKey(KeyName("a"), seed: [UInt8](repeating: 1, count: 31))
    }
    #expect(throws: KeyError.badName) {
      try VerifierKey("+fda6ab46+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")
    }
  }

  @Test(arguments: ["", " ", "a b", "a+b", "a\nb", "a\u{a0}b", "a\u{2003}b", "a\u{85}", "a\u{1}b"])
  func `a name has no spaces, plus signs or control characters`(_ name: String) {
    #expect(throws: KeyError.badName) { try KeyName(name) }
  }

  @Test func `names that only look the same are two`() throws {
    let composed = try KeyName("caf\u{e9}.example")
    let combined = try KeyName("cafe\u{301}.example")
    #expect(composed.text == combined.text)
    #expect(composed != combined)
  }

  @Test func `a signing key does not print its secret`() throws {
    let secret = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    let key = try Keys.log
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped] {
      #expect(!text.contains(secret))
      #expect(!text.contains("Curve25519"))
      #expect(text.contains(Keys.logText))
    }
  }

  @Test func `a fresh key signs what its public half verifies`() throws {
    let key = try SigningKey(KeyName("fresh.example"), Curve25519.Signing.PrivateKey())
    let note = try SignedNote("Fresh.\n", signedBy: [key])
    #expect(try note.verified(by: [key.verifier]) == [key.verifier])
  }
}
