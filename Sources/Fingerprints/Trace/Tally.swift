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
