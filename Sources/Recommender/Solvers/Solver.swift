import Crypto
import Foundation

/// Learns how much each item speaks for each other one.
///
/// A pure function: the same numbers give the same weights, bit for bit, under the same pin.
public protocol Solver: Sendable {
  /// - Parameters:
  ///   - evidence: what there is to learn from.
  ///   - progress: told how far it is, from 0 to 1.
  func weights(
    from evidence: Evidence,
    _ progress: (Double) -> Void
  ) throws -> ItemWeights
}

/// What weights are learned from.
public struct Evidence: Sendable {
  public let statistics: Statistics
  /// Who has what; needed when there are too many items for the statistics to hold their pairs.
  public let people: Incidence?
  /// Items that fewer people have say nothing and get nothing: few people could be told apart.
  public let smallest: Int

  public init(_ statistics: Statistics, people: Incidence? = nil, smallest: Int = 5) {
    self.statistics = statistics
    self.people = people
    self.smallest = smallest
  }

  /// SHA-256 over all that is learned from.
  var hash: SHA256.Digest {
    guard let people else { return statistics.hash }
    var hash = SHA256()
    statistics.hash.withUnsafeBytes { hash.update(bufferPointer: $0) }
    people.starts.withUnsafeBytes { hash.update(bufferPointer: $0) }
    people.columns.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize()
  }

  /// The items that enough people have, ascending.
  var known: [Int] {
    statistics.counts.indices.filter { statistics.counts[$0] >= smallest }
  }
}

/// How strongly weights are held back.
public struct Regularisation: Hashable, Sendable {
  /// Added to the place of each item on the diagonal.
  public let ridge: Float
  /// As if each item of a person were forgotten with this probability, and the rest had to say it.
  public let dropout: Float
  /// The power of its count by which an item's score is divided, so that not all lists are alike.
  public let calibration: Float

  public init(ridge: Float, dropout: Float, calibration: Float) {
    self.ridge = ridge
    self.dropout = dropout
    self.calibration = calibration
  }

  /// What did best on validation data of two very different houses: a ridge of three times the mean
  /// of the diagonal.
  public init(for diagonal: some Sequence<Int32>) {
    let (sum, count) = diagonal.reduce(into: (0.0, 0.0)) {
      $0.0 += Double($1)
      $0.1 += 1
    }
    let mean = count == 0 ? 1 : sum / count
    self.init(ridge: Float(3 * mean), dropout: 0.4, calibration: 0.1)
  }

  /// EASE as it was published.
  public static func plain(_ ridge: Float) -> Regularisation {
    Regularisation(ridge: ridge, dropout: 0, calibration: 0)
  }

  /// What is added to an item's place on the diagonal.
  func added(to count: Float) -> Float { ridge + dropout / (1 - dropout) * count }

  /// What the score of an item is multiplied by.
  func scale(_ count: Int32) -> Float { pow(Float(max(1, count)), -calibration) }
}
