/// A byte for each of the sixteen places of a cell.
typealias CellBytes = SIMD2<UInt64>

extension CellBytes {
  fileprivate init(_ first: UInt32, _ second: UInt32, _ third: UInt32, _ fourth: UInt32) {
    self.init(UInt64(first, second), UInt64(third, fourth))
  }

  subscript(lane lane: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: self[lane / 8] >> UInt64(lane % 8 * 8))
  }

  fileprivate mutating func set(_ byte: UInt8, lane: Int) {
    self[lane / 8] |= UInt64(byte) << UInt64(lane % 8 * 8)
  }
}

/// Of the first eight marks of places in one cell, which are low and which are high.
struct CellLevels {
  var low = CellBytes.zero
  var high = CellBytes.zero

  /// - Parameter words: the first two of a block of the keystream of levels.
  mutating func set(_ words: UInt64, lane: Int) {
    // As in `levels(at:count:)`: 86, 85 and 85 of 256.
    low.set(~words.bytes(from: 86), lane: lane)
    high.set(words.bytes(from: 171), lane: lane)
  }
}

extension EditionKey {
  /// The first eight marks of places in one cell, one bit a slot: what `marks(at:_:)` says of each.
  func marks(inCellOf place: Place, _ levels: CellLevels) -> CellBytes {
    let block = stream.block(counter: 0, nonce: place.cell)
    let one = CellBytes(block.a.x, block.a.y, block.a.z, block.a.w)
    let two = CellBytes(block.b.x, block.b.y, block.b.z, block.b.w)
    let three = CellBytes(block.c.x, block.c.y, block.c.z, block.c.w)
    let (low, high) = (levels.low, levels.high)
    return (one & two & three & low) | ((one | two | three) & high) | (one & ~low & ~high)
  }
}

extension MarkKeys {
  func levels(at place: Place) -> CellLevels {
    var levels = CellLevels()
    let block = stream.block(counter: UInt32(place.lane), nonce: place.cell)
    levels.set(UInt64(block.a.x, block.a.y), lane: place.lane)
    return levels
  }

  func levels(inCellOf place: Place) -> CellLevels {
    var levels = CellLevels()
    for start in stride(from: 0, to: Place.perCell, by: ChaCha.lanes) {
      var lanes = ChaCha.Lanes()
      for lane in lanes.indices { lanes[lane] = UInt32(start + lane) }
      let cell = place.cell
      func all(_ word: UInt32) -> ChaCha.Lanes { ChaCha.Lanes(repeating: word) }
      let blocks = stream.blocks((lanes, all(cell.x), all(cell.y), all(cell.z)))
      for lane in lanes.indices {
        levels.set(UInt64(blocks.0[lane], blocks.1[lane]), lane: start + lane)
      }
    }
    return levels
  }
}

extension UInt64 {
  fileprivate init(_ low: UInt32, _ high: UInt32) {
    self = UInt64(low) | UInt64(high) << 32
  }

  /// A bit for each of the eight bytes: whether it is so much or more, all eight at once.
  ///
  /// The seven low bits of each and what is missing carry into the eighth (Warren, 'Hacker's
  /// Delight', section 6-1); a product gathers the eighths.
  func bytes(from least: UInt8) -> UInt8 {
    let all: UInt64 = 0x0101_0101_0101_0101
    let carried = (self & (all * 0x7f)) + all * UInt64(0x80 - (least & 0x7f))
    let eighths = (least < 0x80 ? self | carried : self & carried) >> 7 & all
    return UInt8(truncatingIfNeeded: (eighths &* 0x0102_0408_1020_4080) >> 56)
  }
}
