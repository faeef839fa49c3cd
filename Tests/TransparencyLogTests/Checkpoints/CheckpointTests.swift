import Testing
import TransparencyLog

struct CheckpointTests {
  private static let root = "gy5gl3aksFyiCO95a/1vLXz88A3dRq+0l9Sxte8ZqZQ="
  private static let empty = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  static let text = "magazine.example/log\n5\n\(root)\n"
  static let signed =
    text
    + "\n— magazine.example/log /aarRpt80NL/axU36bBsSclK7+ofqnEPpWlO59V8tNN6ecD2HmuJcDuOqYMZDVb"
    + "VBRJ9eIKqfezw7+MGz7uEUT6QGAg=\n"

  static func tree(_ words: String...) -> Frontier {
    var frontier = Frontier()
    for word in words { frontier.append(MerkleTree.leaf(Array(word.utf8))) }
    return frontier
  }

  @Test func `a checkpoint is written to the letter and read again`() throws {
    let root = Self.tree("one", "two", "three", "four", "five").root
    let checkpoint = try Checkpoint(origin: Keys.origin, size: 5, root: root)
    #expect(checkpoint.text == Self.text)
    #expect(try Checkpoint(Self.text) == checkpoint)
  }

  @Test func `a checkpoint that was signed elsewhere is verified`() throws {
    let signed = try SignedCheckpoint(parsing: Self.signed)
    #expect(signed.note.encoded == Self.signed)
    let keys = [try VerifierKey(Keys.logText)]
    #expect(try signed.verified(origin: Keys.origin, by: keys) == Checkpoint(Self.text))
    #expect(throws: CheckpointError.wrongOrigin) {
      try signed.verified(origin: "other.example/log", by: keys)
    }
    #expect(throws: CheckpointError.note(.noKnownSignature)) {
      try signed.verified(origin: Keys.origin, by: [Keys.witness.verifier])
    }
    let larger = try SignedCheckpoint(parsing: Self.signed.replacing("\n5\n", with: "\n6\n"))
    #expect(throws: CheckpointError.note(.wrongSignature(keys[0].name))) {
      try larger.verified(origin: Keys.origin, by: keys)
    }
  }

  @Test func `a checkpoint is signed, and a witness adds a line`() throws {
    let checkpoint = try Checkpoint(
      origin: Keys.origin,
      size: 0,
      root: MerkleTree.emptyRoot,
      extensions: ["one more", "línea"]
    )
    let signed = try SignedCheckpoint(checkpoint, signedBy: [Keys.log])
    let witness = try SignedNote(checkpoint.text, signedBy: [Keys.witness])
    let both = try SignedCheckpoint(signed.note.adding(witness.signatures))
    let copy = try SignedCheckpoint(parsing: both.note.encoded)
    #expect(copy == both)
    #expect(copy.claim == checkpoint)
    #expect(copy.claim.extensions == ["one more", "línea"])
    #expect(try copy.note.verified(by: [Keys.log.verifier, Keys.witness.verifier]).count == 2)
  }

  private static let malformed: [(String, CheckpointError)] = [
    ("", .tooShort),
    ("a\n", .tooShort),
    ("a\n5\n", .tooShort),
    ("a\n5\n\(root)", .badLine(3)),
    ("a\n5\n\(root)\nx", .badLine(4)),
    ("\n5\n\(root)\n", .badLine(1)),
    ("a\tb\n5\n\(root)\n", .badLine(1)),
    ("a\n5\n\(root)\n\n", .badLine(4)),
    ("a\n5\n\(root)\nx\n\ny\n", .badLine(5)),
    ("a\n\n\(root)\n", .badLine(2)),
    ("a\n05\n\(root)\n", .badSize),
    ("a\n00\n\(empty)\n", .badSize),
    ("a\n+5\n\(root)\n", .badSize),
    ("a\n-5\n\(root)\n", .badSize),
    ("a\n5 \n\(root)\n", .badSize),
    ("a\n0x5\n\(root)\n", .badSize),
    ("a\n٥\n\(root)\n", .badSize),
    ("a\n9223372036854775808\n\(root)\n", .badSize),
    ("a\n5\n\n", .badLine(3)),
    ("a\n5\n\(root)=\n", .badRoot),
    ("a\n5\ngy5gl3aksFyiCO95a/1vLXz88A3dRq+0l9Sxte8ZqZR=\n", .badRoot),
    ("a\n5\nYmFuYW5hcw==\n", .badRoot),
    ("a\n0\n\(root)\n", .wrongEmptyRoot),
  ]

  @Test(arguments: malformed)
  func `what is not a checkpoint is refused`(text: String, error: CheckpointError) {
    #expect(throws: error) { try Checkpoint(text) }
  }

  @Test func `the largest size is read`() throws {
    #expect(try Checkpoint("a\n9223372036854775807\n\(Self.root)\n").size == Int.max)
    #expect(try Checkpoint("a\n0\n\(Self.empty)\n").size == 0)
  }

  @Test func `what could not be read again is not made`() throws {
    let root = Self.tree("one").root
    #expect(throws: CheckpointError.badLine(1)) {
      try Checkpoint(origin: "a\nb", size: 1, root: root)
    }
    #expect(throws: CheckpointError.badLine(5)) {
      try Checkpoint(origin: "a", size: 1, root: root, extensions: ["b", ""])
    }
    #expect(throws: CheckpointError.badSize) { try Checkpoint(origin: "a", size: -1, root: root) }
    #expect(throws: CheckpointError.wrongEmptyRoot) {
      try Checkpoint(origin: "a", size: 0, root: root)
    }
  }

  @Test func `origins that only look the same are two`() throws {
    let root = Self.tree("one").root
    let composed = try Checkpoint(origin: "caf\u{e9}", size: 1, root: root)
    #expect(try composed != Checkpoint(origin: "cafe\u{301}", size: 1, root: root))
    let signed = try SignedCheckpoint(composed, signedBy: [Keys.log])
    #expect(throws: CheckpointError.wrongOrigin) {
      try signed.verified(origin: "cafe\u{301}", by: [Keys.log.verifier])
    }
  }
}
