/// What an item's nearest items say for it, learned for each item by itself.
///
/// Ridge regression of each item on the items that it goes together with most, b = (G_SS + L_S)^-1
/// G_Sj: EDLAE when S is all items. Those that nobody has together with it are never in S. Choosing S
/// by a neighbourhood is fsSLIM (Ning and Karypis, ICDM 2011), here with a ridge in place of the lasso.
///
/// Costs m³/3 multiplications an item for m neighbours, whatever the size of the catalogue.
public struct NeighbourSolver: Solver {
  /// Nil takes what suits the statistics.
  private let regularisation: Regularisation?
  /// How many items may speak for each.
  private let neighbours: Int
  /// Of how many partners an item's pairs are held; the others count as none.
  private let partners: Int

  public init(_ regularisation: Regularisation? = nil, neighbours: Int = 200, partners: Int = 1000)
  {
    self.regularisation = regularisation
    self.neighbours = neighbours
    self.partners = partners
  }

  public func weights(
    from evidence: Evidence,
    _ progress: (Double) -> Void
  ) throws -> ItemWeights {
    guard let people = evidence.people else { throw TooManyItems() }
    let counts = evidence.statistics.counts
    let known = evidence.known
    let pairs = SparsePairs(people, evidence, most: partners)
    let regularisation =
      regularisation ?? Regularisation(for: known.lazy.map { pairs.diagonal[$0] })
    progress(0.3)
    var columns = [[ItemWeights.Entry]](repeating: [], count: counts.count)
    // In turns, so that progress is told from here.
    let turns = 20
    for turn in 0..<turns {
      let some = known.indices.filter { $0 * turns / known.count == turn }
      columns.withUnsafeMutableBufferPointer { columns in
        nonisolated(unsafe) let columns = columns
        BLAS.run(threads: 1) {
          inParallel(stretchesOf: 64, upTo: some.count) { stretch in
            let bench = Workbench(items: counts.count, neighbours: neighbours)
            for index in stretch {
              let item = known[some[index]]
              let scale = regularisation.scale(counts[item])
              columns[item] = bench.weights(for: item, pairs, regularisation, scale: scale)
            }
          }
        }
      }
      progress(0.3 + 0.65 * Double(turn + 1) / Double(turns))
    }
    return ItemWeights(columns: columns)
  }
}

/// Room to solve for one item after the other.
private final class Workbench {
  private let neighbours: Int
  private var matrix: [Float]
  private var right: [Float]
  /// For each item, its place among the neighbours; -1 for all others.
  private var places: [Int32]

  init(items: Int, neighbours: Int) {
    self.neighbours = neighbours
    matrix = [Float](repeating: 0, count: neighbours * neighbours)
    right = [Float](repeating: 0, count: neighbours)
    places = [Int32](repeating: -1, count: items)
  }

  func weights(
    for item: Int,
    _ pairs: SparsePairs,
    _ regularisation: Regularisation,
    scale: Float
  ) -> [ItemWeights.Entry] {
    let near = pairs.nearest(to: item, most: neighbours)
    guard !near.isEmpty else { return [] }
    for (place, neighbour) in near.enumerated() { places[Int(neighbour.item)] = Int32(place) }
    defer { for neighbour in near { places[Int(neighbour.item)] = -1 } }
    let size = near.count
    for index in 0..<(size * size) { matrix[index] = 0 }
    for (column, neighbour) in near.enumerated() {
      for pair in pairs[Int(neighbour.item)] {
        let row = Int(places[Int(pair.item)])
        // Either of two items may hold their pair.
        if row >= 0 {
          matrix[min(row, column) + max(row, column) * size] = Float(pair.count)
        }
      }
      let count = Float(pairs.diagonal[Int(neighbour.item)])
      matrix[column + column * size] = count + regularisation.added(to: count)
      right[column] = Float(neighbour.count)
    }
    let isSolved = matrix.withUnsafeMutableBufferPointer { matrix in
      right.withUnsafeMutableBufferPointer { right in
        guard let matrix = matrix.baseAddress, let right = right.baseAddress else { return false }
        do throws(NotPositiveDefinite) {
          try Cholesky.solve(matrix, size: size, for: right)
          return true
        } catch {
          return false
        }
      }
    }
    // Left out pairs may break the matrix: then each neighbour speaks by itself.
    return near.enumerated().map { place, neighbour in
      let count = Float(pairs.diagonal[Int(neighbour.item)])
      let alone =
        Float(neighbour.count) / (count + regularisation.added(to: count)) / Float(size)
      return ItemWeights.Entry(
        source: neighbour.item,
        weight: scale * (isSolved ? right[place] : alone)
      )
    }
  }
}
