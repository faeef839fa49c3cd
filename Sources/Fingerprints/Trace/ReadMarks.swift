/// The marks that were read from a leak, and what every edition has there.
///
/// Bits lie edition by edition, one for each mark that was read; a class is a mask over them, and a
/// count the ones under the mask. Rows are taken sixteen at a time, as the keystream makes them.
public struct ReadMarks: Marks {
  /// One row of the leak that was matched to a subject.
  public struct Row: Sendable {
    public let place: Place
    public let levels: [Level]
    /// What was read in each slot; nil where nothing can be read.
    public let bits: [Bool?]

    public init(_ place: Place, levels: [Level], bits: [Bool?]) {
      self.place = place
      self.levels = levels
      self.bits = bits
    }
  }

  public let editions: Int
  private let words: Int
  /// `words` of each edition, one after the other.
  private let bits: [UInt64]
  /// Of each level and bit, the marks that were read so.
  private let masks: [[UInt64]]

  public init(_ rows: [Row], by keys: [EditionKey]) {
    let groups = Group.groups(of: rows)
    let slots = groups.map(\.slots).reduce(0, +)
    let words = (slots * ChaCha.lanes + 63) / 64
    var masks = Array(
      repeating: Array(repeating: UInt64(0), count: words),
      count: Classes.count(named: 0)
    )
    var place = 0
    for group in groups {
      for slot in 0..<group.slots {
        for level in Level.allCases {
          for bit in 0...1 {
            let mask = group.read[slot][Classes.index(level, bit: bit)]
            masks[Classes.index(level, bit: bit)][place / 4] |= UInt64(mask) << (place % 4 * 16)
          }
        }
        place += 1
      }
    }
    var bits = Array(repeating: UInt64(0), count: words * keys.count)
    for (edition, key) in keys.enumerated() {
      var place = 0
      for group in groups {
        group.marks(key.stream) { mask in
          bits[edition * words + place / 4] |= UInt64(mask) << (place % 4 * 16)
          place += 1
        }
      }
    }
    self.editions = keys.count
    self.words = words
    self.bits = bits
    self.masks = masks
  }

  public func classes(besides named: [Int]) -> Classes {
    var classes = Classes(named: named.count)
    for (index, mask) in split(by: named).enumerated() {
      classes.totals[index] = mask.reduce(0) { $0 + $1.nonzeroBitCount }
    }
    return classes
  }

  public func ones(besides named: [Int]) -> [[Int]] {
    let masks = split(by: named)
    return bits.withUnsafeBufferPointer { bits in
      (0..<editions).map { edition in
        let own = bits[(edition * words)..<(edition * words + words)]
        return masks.map { mask in
          var count = 0
          for (one, other) in zip(own, mask) { count += (one & other).nonzeroBitCount }
          return count
        }
      }
    }
  }

  /// A mask for each class, where the ones of those named split what was read.
  private func split(by named: [Int]) -> [[UInt64]] {
    var counts = [Array(repeating: ~UInt64(0), count: words)]
    for edition in named {
      let own = bits[(edition * words)..<(edition * words + words)]
      var next = Array(
        repeating: Array(repeating: UInt64(0), count: words),
        count: counts.count + 1
      )
      for (ones, mask) in counts.enumerated() {
        for (place, word) in own.enumerated() {
          next[ones][place] |= mask[place] & ~word
          next[ones + 1][place] |= mask[place] & word
        }
      }
      counts = next
    }
    return counts.flatMap { ones in masks.map { mask in zip(mask, ones).map { $0 & $1 } } }
  }
}

/// Sixteen rows, as one call of the keystream makes their marks.
private struct Group {
  private let input: (ChaCha.Lanes, ChaCha.Lanes, ChaCha.Lanes, ChaCha.Lanes)
  /// For each slot, what is a one: a byte below this.
  private let limits: [ChaCha.Lanes]
  /// For each slot and class, the rows that were read so.
  let read: [[UInt16]]
  let slots: Int

  static func groups(of rows: [ReadMarks.Row]) -> [Group] {
    stride(from: 0, to: rows.count, by: ChaCha.lanes).map { start in
      Group(rows[start..<min(start + ChaCha.lanes, rows.count)])
    }
  }

  private init(_ rows: ArraySlice<ReadMarks.Row>) {
    slots = rows.map(\.bits.count).max() ?? 0
    var words = [ChaCha.Lanes](repeating: .zero, count: 4)
    var limits = [ChaCha.Lanes](repeating: .zero, count: slots)
    var read = [[UInt16]](
      repeating: [UInt16](repeating: 0, count: Classes.count(named: 0)),
      count: slots
    )
    for (lane, row) in rows.enumerated() {
      for word in 0..<4 { words[word][lane] = row.place.words[word] }
      for (slot, bit) in row.bits.enumerated() {
        limits[slot][lane] = UInt32(row.levels[slot].limit)
        guard let bit else { continue }
        read[slot][Classes.index(row.levels[slot], bit: bit ? 1 : 0)] |= 1 << lane
      }
    }
    input = (words[0], words[1], words[2], words[3])
    self.limits = limits
    self.read = read
  }

  private static let weights: ChaCha.Lanes = {
    var weights = ChaCha.Lanes()
    for lane in 0..<ChaCha.lanes { weights[lane] = 1 << UInt32(lane) }
    return weights
  }()

  /// The marks of one edition, slot by slot, a bit a row.
  @inline(__always)
  func marks(_ stream: ChaCha, _ body: (UInt16) -> Void) {
    let blocks = stream.blocks(input)
    withUnsafeBytes(of: blocks.words) { raw in
      let words = raw.bindMemory(to: ChaCha.Lanes.self)
      for slot in 0..<slots {
        let bytes = (words[slot / 4] &>> UInt32(slot % 4 * 8)) & 0xff
        let ones = ChaCha.Lanes.zero.replacing(with: Self.weights, where: bytes .< limits[slot])
        body(UInt16(truncatingIfNeeded: ones.wrappedSum()))
      }
    }
  }
}
