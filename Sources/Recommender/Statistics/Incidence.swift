/// Who has what: a matrix of zeros and ones of which only the ones are held (compressed rows).
public struct Incidence: Sendable {
  /// How many columns there are.
  public let width: Int
  /// Where each row begins in `columns`, and at the end where the last one ends.
  public private(set) var starts: [Int] = [0]
  /// The columns of the ones, row by row, ascending within a row.
  public private(set) var columns: [UInt32] = []

  public init(width: Int) {
    self.width = width
  }

  public init(_ rows: some Sequence<some Sequence<UInt32>>, width: Int) {
    self.init(width: width)
    for row in rows { append(row) }
  }

  public var height: Int { starts.count - 1 }

  public subscript(row: Int) -> ArraySlice<UInt32> { columns[starts[row]..<starts[row + 1]] }

  /// - Parameter row: ascending, each below `width`.
  public mutating func append(_ row: some Sequence<UInt32>) {
    columns.append(contentsOf: row)
    starts.append(columns.count)
  }

  /// Columns as rows.
  public func transposed() -> Incidence {
    var turned = Incidence(width: height)
    turned.starts = [Int](repeating: 0, count: width + 1)
    for column in columns { turned.starts[Int(column) + 1] += 1 }
    for column in 0..<width { turned.starts[column + 1] += turned.starts[column] }
    turned.columns = [UInt32](repeating: 0, count: columns.count)
    var next = turned.starts
    for row in 0..<height {
      for column in self[row] {
        turned.columns[next[Int(column)]] = UInt32(row)
        next[Int(column)] += 1
      }
    }
    return turned
  }
}
