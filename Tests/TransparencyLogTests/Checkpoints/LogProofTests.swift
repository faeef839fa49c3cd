import Testing
import TransparencyLog

/// Entry "four", the fourth of five.
struct LogProofTests {
  private static let path = """
    Zx8UbF5HHooag6PCFM5LqQe486WIjRTMjNPOdbsS75Q=
    T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=
    zMKa4OAqd7D0V4wawXST15z0JiEEkprIBPkfxOesWvA=

    """
  private static let header = "c2sp.org/tlog-proof@v1\n"
  private static let index = "index 3\n"
  private static let signed = CheckpointTests.signed
  private static let text = header + index + path + "\n" + signed
  private static let extra = "extra ZXh0cmEgaW5mb3JtYXRpb24=\n"
  private static let leaf = MerkleTree.leaf(Array("four".utf8))

  private func keys() throws -> [VerifierKey] { [try VerifierKey(Keys.logText)] }

  @Test func `a receipt made elsewhere proves its entry`() throws {
    let proof = try LogProof(parsing: Self.text)
    #expect(proof.inclusion.index == 3)
    #expect(proof.extra.isEmpty)
    let checkpoint = try proof.verify(leaf: Self.leaf, origin: Keys.origin, by: keys())
    #expect(checkpoint.size == 5)
    #expect(proof.text == Self.text)
  }

  @Test func `a receipt is written to the letter`() throws {
    var frontier = Frontier()
    var nodes: [TreeIndex: Hash] = [:]
    for word in ["one", "two", "three", "four", "five"] {
      for node in frontier.append(MerkleTree.leaf(Array(word.utf8))) {
        nodes[node.index] = node.hash
      }
    }
    let checkpoint = try SignedCheckpoint(parsing: Self.signed)
    let inclusion = try InclusionProof(of: 3, in: 5, from: nodes)
    #expect(try LogProof(inclusion, checkpoint).text == Self.text)
    let more = try LogProof(inclusion, checkpoint, extra: Array("extra information".utf8))
    #expect(more.text == Self.header + Self.extra + Self.index + Self.path + "\n" + Self.signed)
    #expect(try LogProof(parsing: more.text) == more)
    try more.verify(leaf: Self.leaf, origin: Keys.origin, by: keys())
  }

  @Test func `the only entry needs no hashes`() throws {
    let checkpoint = try Checkpoint(origin: Keys.origin, size: 1, root: Self.leaf)
    let signed = try SignedCheckpoint(checkpoint, signedBy: [Keys.log])
    let proof = try LogProof(InclusionProof(index: 0, size: 1, hashes: []), signed)
    #expect(proof.text == Self.header + "index 0\n\n" + signed.note.encoded)
    #expect(try LogProof(parsing: proof.text) == proof)
    try proof.verify(leaf: Self.leaf, origin: Keys.origin, by: keys())
  }

  @Test func `a receipt proves no other entry, index, log or key`() throws {
    let proof = try LogProof(parsing: Self.text)
    #expect(throws: LogProofError.inclusion(.wrongRoot)) {
      try proof.verify(leaf: Self.leaf.tampered, origin: Keys.origin, by: keys())
    }
    #expect(throws: LogProofError.checkpoint(.wrongOrigin)) {
      try proof.verify(leaf: Self.leaf, origin: "other.example/log", by: keys())
    }
    #expect(throws: LogProofError.checkpoint(.note(.noKnownSignature))) {
      try proof.verify(leaf: Self.leaf, origin: Keys.origin, by: [Keys.witness.verifier])
    }
    for (index, error) in [
      (2, ProofError.wrongRoot), (4, .wrongLength(expected: 1, found: 3)),
      (5, .outside(index: 5, size: 5)),
    ] {
      let moved = try LogProof(parsing: Self.text.replacing("index 3", with: "index \(index)"))
      #expect(throws: LogProofError.inclusion(error)) {
        try moved.verify(leaf: Self.leaf, origin: Keys.origin, by: keys())
      }
    }
    let swapped = Self.text.replacing("\nZx8U", with: "\nZx8V")
    #expect(throws: LogProofError.inclusion(.wrongRoot)) {
      try LogProof(parsing: swapped).verify(leaf: Self.leaf, origin: Keys.origin, by: keys())
    }
  }

  @Test func `a proof and a checkpoint of two sizes make no receipt`() throws {
    let checkpoint = try SignedCheckpoint(parsing: Self.signed)
    #expect(throws: LogProofError.otherSize(proof: 4, checkpoint: 5)) {
      try LogProof(InclusionProof(index: 3, size: 4, hashes: []), checkpoint)
    }
  }

  /// Beside our own, the malformed ones of transparency-dev/formats, proof/tlog_proof_test.go.
  private static let malformed: [(String, LogProofError)] = [
    ("", .wrongHeader),
    ("wrong-header\n\(index)\n\(signed)", .wrongHeader),
    ("c2sp.org/tlog-proof@v2\n\(index)\n\(signed)", .wrongHeader),
    ("c2sp.org/tlog-proof@v1\r\n\(index)\n\(signed)", .wrongHeader),
    ("c2sp.org/tlog-proof@v1", .wrongHeader),
    ("\(header)", .badIndex),
    ("\(header)\n\(signed)", .badIndex),
    ("\(header)extra !!notbase64!!\n\(index)\n\(signed)", .badExtra),
    ("\(header)extra \n\(index)\(path)\n\(signed)", .badExtra),
    ("\(header)extra\n\(index)\(path)\n\(signed)", .badIndex),
    ("\(header)\(extra)\(extra)\(index)\(path)\n\(signed)", .badIndex),
    ("\(header)\(index)\(extra)\(path)\n\(signed)", .badHash(1)),
    ("\(header)index notanumber\n\n\(signed)", .badIndex),
    ("\(header)index -5\n\n\(signed)", .badIndex),
    ("\(header)index +3\n\(path)\n\(signed)", .badIndex),
    ("\(header)index 03\n\(path)\n\(signed)", .badIndex),
    ("\(header)index  3\n\(path)\n\(signed)", .badIndex),
    ("\(header)index 3 \n\(path)\n\(signed)", .badIndex),
    ("\(header)index 9223372036854775808\n\(path)\n\(signed)", .badIndex),
    ("\(header)index 18446744073709551615\n\(path)\n\(signed)", .badIndex),
    ("\(header)index 3", .badIndex),
    ("\(header)\(index)!!notbase64!!\n\n\(signed)", .badHash(1)),
    ("\(header)\(index)\(path)AAAA\n\n\(signed)", .badHash(4)),
    ("\(header)\(index)\(String(repeating: "a", count: 65 * 1024))\n", .badHash(1)),
    ("\(header)\(index)\(path)", .noCheckpoint),
    ("\(header)\(index)\(path)\(signed)", .badHash(4)),
    ("\(header)\(index)\(path)\n", .checkpoint(.note(.noSignatures))),
    ("\(header)\(index)\(path)\n\(CheckpointTests.text)", .checkpoint(.note(.noSignatures))),
    ("\(header)\(index)\(path)\n\n\(signed)", .checkpoint(.badLine(1))),
    ("\(header)\(index)\(path)\n\(signed)\n", .checkpoint(.note(.noSignatures))),
    ("\(header)\(index)\(path)\ntest checkpoint\n\n— a AAAAAAE=\n", .checkpoint(.tooShort)),
  ]

  @Test(arguments: malformed)
  func `what is not a receipt is refused`(text: String, error: LogProofError) {
    #expect(throws: error) { try LogProof(parsing: text) }
  }

  @Test func `a receipt has no more hashes than a tree is high, and an end`() throws {
    let hash = Self.leaf.base64 + "\n"
    func proof(_ count: Int) -> String {
      Self.header + Self.index + String(repeating: hash, count: count) + "\n" + Self.signed
    }
    #expect(try LogProof(parsing: proof(63)).inclusion.hashes.count == 63)
    #expect(throws: LogProofError.tooManyHashes) { try LogProof(parsing: proof(64)) }
    #expect(throws: LogProofError.tooLarge(bytes: 2_000_001)) {
      try LogProof(parsing: [UInt8](repeating: 0x61, count: 2_000_001))
    }
  }
}
