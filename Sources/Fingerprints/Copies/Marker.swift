/// Draws the marks of one edition, value by value.
///
/// What it drew last is kept for each column: where people are numbered and come in their order, one
/// block of the keystream serves sixteen of them.
struct Marker {
  private let edition: Edition
  private var last: [Cell?]

  private struct Cell {
    let number: UInt64
    let version: UInt64
    let marks: [UInt8]
  }

  init(_ edition: Edition) {
    self.edition = edition
    last = Array(repeating: nil, count: edition.columns.count)
  }

  /// The marks of a value, one bit a slot.
  mutating func marks(of person: Row.Person, _ column: Int, version: UInt64) -> UInt8 {
    let lane = person.number.map { Int($0 % UInt64(Place.perCell)) }
    let number = person.number.map { $0 / UInt64(Place.perCell) }
    if let lane, let last = last[column], last.number == number, last.version == version {
      return last.marks[lane]
    }
    let keys = edition.keys
    let place = keys.place(of: person, edition.columns[column], version: version)
    guard let lane, let number else {
      return edition.key.marks(inCellOf: place, keys.marks, from: place.lane, count: 1)[0]
    }
    let marks = edition.key.marks(inCellOf: place, keys.marks, from: 0, count: Place.perCell)
    last[column] = Cell(number: number, version: version, marks: marks)
    return marks[lane]
  }
}

extension EditionKey {
  /// The first eight marks of places in one cell, one bit a slot: what `marks(at:_:)` says of each.
  ///
  /// - Parameters:
  ///   - first: the lane of the first place.
  ///   - count: of places.
  func marks(inCellOf place: Place, _ keys: MarkKeys, from first: Int, count: Int) -> [UInt8] {
    let block = stream.bytes(counter: 0, nonce: place.cell)
    let levels = keys.levelMasks(inCellOf: place, from: first, count: count)
    return (0..<count).map { offset in
      let lane = first + offset
      let one = block[lane]
      let two = block[Place.perCell + lane]
      let three = block[2 * Place.perCell + lane]
      let (low, high) = levels[offset]
      return (one & two & three & low) | ((one | two | three) & high) | (one & ~low & ~high)
    }
  }
}

extension MarkKeys {
  /// Of the first eight marks of places in one cell, which are low and which are high.
  fileprivate func levelMasks(
    inCellOf place: Place,
    from first: Int,
    count: Int
  ) -> [(low: UInt8, high: UInt8)] {
    var masks: [(low: UInt8, high: UInt8)] = []
    masks.reserveCapacity(count)
    for start in stride(from: first, to: first + count, by: ChaCha.lanes) {
      var lanes = ChaCha.Lanes()
      for lane in 0..<ChaCha.lanes { lanes[lane] = UInt32(start + lane) }
      let cell = place.cell
      func all(_ word: UInt32) -> ChaCha.Lanes { ChaCha.Lanes(repeating: word) }
      let blocks = stream.blocks((lanes, all(cell.x), all(cell.y), all(cell.z)))
      for lane in 0..<min(ChaCha.lanes, first + count - start) {
        var (low, high) = (UInt8(0), UInt8(0))
        for slot in 0..<EditionKey.slotsPerBlock {
          let word = slot < 4 ? blocks.0[lane] : blocks.1[lane]
          // As in `levels(at:count:)`.
          let level = ((word >> UInt32(slot % 4 * 8) & 0xff) * 3) >> 8
          if level == 0 { low |= 1 << UInt8(slot) }
          if level == 2 { high |= 1 << UInt8(slot) }
        }
        masks.append((low, high))
      }
    }
    return masks
  }
}
