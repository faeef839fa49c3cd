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

    /// The first of the four words of each cell, alone.
    @inline(__always)
    var narrow: Bits { Bits(words.0, .zero, .zero, .zero) }

    var isNarrow: Bool { (words.1 | words.2 | words.3) == .zero }

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
