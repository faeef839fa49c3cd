import Candor
import CandorFixtures
import Crypto
import Foundation
import Testing

@testable import Recommender

struct SolverTests {
  private static let seeds = UInt64(0)..<6
  private let mild = Regularisation.mild

  @Test(arguments: seeds)
  func `the dense weights are those of the textbook`(_ seed: UInt64) throws {
    let circles = Circles(readers: 150, items: 40, seed: seed)
    let evidence = Evidence(circles.statistics, smallest: 5)
    let weights = try DenseSolver(mild).weights(from: evidence) { _ in }
    let naive = try textbook(circles, smallest: 5)
    let differences = naive.indices.flatMap { item in
      naive.indices.map { abs(Double(weights.weight(of: item, for: $0)) - naive[item][$0]) }
    }
    #expect(differences.max() ?? 1 < 1e-4)
    #expect(naive.joined().contains { abs($0) > 0.05 })
  }

  @Test(arguments: seeds)
  func `what fewer people have says nothing and gets nothing`(_ seed: UInt64) throws {
    let circles = Circles(readers: 60, items: 60, seed: seed)
    let statistics = circles.statistics
    let evidence = Evidence(statistics, people: circles.incidence, smallest: 8)
    let few = (0..<60).filter { statistics.counts[$0] < 8 }
    #expect(!few.isEmpty && few.count < 60)
    for solver in [DenseSolver(mild), NeighbourSolver(mild)] as [any Solver] {
      let weights = try solver.weights(from: evidence) { _ in }
      for item in few {
        #expect(!weights.speaks(item))
        #expect((0..<60).allSatisfy { weights.weight(of: $0, for: item) == 0 })
      }
      #expect((0..<60).contains { weights.speaks($0) })
    }
  }

  @Test func `the largest weights for each item are kept`() throws {
    let size = 230
    let evidence = Evidence(Circles(readers: 200, items: size).statistics, smallest: 1)
    let all = try DenseSolver(mild).weights(from: evidence) { _ in }
    let few = try DenseSolver(mild, most: 0).weights(from: evidence) { _ in }
    let known = evidence.known
    #expect(known.count > 210)
    for target in known.prefix(40) {
      let order = known.filter { $0 != target }.sorted {
        abs(all.weight(of: $0, for: target)) > abs(all.weight(of: $1, for: target))
      }
      let smallest = abs(all.weight(of: order[199], for: target))
      for (place, item) in order.enumerated() {
        let (weight, kept) = (all.weight(of: item, for: target), few.weight(of: item, for: target))
        #expect(kept == (place < 200 ? weight : 0) || abs(weight) == smallest)
      }
    }
    #expect(few.count <= known.count * 200)
    #expect(all.count > few.count)
  }

  @Test(arguments: [true, false])
  func `the same people make the same bits, in whatever order they came`(_ dense: Bool) throws {
    let circles = Circles(readers: 150, items: 70)
    let solver: any Solver =
      dense ? DenseSolver(mild) : NeighbourSolver(mild, neighbours: 20, partners: 30)
    var hashes: Set<String> = []
    for seed in UInt64(0)..<4 {
      var dice = Dice(seed)
      let profiles = circles.profiles.shuffled(using: &dice)
      var statistics = Statistics(items: 70)
      for profile in profiles { statistics.change(from: .empty, to: profile) }
      let incidence = Incidence(profiles.map(\.items), width: 70)
      let evidence = Evidence(statistics, people: incidence, smallest: 3)
      for _ in 0..<2 { hashes.insert(try solver.weights(from: evidence) { _ in }.digest) }
    }
    #expect(hashes.count == 1)
  }

  @Test(arguments: seeds)
  func `with all items as neighbours, both learn the same`(_ seed: UInt64) throws {
    let circles = Circles(readers: 400, items: 20, seed: seed)
    let evidence = Evidence(circles.statistics, people: circles.incidence, smallest: 3)
    // Only what goes together can be near: the two agree where all pairs of items were met.
    #expect(circles.statistics.gram?.entries.allSatisfy { $0 > 0 } == true)
    let dense = try DenseSolver(mild).weights(from: evidence) { _ in }
    let near = try NeighbourSolver(mild, neighbours: 20, partners: 20)
      .weights(from: evidence) { _ in }
    #expect(dense.difference(from: near) < 1e-4)
    let usual = try NeighbourSolver().weights(from: evidence) { _ in }
    #expect(try DenseSolver().weights(from: evidence) { _ in }.difference(from: usual) < 1e-4)
  }

  @Test(arguments: [true, false])
  func `nobody, no item, one and two are answered`(_ dense: Bool) throws {
    let solver: any Solver = dense ? DenseSolver(mild) : NeighbourSolver(mild)
    func weights(_ profiles: [Profile], items: Int) throws -> ItemWeights {
      let incidence = Incidence(profiles.map(\.items), width: items)
      let statistics = Statistics(profiles, items: items)
      return try solver.weights(from: Evidence(statistics, people: incidence, smallest: 1)) { _ in }
    }
    #expect(try weights([], items: 0).size == 0)
    #expect(try weights([], items: 5).count == 0)
    #expect(try weights([Profile(items: [0])], items: 1).count == 0)
    let both = try weights([Profile(items: [0, 1]), Profile(items: [1])], items: 2)
    // Of one other item, b = g / (n + ridge + p/(1-p) n), over the tenth power of what two people have.
    let (one, two) = (Float(Voice.even.weight(1)), Float(Voice.even.weight(2)))
    let scale = pow(Float(2), -0.1)
    #expect(abs(both.weight(of: 0, for: 1) - scale * two / (300 + two / 0.7)) < 1e-6)
    #expect(abs(both.weight(of: 1, for: 0) - two / (300 + (one + two) / 0.7)) < 1e-6)
  }

  @Test(arguments: [true, false])
  func `progress goes from nothing to all and never back`(_ dense: Bool) throws {
    let circles = Circles(readers: 50, items: 30)
    let evidence = Evidence(circles.statistics, people: circles.incidence, smallest: 1)
    let solver: any Solver = dense ? DenseSolver(mild) : NeighbourSolver(mild)
    var told: [Double] = []
    _ = try solver.weights(from: evidence) { told.append($0) }
    #expect(told == told.sorted() && !told.isEmpty)
    #expect(told.allSatisfy { (0...1).contains($0) })
  }

  @Test func `what a solver needs and is not given is an error`() {
    let evidence = Evidence(Statistics(items: 3))
    #expect(throws: TooManyItems.self) {
      try NeighbourSolver(mild).weights(from: evidence) { _ in }
    }
    let many = Evidence(Statistics(items: Statistics.mostDense + 1))
    #expect(throws: TooManyItems.self) { try DenseSolver(mild).weights(from: many) { _ in } }
  }

  @Test(arguments: UInt64(0)..<20)
  func `the strongest are the first of a sorted list, and of equals the first`(_ seed: UInt64) {
    var dice = Dice(seed)
    let numbers = (0..<dice.roll(1...60)).map { _ in Float(dice.roll(0...15)) }
    let most = dice.roll(1...20)
    var strongest = Strongest(most)
    for (place, number) in numbers.enumerated() { strongest.take(number, at: place) }
    let order = numbers.indices.sorted { (numbers[$1], $0) < (numbers[$0], $1) }.prefix(most)
    #expect(strongest.ordered.map(\.place) == Array(order))
  }

  @Test func `the usual ridge is three times the mean of the diagonal`() {
    #expect(Regularisation(for: [10, 20, 30]).ridge == 60)
    #expect(Regularisation(for: []).ridge == 3)
  }

  /// EDLAE as the formula says, in double precision, by Gauss and Jordan.
  private func textbook(_ circles: Circles, smallest: Int) throws -> [[Double]] {
    let size = circles.catalogue.items.count
    let gram = try #require(circles.statistics.gram)
    let counts = circles.statistics.counts
    let known = (0..<size).filter { counts[$0] >= smallest }
    let odds = Double(mild.dropout) / (1 - Double(mild.dropout))
    let matrix = known.map { row in
      known.map { column in
        Double(gram[row, column])
          + (row == column ? Double(mild.ridge) + odds * Double(gram[row, row]) : 0)
      }
    }
    let identity = known.indices.map { row in known.indices.map { $0 == row ? 1.0 : 0 } }
    let inverse = Naive.solve(matrix, identity)
    var weights = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for (row, item) in known.enumerated() {
      for (column, other) in known.enumerated() where row != column {
        let scale = pow(Double(counts[other]), -Double(mild.calibration))
        weights[item][other] = -inverse[row][column] / inverse[column][column] * scale
      }
    }
    return weights
  }
}

/// Gauss and Jordan, with the largest of a column as the pivot.
enum Naive {
  static func solve(_ matrix: [[Double]], _ right: [[Double]]) -> [[Double]] {
    var rows = zip(matrix, right).map { $0 + $1 }
    for column in rows.indices {
      let pivot = (column..<rows.count).max { abs(rows[$0][column]) < abs(rows[$1][column]) }
      rows.swapAt(column, pivot ?? column)
      let scale = rows[column][column]
      rows[column] = rows[column].map { $0 / scale }
      let fixed = rows[column]
      for row in rows.indices where row != column {
        let factor = rows[row][column]
        guard factor != 0 else { continue }
        rows[row] = zip(rows[row], fixed).map { $0 - factor * $1 }
      }
    }
    return rows.map { Array($0.dropFirst(matrix.count)) }
  }
}

extension ItemWeights {
  /// The largest there is.
  fileprivate func difference(from other: ItemWeights) -> Float {
    let differences = (0..<size).flatMap { item in
      (0..<size).map { abs(weight(of: item, for: $0) - other.weight(of: item, for: $0)) }
    }
    return differences.max() ?? 0
  }

  fileprivate var digest: String {
    var hash = SHA256()
    self.hash(into: &hash)
    return "\(hash.finalize())"
  }
}
