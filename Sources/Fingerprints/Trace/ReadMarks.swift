import Dispatch

/// The marks that were read from a leak, and how many ones every edition has among them.
///
/// Nothing is kept for an edition: its marks are made again whenever they are counted, so a leak of a
/// million rows takes no more memory for ten thousand editions than for one.
public struct ReadMarks: Marks, Sendable {
  /// One row of the leak that was matched to a person.
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

  private let cells: Cells
  private let streams: [ChaCha]

  /// - Parameter keys: of the editions that hold any of the rows. Nobody else can be named, and the
  ///   fewer there are, the fewer rows it takes.
  public init(_ rows: some Sequence<Row>, by keys: [EditionKey]) {
    self.init(Cells(rows), keys.map(\.stream))
  }

  private init(_ cells: Cells, _ streams: [ChaCha]) {
    self.cells = cells
    self.streams = streams
  }

  /// The same for some of the editions alone.
  public func among(_ editions: [Int]) -> ReadMarks {
    ReadMarks(cells, editions.map { streams[$0] })
  }

  public var editions: Int { streams.count }

  public func classes(besides named: [Int]) -> Classes {
    var classes = Classes(named: named.count)
    let width = classes.totals.count
    for stretch in stretches {
      let masks = cells.masks(of: stretch, besides: named.map { streams[$0] })
      for (place, mask) in masks.enumerated() { classes.totals[place % width] += mask.count }
    }
    return classes
  }

  public func ones(besides named: [Int]) -> [[Int]] {
    let width = Classes.count(named: named.count)
    let perTask = 64
    let tasks = (editions + perTask - 1) / perTask
    var counts = [Int](repeating: 0, count: editions * width)
    counts.withUnsafeMutableBufferPointer { counts in
      // Each task writes to the counts of its own editions alone.
      nonisolated(unsafe) let counts = counts
      DispatchQueue.concurrentPerform(iterations: tasks) { task in
        let range = (task * perTask)..<min(editions, (task + 1) * perTask)
        let own = UnsafeMutableBufferPointer(
          rebasing: counts[(range.lowerBound * width)..<(range.upperBound * width)]
        )
        count(streams[range], besides: named.map { streams[$0] }, into: own)
      }
    }
    return (0..<editions).map { Array(counts[($0 * width)..<(($0 + 1) * width)]) }
  }

  /// Batches of cells, as many at a time as a tally can count.
  private var stretches: [Range<Int>] {
    stride(from: 0, to: cells.batches, by: Tally.most).map {
      $0..<min(cells.batches, $0 + Tally.most)
    }
  }

  private func count(
    _ streams: ArraySlice<ChaCha>,
    besides named: [ChaCha],
    into counts: UnsafeMutableBufferPointer<Int>
  ) {
    let width = Classes.count(named: named.count)
    var tallies = [Tally](repeating: Tally(), count: width)
    for stretch in stretches {
      // Stays in the cache while all the editions of the task are counted.
      let masks = cells.masks(of: stretch, besides: named)
      for (edition, stream) in streams.enumerated() {
        tallies.withUnsafeMutableBufferPointer { tallies in
          masks.withUnsafeBufferPointer { masks in
            cells.inputs.withUnsafeBufferPointer { inputs in
              Self.count(stream, inputs[stretch], masks, tallies)
            }
          }
          for place in 0..<width {
            counts[edition * width + place] += tallies[place].count
            tallies[place] = Tally()
          }
        }
      }
    }
  }

  private static func count(
    _ stream: ChaCha,
    _ inputs: Slice<UnsafeBufferPointer<ChaCha.Input>>,
    _ masks: UnsafeBufferPointer<Cells.Bits>,
    _ tallies: UnsafeMutableBufferPointer<Tally>
  ) {
    var mask = 0
    for input in inputs {
      let marks = Cells.marks(stream, input)
      for ones in stride(from: 0, to: tallies.count, by: Cells.classes) {
        tallies[ones].add(marks.low & masks[mask])
        tallies[ones + 1].add(marks.low & masks[mask + 1])
        tallies[ones + 2].add(marks.even & masks[mask + 2])
        tallies[ones + 3].add(marks.even & masks[mask + 3])
        tallies[ones + 4].add(marks.high & masks[mask + 4])
        tallies[ones + 5].add(marks.high & masks[mask + 5])
        mask += Cells.classes
      }
    }
  }
}
