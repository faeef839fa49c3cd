/// The ChaCha block function, for many inputs at once.
///
/// Marks need a pseudorandom function that can be asked a billion times. Eight rounds: the best
/// published attacks reach seven (Aumasson, 2019, 'Too much crypto'). The layout of the state is
/// that of RFC 8439, section 2.3: a counter, then a nonce of three words.
struct ChaCha: Sendable {
  /// So many blocks at once.
  static let lanes = Lanes.scalarCount
  /// As many as fit its registers best: sixteen of four words are what any x86 has, AVX2's have eight.
  #if WIDE
    typealias Lanes = SIMD8<UInt32>
  #else
    typealias Lanes = SIMD4<UInt32>
  #endif

  /// The four last words of the state: the counters, then the nonces.
  typealias Input = (Lanes, Lanes, Lanes, Lanes)

  let key: SIMD8<UInt32>
  let rounds: Int
  /// By how much a quarter round rotates: to the left, and what then comes in from the right.
  ///
  /// A variable, because a compiler that knows these numbers makes each rotation one operation, which
  /// x86 has for one lane at a time alone: ten times as slow.
  private var shifts = SIMD8<UInt32>(16, 16, 12, 20, 8, 24, 7, 25)

  /// - Parameter key: 32 bytes.
  init(key: some Collection<UInt8>, rounds: Int = 8) {
    precondition(key.count == 32, "a key is 32 bytes")
    let bytes = Array(key)
    var words = SIMD8<UInt32>()
    for word in 0..<8 { words[word] = bytes.littleEndianWord(at: 4 * word) }
    self.key = words
    self.rounds = rounds
  }

  /// The sixteen words of each block, word by word.
  typealias Blocks = (
    Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes,
    Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes
  )

  /// The blocks of as many inputs as there are lanes.
  @inline(__always)
  func blocks(_ input: Input) -> Blocks {
    func all(_ word: UInt32) -> Lanes { Lanes(repeating: word) }
    let constants: Input = (all(0x6170_7865), all(0x3320_646e), all(0x7962_2d32), all(0x6b20_6574))
    var (a0, a1, a2, a3) = constants
    var (b0, b1, b2, b3) = (all(key[0]), all(key[1]), all(key[2]), all(key[3]))
    var (c0, c1, c2, c3) = (all(key[4]), all(key[5]), all(key[6]), all(key[7]))
    var (d0, d1, d2, d3) = input
    let by: Shifts = (
      all(shifts[0]), all(shifts[1]), all(shifts[2]), all(shifts[3]),
      all(shifts[4]), all(shifts[5]), all(shifts[6]), all(shifts[7])
    )
    for _ in 0..<(rounds / 2) {
      Self.quarter(&a0, &b0, &c0, &d0, by)
      Self.quarter(&a1, &b1, &c1, &d1, by)
      Self.quarter(&a2, &b2, &c2, &d2, by)
      Self.quarter(&a3, &b3, &c3, &d3, by)
      Self.quarter(&a0, &b1, &c2, &d3, by)
      Self.quarter(&a1, &b2, &c3, &d0, by)
      Self.quarter(&a2, &b3, &c0, &d1, by)
      Self.quarter(&a3, &b0, &c1, &d2, by)
    }
    return (
      a0 &+ constants.0, a1 &+ constants.1, a2 &+ constants.2, a3 &+ constants.3,
      b0 &+ all(key[0]), b1 &+ all(key[1]), b2 &+ all(key[2]), b3 &+ all(key[3]),
      c0 &+ all(key[4]), c1 &+ all(key[5]), c2 &+ all(key[6]), c3 &+ all(key[7]),
      d0 &+ input.0, d1 &+ input.1, d2 &+ input.2, d3 &+ input.3
    )
  }

  private typealias Shifts = (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes)

  @inline(__always)
  private static func quarter(
    _ a: inout Lanes,
    _ b: inout Lanes,
    _ c: inout Lanes,
    _ d: inout Lanes,
    _ by: Shifts
  ) {
    a = a &+ b
    d ^= a
    d = (d &<< by.0) | (d &>> by.1)
    c = c &+ d
    b ^= c
    b = (b &<< by.2) | (b &>> by.3)
    a = a &+ b
    d ^= a
    d = (d &<< by.4) | (d &>> by.5)
    c = c &+ d
    b ^= c
    b = (b &<< by.6) | (b &>> by.7)
  }
}

extension ChaCha {
  typealias Row = SIMD4<UInt32>

  /// One block, as four rows of four words.
  struct Block {
    let a: Row
    let b: Row
    let c: Row
    let d: Row

    /// One of its 64 bytes.
    func byte(_ place: Int) -> UInt8 {
      let row =
        switch place / 16 {
        case 0: a
        case 1: b
        case 2: c
        default: d
        }
      return UInt8(truncatingIfNeeded: row[place / 4 % 4] >> UInt32(place % 4 * 8))
    }
  }

  /// One block: what the lanes do, without them.
  func block(counter: UInt32, nonce: SIMD3<UInt32>) -> Block {
    let constants = Row(0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574)
    let input = Row(counter, nonce.x, nonce.y, nonce.z)
    var (a, b, c, d) = (constants, key.lowHalf, key.highHalf, input)
    for _ in 0..<(rounds / 2) {
      quarters(&a, &b, &c, &d)
      // Diagonals are columns, once the rows are turned.
      (b, c, d) = (Self.turned(b), Self.turned(Self.turned(c)), Self.turnedBack(d))
      quarters(&a, &b, &c, &d)
      (b, c, d) = (Self.turnedBack(b), Self.turned(Self.turned(c)), Self.turned(d))
    }
    return Block(a: a &+ constants, b: b &+ key.lowHalf, c: c &+ key.highHalf, d: d &+ input)
  }

  /// The same as 64 bytes.
  func bytes(counter: UInt32, nonce: SIMD3<UInt32>) -> [UInt8] {
    let block = block(counter: counter, nonce: nonce)
    return (0..<64).map(block.byte)
  }

  @inline(__always)
  private static func turned(_ row: Row) -> Row { Row(row.y, row.z, row.w, row.x) }

  @inline(__always)
  private static func turnedBack(_ row: Row) -> Row { Row(row.w, row.x, row.y, row.z) }

  /// Four quarter rounds at once.
  @inline(__always)
  private func quarters(_ a: inout Row, _ b: inout Row, _ c: inout Row, _ d: inout Row) {
    func rotate(_ row: Row, _ by: Int) -> Row {
      (row &<< Row(repeating: shifts[by])) | (row &>> Row(repeating: shifts[by + 1]))
    }
    a = a &+ b
    d = rotate(d ^ a, 0)
    c = c &+ d
    b = rotate(b ^ c, 2)
    a = a &+ b
    d = rotate(d ^ a, 4)
    c = c &+ d
    b = rotate(b ^ c, 6)
  }
}

extension [UInt8] {
  func littleEndianWord(at place: Int) -> UInt32 {
    UInt32(self[place]) | UInt32(self[place + 1]) << 8 | UInt32(self[place + 2]) << 16
      | UInt32(self[place + 3]) << 24
  }
}
