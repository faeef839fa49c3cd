import Testing
import TransparencyLog

/// Bytes from strangers: refused by an error, never by a crash, and never read in two spellings.
struct HostileBytesTests {
  private static let rounds = 4000

  /// The same numbers in each run, so that a failure can be repeated.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }

    /// One to three cuts, doublings, or changes of a byte.
    mutating func spoil(_ bytes: [UInt8]) -> [UInt8] {
      var spoilt = bytes
      for _ in 0..<Int.random(in: 1...3, using: &self) where !spoilt.isEmpty {
        let from = Int.random(in: 0..<spoilt.count, using: &self)
        let to = min(spoilt.count, from + Int.random(in: 1...40, using: &self))
        switch Int.random(in: 0..<4, using: &self) {
        case 0: spoilt.removeSubrange(from..<to)
        case 1: spoilt.insert(contentsOf: spoilt[from..<to], at: from)
        case 2: spoilt[from] = UInt8.random(in: 0...255, using: &self)
        default: spoilt[from] = Array("\n /x+=0919\u{2014}".utf8).randomElement(using: &self) ?? 0
        }
      }
      return spoilt
    }
  }

  /// - Parameter echo: reads bytes and writes what it read.
  private func attack(_ bytes: [UInt8], _ echo: ([UInt8]) throws -> [UInt8]) throws {
    #expect(try echo(bytes) == bytes)
    var dice = Dice(state: UInt64(bytes.count))
    for round in 0..<Self.rounds {
      let spoilt = dice.spoil(bytes)
      guard let echoed = try? echo(spoilt) else { continue }
      #expect(echoed == spoilt, "round \(round)")
    }
  }

  @Test func `notes`() throws {
    let note = try SignedNote("a\n\nb\n", signedBy: [Keys.log, Keys.witness])
    try attack(note.bytes) { try SignedNote(parsing: $0).bytes }
  }

  @Test func `checkpoints`() throws {
    try attack(Array(CheckpointTests.signed.utf8)) {
      let signed = try SignedCheckpoint(parsing: $0)
      #expect(signed.claim.text == signed.note.text)
      return signed.note.bytes
    }
  }

  @Test func `receipts`() throws {
    let key = try Keys.log.verifier
    let log = SmallLog(70)
    let root = log.frontier.root
    let checkpoint = try Checkpoint(origin: Keys.origin, size: 70, root: root)
    let proof = try LogProof(
      InclusionProof(of: 9, in: 70, from: log.nodes),
      SignedCheckpoint(checkpoint, signedBy: [Keys.log]),
      extra: [1, 2, 3, 4]
    )
    try attack(Array(proof.text.utf8)) { bytes in
      let spoilt = try LogProof(parsing: bytes)
      // The extra data alone is not authenticated.
      if (try? spoilt.verify(leaf: SmallLog.leaf(9), origin: Keys.origin, by: [key])) != nil {
        #expect(spoilt.inclusion == proof.inclusion)
        #expect(spoilt.checkpoint.claim == checkpoint)
      }
      return Array(spoilt.text.utf8)
    }
  }

  @Test func `keys`() throws {
    try attack(Array(Keys.logText.utf8)) {
      Array(try VerifierKey(String(decoding: $0, as: UTF8.self)).text.utf8)
    }
  }

  @Test func `paths`() throws {
    try attack(Array("tile/0/x001/x234/067.p/25".utf8)) {
      let path = try TilePath(String(decoding: $0, as: UTF8.self))
      _ = path.places
      _ = path.isCovered(by: Int.max)
      return Array(path.text.utf8)
    }
  }

  @Test func `bundles`() throws {
    let bundle = try EntryBundle((0..<5).map(SmallLog.entry))
    try attack(bundle.bytes) { try EntryBundle(bytes: $0, width: 5).bytes }
  }

  @Test func `frontiers`() throws {
    try attack(SmallLog(100).frontier.bytes) {
      var frontier = try Frontier(bytes: $0)
      defer { frontier.append(SmallLog.leaf(0)) }
      return frontier.bytes
    }
  }
}
