/// What was read, cell by cell, as many cells at once as the keystream has lanes.
///
/// A cell is 128 bits: eight marks at each of sixteen places. Whether a mark was read, at which level
/// and as what, is a bit of one of six masks; so what is read twice counts once, and rows may come
/// in any order.
struct Cells: Sendable {
  typealias Lanes = ChaCha.Lanes

  private struct Key: Hashable {
    let nonce: SIMD3<UInt32>
    let counter: UInt32

    func hash(into hasher: inout Hasher) {
      // Pseudorandom already; the rest would cost more than it gives.
      hasher.combine(nonce.x)
      hasher.combine(counter)
    }
  }

  /// How many batches of cells there are.
  let batches: Int
  /// What the keystream is asked, for each batch.
  let inputs: [ChaCha.Input]
  /// For each batch, the mask of each class.
  let masks: [Bits]
  /// For each batch, whether nothing was read beyond the first word: so it is where people have no
  /// numbers, and each has a cell alone.
  let isNarrow: [Bool]

  init(_ rows: some Sequence<ReadMarks.Row>) {
    var indices = [Key: Int](minimumCapacity: rows.underestimatedCount)
    var inputs: [ChaCha.Input] = []
    var masks: [Bits] = []
    func index(of key: Key) -> Int {
      if let index = indices[key] { return index }
      let index = indices.count
      let (batch, lane) = (index / ChaCha.lanes, index % ChaCha.lanes)
      indices[key] = index
      if lane == 0 {
        inputs.append((.zero, .zero, .zero, .zero))
        for _ in 0..<Self.classes { masks.append(.none) }
      }
      inputs[batch].0[lane] = key.counter
      inputs[batch].1[lane] = key.nonce.x
      inputs[batch].2[lane] = key.nonce.y
      inputs[batch].3[lane] = key.nonce.z
      return index
    }
    let perBlock = EditionKey.slotsPerBlock
    for row in rows {
      for start in stride(from: 0, to: row.bits.count, by: perBlock) {
        let slots = start..<min(start + perBlock, row.bits.count)
        guard row.bits[slots].contains(where: { $0 != nil }) else { continue }
        let index = index(of: Key(nonce: row.place.cell, counter: UInt32(start / perBlock)))
        for slot in slots {
          guard let bit = row.bits[slot] else { continue }
          let mask = Classes.index(row.levels[slot], bit: bit ? 1 : 0)
          masks[index / ChaCha.lanes * Self.classes + mask].set(
            row.place.lane * perBlock + slot - start,
            of: index % ChaCha.lanes
          )
        }
      }
    }
    Self.dropContradictions(&masks)
    self.batches = inputs.count
    self.inputs = inputs
    self.masks = masks
    isNarrow = inputs.indices.map { batch in
      masks[(batch * Self.classes)..<((batch + 1) * Self.classes)].allSatisfy { $0.isNarrow }
    }
  }

  static let classes = Classes.count(named: 0)

  /// A mark that was read as a one and as a zero was not read.
  private static func dropContradictions(_ masks: inout [Bits]) {
    for one in stride(from: 0, to: masks.count, by: 2) {
      let both = masks[one] & masks[one + 1]
      masks[one] = masks[one] & ~both
      masks[one + 1] = masks[one + 1] & ~both
    }
  }

  /// The marks of an edition in one batch, at each level.
  @inline(__always)
  static func marks(
    _ stream: ChaCha,
    _ input: ChaCha.Input
  ) -> (low: Bits, even: Bits, high: Bits) {
    let block = stream.blocks(input)
    let one = Bits(block.0, block.1, block.2, block.3)
    let two = Bits(block.4, block.5, block.6, block.7)
    let three = Bits(block.8, block.9, block.10, block.11)
    return (one & two & three, one, one | two | three)
  }

  /// The masks of one batch, where the ones of those named split what was read.
  ///
  /// - Parameter split: room for as many masks as there are classes.
  func split(
    _ batch: Int,
    by named: [ChaCha],
    into split: UnsafeMutableBufferPointer<Bits>
  ) {
    for place in split.indices {
      split[place] = place < Self.classes ? masks[batch * Self.classes + place] : .none
    }
    for (count, stream) in named.enumerated() {
      let own = Self.marks(stream, inputs[batch])
      let bits = [own.low, own.low, own.even, own.even, own.high, own.high]
      for ones in stride(from: count, through: 0, by: -1) {
        for (place, bits) in bits.enumerated() {
          let (less, more) = (ones * Self.classes + place, (ones + 1) * Self.classes + place)
          split[more] = split[more] | (split[less] & bits)
          split[less] = split[less] & ~bits
        }
      }
    }
  }
}
