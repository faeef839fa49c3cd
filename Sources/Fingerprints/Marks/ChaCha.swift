/// The ChaCha block function, for many inputs at once.
///
/// Marks need a pseudorandom function that can be asked a billion times: one block answers for all
/// the marks of one row in one edition. Eight rounds: the best published attacks reach seven
/// (Aumasson, 2019, 'Too much crypto'). The layout of the state is that of RFC 8439, section 2.3.
struct ChaCha: Sendable {
  /// So many blocks at once.
  static let lanes = 16
  typealias Lanes = SIMD16<UInt32>

  let key: SIMD8<UInt32>
  let rounds: Int

  /// - Parameter key: 32 bytes.
  init(key: some Collection<UInt8>, rounds: Int = 8) {
    precondition(key.count == 32, "a key is 32 bytes")
    let bytes = Array(key)
    var words = SIMD8<UInt32>()
    for word in 0..<8 { words[word] = bytes.littleEndianWord(at: 4 * word) }
    self.key = words
    self.rounds = rounds
  }

  /// Blocks for sixteen inputs.
  ///
  /// - Parameter input: the four last words of the state, sixteen of each.
  /// - Returns: the sixteen words of each block, word by word.
  @inline(__always)
  func blocks(_ input: (Lanes, Lanes, Lanes, Lanes)) -> Blocks {
    func all(_ word: UInt32) -> Lanes { Lanes(repeating: word) }
    let constants: (Lanes, Lanes, Lanes, Lanes) = (
      all(0x6170_7865), all(0x3320_646e), all(0x7962_2d32), all(0x6b20_6574)
    )
    var (a0, a1, a2, a3) = constants
    var (b0, b1, b2, b3) = (all(key[0]), all(key[1]), all(key[2]), all(key[3]))
    var (c0, c1, c2, c3) = (all(key[4]), all(key[5]), all(key[6]), all(key[7]))
    var (d0, d1, d2, d3) = input
    for _ in 0..<(rounds / 2) {
      Self.quarter(&a0, &b0, &c0, &d0)
      Self.quarter(&a1, &b1, &c1, &d1)
      Self.quarter(&a2, &b2, &c2, &d2)
      Self.quarter(&a3, &b3, &c3, &d3)
      Self.quarter(&a0, &b1, &c2, &d3)
      Self.quarter(&a1, &b2, &c3, &d0)
      Self.quarter(&a2, &b3, &c0, &d1)
      Self.quarter(&a3, &b0, &c1, &d2)
    }
    return Blocks(
      words: (
        a0 &+ constants.0, a1 &+ constants.1, a2 &+ constants.2, a3 &+ constants.3,
        b0 &+ all(key[0]), b1 &+ all(key[1]), b2 &+ all(key[2]), b3 &+ all(key[3]),
        c0 &+ all(key[4]), c1 &+ all(key[5]), c2 &+ all(key[6]), c3 &+ all(key[7]),
        d0 &+ input.0, d1 &+ input.1, d2 &+ input.2, d3 &+ input.3
      )
    )
  }

  @inline(__always)
  private static func quarter(
    _ a: inout Lanes,
    _ b: inout Lanes,
    _ c: inout Lanes,
    _ d: inout Lanes
  ) {
    a = a &+ b
    d = rotate(d ^ a, 16)
    c = c &+ d
    b = rotate(b ^ c, 12)
    a = a &+ b
    d = rotate(d ^ a, 8)
    c = c &+ d
    b = rotate(b ^ c, 7)
  }

  @inline(__always)
  private static func rotate(_ lanes: Lanes, _ bits: UInt32) -> Lanes {
    (lanes &<< Lanes(repeating: bits)) | (lanes &>> Lanes(repeating: 32 - bits))
  }

  /// Sixteen blocks of sixteen words, word by word.
  struct Blocks {
    typealias Words = (
      Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes,
      Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes
    )

    var words: Words
  }
}

extension [UInt8] {
  func littleEndianWord(at place: Int) -> UInt32 {
    UInt32(self[place]) | UInt32(self[place + 1]) << 8 | UInt32(self[place + 2]) << 16
      | UInt32(self[place + 3]) << 24
  }
}
