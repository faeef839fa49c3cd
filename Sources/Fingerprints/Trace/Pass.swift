import Dispatch

/// One count of all that was read, for all editions, on all cores.
struct Pass: Sendable {
  private let cells: Cells
  private let named: [ChaCha]
  private let streams: [ChaCha]
  private let width: Int

  init(_ cells: Cells, named: [ChaCha], _ streams: [ChaCha]) {
    self.cells = cells
    self.named = named
    self.streams = streams
    width = Classes.count(named: named.count)
  }

  /// Tasks in all, so that cores of unequal speed end together.
  private static let tasks = 16

  /// How many ones each edition has in each class, edition by edition.
  func counts() -> [Int32] {
    let stretches = (cells.batches + Tally.most - 1) / Tally.most
    // By cells where there are many: what the named explain is then worked out once.
    let deep = min(stretches, Self.tasks)
    let wide = min(Self.tasks / max(deep, 1), (streams.count + 15) / 16)
    guard deep > 0, wide > 0 else {
      return [Int32](repeating: 0, count: streams.count * width)
    }
    let size = streams.count * width
    var counts = [Int32](repeating: 0, count: deep * size)
    counts.withUnsafeMutableBufferPointer { counts in
      // Each task writes where no other does.
      nonisolated(unsafe) let counts = counts
      DispatchQueue.concurrentPerform(iterations: deep * wide) { task in
        let (row, column) = (task / wide, task % wide)
        let editions = (column * streams.count / wide)..<((column + 1) * streams.count / wide)
        let start = row * size
        count(
          stretches: (row * stretches / deep)..<((row + 1) * stretches / deep),
          editions,
          into: UnsafeMutableBufferPointer(
            rebasing: counts[
              (start + editions.lowerBound * width)..<(start + editions.upperBound * width)
            ]
          )
        )
      }
    }
    for row in 1..<max(deep, 1) {
      for place in 0..<size { counts[place] += counts[row * size + place] }
    }
    return Array(counts[0..<size])
  }

  private func count(
    stretches: Range<Int>,
    _ editions: Range<Int>,
    into counts: UnsafeMutableBufferPointer<Int32>
  ) {
    var tallies = [Tally](repeating: Tally(), count: width)
    var masks = [Cells.Bits](repeating: .none, count: Tally.most * width)
    for stretch in stretches {
      let first = stretch * Tally.most
      let batches = first..<min(cells.batches, first + Tally.most)
      masks.withUnsafeMutableBufferPointer { masks in
        for batch in batches {
          let start = (batch - first) * width
          let own = UnsafeMutableBufferPointer(rebasing: masks[start..<(start + width)])
          cells.split(batch, by: named, into: own)
        }
      }
      let isNarrow = cells.isNarrow[batches].allSatisfy { $0 }
      for (place, edition) in editions.enumerated() {
        tallies.withUnsafeMutableBufferPointer { tallies in
          masks.withUnsafeBufferPointer { masks in
            cells.inputs.withUnsafeBufferPointer { inputs in
              let inputs = UnsafeBufferPointer(rebasing: inputs[batches])
              if isNarrow {
                Self.count(streams[edition], inputs, masks, tallies) { $0.narrow }
              } else {
                Self.count(streams[edition], inputs, masks, tallies) { $0 }
              }
            }
          }
          for index in 0..<width {
            counts[place * width + index] += Int32(tallies[index].count)
            tallies[index] = Tally()
          }
        }
      }
    }
  }

  @inline(__always)
  private static func count(
    _ stream: ChaCha,
    _ inputs: UnsafeBufferPointer<ChaCha.Input>,
    _ masks: UnsafeBufferPointer<Cells.Bits>,
    _ tallies: UnsafeMutableBufferPointer<Tally>,
    part: (Cells.Bits) -> Cells.Bits
  ) {
    var mask = 0
    for input in inputs {
      let marks = Cells.marks(stream, input)
      let (low, even, high) = (part(marks.low), part(marks.even), part(marks.high))
      for ones in stride(from: 0, to: tallies.count, by: Cells.classes) {
        tallies[ones].add(low & masks[mask])
        tallies[ones + 1].add(low & masks[mask + 1])
        tallies[ones + 2].add(even & masks[mask + 2])
        tallies[ones + 3].add(even & masks[mask + 3])
        tallies[ones + 4].add(high & masks[mask + 4])
        tallies[ones + 5].add(high & masks[mask + 5])
        mask += Cells.classes
      }
    }
  }
}
