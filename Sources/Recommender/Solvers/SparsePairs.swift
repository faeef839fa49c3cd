/// For each item, the items that most of its people have too, with how often, by each one's voice.
struct SparsePairs: Sendable {
  struct Pair: Sendable {
    let item: UInt32
    let count: Int32
  }

  private let rows: [[Pair]]
  /// How often people have each item, by each one's voice.
  let diagonal: [Int32]

  subscript(item: Int) -> [Pair] { rows[item] }

  /// Counts all pairs, one item after the other, and keeps the most frequent.
  ///
  /// - Parameter most: how many pairs an item keeps.
  init(_ people: Incidence, _ evidence: Evidence, most: Int) {
    let holders = people.transposed()
    let (counts, smallest) = (evidence.statistics.counts, Int32(evidence.smallest))
    let weights = (0..<people.height).map { evidence.statistics.voice.weight(people[$0].count) }
    var rows = [[Pair]](repeating: [], count: people.width)
    rows.withUnsafeMutableBufferPointer { rows in
      nonisolated(unsafe) let rows = rows
      inParallel(stretchesOf: 256, upTo: people.width) { stretch in
        var row = [Int32](repeating: 0, count: people.width)
        var met: [UInt32] = []
        for item in stretch where counts[item] >= smallest {
          for holder in holders[item] {
            let weight = weights[Int(holder)]
            for other in people[Int(holder)] {
              if row[Int(other)] == 0 { met.append(other) }
              row[Int(other)] += weight
            }
          }
          rows[item] = Self.largest(most, of: met, row, besides: item) {
            counts[Int($0)] >= smallest
          }
          for other in met { row[Int(other)] = 0 }
          met.removeAll(keepingCapacity: true)
        }
      }
    }
    self.rows = rows
    diagonal = (0..<people.width).map { item in
      holders[item].reduce(0) { $0 + weights[Int($1)] }
    }
  }

  private static func largest(
    _ most: Int,
    of met: [UInt32],
    _ row: [Int32],
    besides item: Int,
    _ isKnown: (UInt32) -> Bool
  ) -> [Pair] {
    let others = met.filter { Int($0) != item && isKnown($0) }
    let kept =
      others.count <= most
      ? others
      : Array(others.sorted { (row[Int($1)], $0) < (row[Int($0)], $1) }.prefix(most))
    return kept.sorted().map { Pair(item: $0, count: row[Int($0)]) }
  }

  /// The items that go together with this one most: by count over the root of both counts.
  func nearest(to item: Int, most: Int) -> [Pair] {
    let row = rows[item]
    guard row.count > most else { return row }
    var strongest = Strongest(most)
    for (place, pair) in row.enumerated() {
      strongest.take(Float(pair.count) / Float(diagonal[Int(pair.item)]).squareRoot(), at: place)
    }
    return strongest.kept.map { row[$0.place] }
  }
}
