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
    let known = named.map { streams[$0] }
    var masks = [Cells.Bits](repeating: .none, count: classes.totals.count)
    for batch in 0..<cells.batches {
      masks.withUnsafeMutableBufferPointer { masks in
        cells.split(batch, by: known, into: masks)
      }
      for (place, mask) in masks.enumerated() { classes.totals[place] += mask.count }
    }
    return classes
  }

  public func ones(besides named: [Int]) -> [[Int]] {
    let width = Classes.count(named: named.count)
    let pass = Pass(cells, named: named.map { streams[$0] }, streams)
    let counts = pass.counts()
    return (0..<editions).map { edition in
      counts[(edition * width)..<((edition + 1) * width)].map { Int($0) }
    }
  }
}
