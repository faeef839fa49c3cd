import Candor
import Crypto
import Foundation

/// What was learned from the statistics at one moment, ready to score.
///
/// A pure function of the statistics and the catalogue: whoever is taken out of the one is out of the
/// next model as if they had never been there.
public struct Model: Sendable {
  public let stamp: Stamp
  /// What the items that a person has say for others.
  let items: ItemWeights
  /// What the tastes that a person told say for items.
  let tastes: TasteWeights

  /// What tells one model from another.
  public struct Stamp: Hashable, Sendable {
    /// SHA-256 of all weights, in hexadecimal.
    public let hash: String
    /// SHA-256 of the statistics that they were learned from, in hexadecimal.
    public let statistics: String
    /// What has to be the same for the same bits: the build of OpenBLAS, its kernel, its threads.
    public let pin: String
    /// How many people were learned from.
    public let people: Int
    /// How many items enough people have.
    public let items: Int
    /// How many weights between items there are.
    public let weights: Int
    public let method: Method
  }

  public enum Method: String, Hashable, Sendable {
    /// From all pairs of items at once.
    case dense
    /// For each item from its nearest.
    case neighbours
  }

  /// What is being done while a model is made.
  public enum Stage: String, Sendable, CaseIterable {
    case solving, tastes, hashing
  }

  /// Learns anew from all that there is.
  ///
  /// Blocks for as long as it takes and uses all cores: never on the cooperative pool.
  /// - Parameters:
  ///   - progress: told what is being done and how far the whole is, from 0 to 1.
  public static func trained(
    on evidence: Evidence,
    for catalogue: Catalogue,
    _ regularisation: Regularisation? = nil,
    progress: (Stage, Double) -> Void = { _, _ in }
  ) throws -> Model {
    let statistics = evidence.statistics
    let method: Method = statistics.gram == nil ? .neighbours : .dense
    let solver: any Solver =
      switch method {
      case .dense: DenseSolver(regularisation)
      case .neighbours: NeighbourSolver(regularisation)
      }
    progress(.solving, 0)
    let items = try solver.weights(from: evidence) { progress(.solving, $0 * 0.9) }
    progress(.tastes, 0.9)
    let tastes = try TasteWeights(catalogue, statistics, smallest: evidence.smallest)
    progress(.hashing, 0.95)
    var hash = SHA256()
    items.hash(into: &hash)
    tastes.hash(into: &hash)
    let stamp = Stamp(
      hash: hash.finalize().hexadecimal,
      statistics: evidence.hash.hexadecimal,
      pin: BLAS.pin,
      people: statistics.people,
      items: evidence.known.count,
      weights: items.count,
      method: method
    )
    progress(.hashing, 1)
    return Model(stamp: stamp, items: items, tastes: tastes)
  }
}

extension SHA256.Digest {
  fileprivate var hexadecimal: String {
    map { String(format: "%02x", $0) }.joined()
  }
}
