extension Cells {
  /// The 128 bits of a cell, for as many cells as the keystream has lanes, a word at a time.
  struct Bits: Sendable {
    var words: (Lanes, Lanes, Lanes, Lanes)

    @inline(__always)
    init(_ first: Lanes, _ second: Lanes, _ third: Lanes, _ fourth: Lanes) {
      words = (first, second, third, fourth)
    }

    static var none: Bits { Bits(.zero, .zero, .zero, .zero) }

    @inline(__always)
    static func & (one: Bits, two: Bits) -> Bits {
      Bits(
        one.words.0 & two.words.0,
        one.words.1 & two.words.1,
        one.words.2 & two.words.2,
        one.words.3 & two.words.3
      )
    }

    @inline(__always)
    static func | (one: Bits, two: Bits) -> Bits {
      Bits(
        one.words.0 | two.words.0,
        one.words.1 | two.words.1,
        one.words.2 | two.words.2,
        one.words.3 | two.words.3
      )
    }

    @inline(__always)
    static prefix func ~ (bits: Bits) -> Bits {
      Bits(~bits.words.0, ~bits.words.1, ~bits.words.2, ~bits.words.3)
    }

    /// Sets one of the 128 bits of one cell.
    mutating func set(_ place: Int, of lane: Int) {
      let bit = UInt32(1) << UInt32(place % 32)
      switch place / 32 {
      case 0: words.0[lane] |= bit
      case 1: words.1[lane] |= bit
      case 2: words.2[lane] |= bit
      default: words.3[lane] |= bit
      }
    }

    /// How many ones there are in all cells together.
    var count: Int {
      var tally = Tally()
      tally.add(self)
      return tally.count
    }
  }
}

/// Counts ones, many words at once: a carry-save adder, so that most words cost a few bitwise
/// operations (Harley and Seal, in Warren, 'Hacker's Delight', section 5-1).
struct Tally {
  private typealias Lanes = ChaCha.Lanes

  private var ones = ChaCha.Lanes.zero
  private var twos = ChaCha.Lanes.zero
  /// Fours, counted in each byte.
  private var fours = ChaCha.Lanes.zero

  /// So many additions before a byte may run over: each adds at most eight to it.
  static let most = 31

  @inline(__always)
  mutating func add(_ bits: Cells.Bits) {
    let first = Self.sum(ones, bits.words.0, bits.words.1)
    let second = Self.sum(first.sum, bits.words.2, bits.words.3)
    let third = Self.sum(twos, first.carry, second.carry)
    ones = second.sum
    twos = third.sum
    fours = fours &+ Self.countByBytes(third.carry)
  }

  var count: Int {
    4 * Self.sumOfBytes(fours) + 2 * Self.sumOfBytes(Self.countByBytes(twos))
      + Self.sumOfBytes(Self.countByBytes(ones))
  }

  @inline(__always)
  private static func sum(
    _ one: Lanes,
    _ two: Lanes,
    _ three: Lanes
  ) -> (sum: Lanes, carry: Lanes) {
    let either = one ^ two
    return (either ^ three, (one & two) | (either & three))
  }

  @inline(__always)
  private static func countByBytes(_ lanes: Lanes) -> Lanes {
    func all(_ word: UInt32) -> Lanes { Lanes(repeating: word) }
    let pairs = lanes &- ((lanes &>> all(1)) & all(0x5555_5555))
    let nibbles = (pairs & all(0x3333_3333)) &+ ((pairs &>> all(2)) & all(0x3333_3333))
    return (nibbles &+ (nibbles &>> all(4))) & all(0x0f0f_0f0f)
  }

  @inline(__always)
  private static func sumOfBytes(_ lanes: Lanes) -> Int {
    func all(_ word: UInt32) -> Lanes { Lanes(repeating: word) }
    let halves = (lanes & all(0x00ff_00ff)) &+ ((lanes &>> all(8)) & all(0x00ff_00ff))
    let words = (halves & all(0xffff)) &+ (halves &>> all(16))
    return Int(words.wrappedSum())
  }
}
