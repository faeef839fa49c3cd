/// EDLAE: what each item says for each other, learned from all pairs at once.
///
/// With P = (G + ridge I + p/(1-p) diag G)^-1, item i says -P_ij / P_jj for item j, and nothing for
/// itself. Steck, 'Autoencoders that don't overfit towards the identity' (NeurIPS 2020), which adds
/// dropout p to EASE (Steck, WWW 2019). Only the largest weights for each item are kept.
///
/// Takes n³ multiplications and 4n² bytes: 10,000 items some 8 s on two cores and 400 MB.
public struct DenseSolver: Solver {
  /// Nil takes what suits the statistics.
  private let regularisation: Regularisation?
  /// How many weights are kept in all, but never fewer than 200 for an item.
  private let most: Int

  /// - Parameter most: 8 bytes each.
  public init(_ regularisation: Regularisation? = nil, most: Int = 3_300_000) {
    self.regularisation = regularisation
    self.most = most
  }

  public func weights(
    from evidence: Evidence,
    _ progress: (Double) -> Void
  ) throws -> ItemWeights {
    guard let gram = evidence.statistics.gram else { throw TooManyItems() }
    let known = evidence.known
    guard !known.isEmpty else { return ItemWeights(size: gram.size) }
    let size = known.count
    let matrix = UnsafeMutablePointer<Float>.allocate(capacity: size * size)
    defer { matrix.deallocate() }
    let regularisation =
      regularisation ?? Regularisation(for: known.lazy.map { gram[$0, $0] })
    Self.fill(matrix, gram, known, regularisation)
    progress(0.05)
    try BLAS.run(threads: BLAS.cores) { try Cholesky.invert(matrix, size: size) }
    progress(0.9)
    Self.mirror(matrix, size)
    let counts = evidence.statistics.counts
    let most = max(200, most / size)
    var columns = [[ItemWeights.Entry]](repeating: [], count: gram.size)
    columns.withUnsafeMutableBufferPointer { columns in
      nonisolated(unsafe) let (columns, matrix) = (columns, matrix)
      inParallel(stretchesOf: 32, upTo: size) { targets in
        for target in targets {
          let column = UnsafeBufferPointer(start: matrix + target * size, count: size)
          let scale = regularisation.scale(counts[known[target]])
          columns[known[target]] = Self.strongest(most, of: column, for: target, known, scale)
        }
      }
    }
    progress(0.98)
    return ItemWeights(columns: columns)
  }

  /// The upper triangle of G + Lambda, column by column: as it lies in the Gram.
  private static func fill(
    _ matrix: UnsafeMutablePointer<Float>,
    _ gram: Gram,
    _ known: [Int],
    _ regularisation: Regularisation
  ) {
    gram.entries.withUnsafeBufferPointer { entries in
      nonisolated(unsafe) let (matrix, entries) = (matrix, entries)
      let size = known.count
      inParallel(stretchesOf: 64, upTo: size) { columns in
        for column in columns {
          let row = known[column] * (known[column] + 1) / 2
          let target = matrix + column * size
          for index in 0...column { target[index] = Float(entries[row + known[index]]) }
          target[column] += regularisation.added(to: target[column])
        }
      }
    }
  }

  /// Copies the upper triangle to the lower one, in tiles that fit the cache.
  private static func mirror(_ matrix: UnsafeMutablePointer<Float>, _ size: Int) {
    nonisolated(unsafe) let matrix = matrix
    let tile = 64
    inParallel(stretchesOf: tile, upTo: size) { columns in
      for start in stride(from: 0, through: columns.lowerBound, by: tile) {
        for column in columns {
          for row in start..<min(start + tile, column) {
            matrix[column + row * size] = matrix[row + column * size]
          }
        }
      }
    }
  }

  private static func strongest(
    _ most: Int,
    of column: UnsafeBufferPointer<Float>,
    for target: Int,
    _ known: [Int],
    _ scale: Float
  ) -> [ItemWeights.Entry] {
    var strongest = Strongest(min(most, column.count - 1))
    guard column.count > 1 else { return [] }
    for row in column.indices where row != target {
      let size = abs(column[row])
      if size > strongest.threshold { strongest.take(size, at: row) }
    }
    let scale = -scale / column[target]
    return strongest.kept.map { _, row in
      ItemWeights.Entry(source: UInt32(known[row]), weight: column[row] * scale)
    }
  }
}

/// The statistics do not hold the pairs of so many items.
struct TooManyItems: Error {}
