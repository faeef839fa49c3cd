import Candor
import Crypto
import Foundation

/// How much each genre and creator that somebody tells speaks for each item.
///
/// Ridge regression from tastes to items, held to what the catalogue says instead of to zero:
/// W = (T'T + ridge I)^-1 (T'X + ridge W0), where T is people by tastes with a column of ones, X is
/// people by items, and W0 is the weight of an item's own genres and creators. With nobody to learn
/// from it is the catalogue alone; so it works from the first answer on.
public struct TasteWeights: Sendable {
  /// What speaks for each item whoever asks: its popularity, less what tastes explain.
  ///
  /// All that is learned is divided by a power of the item's count, as weights between items are.
  let intercept: [Float]
  /// For each taste that enough people told, its weight for every item.
  private let learned: [Int: [Float]]
  /// For each item, from 0.05 to 1: popularity, damped so that the known does not drown the near.
  let appeal: [Float]

  /// So much the catalogue's own weight counts, in the measure of what is learned.
  private static let prior: Float = 0.5
  private static let ridge = 100.0
  /// So many numbers are learned at most: 64 MB.
  private static let most = 16_000_000

  /// The catalogue alone, before anything is learned.
  init(_ appeal: Appeal) {
    (intercept, learned) = ([Float](repeating: 0, count: appeal.values.count), [:])
    self.appeal = appeal.values
  }

  /// - Parameter smallest: tastes and items of fewer people stay as the catalogue has them.
  init(
    _ catalogue: Catalogue,
    _ statistics: Statistics,
    smallest: Int
  ) throws {
    appeal = Appeal(statistics.counts, catalogue).values
    let common = statistics.tags.filter { $0.value.people >= smallest }
      .sorted { ($1.value.people, $0.key) < ($0.value.people, $1.key) }
      .prefix(Self.most / max(1, catalogue.items.count))
      .sorted { $0.key < $1.key }
    guard statistics.people >= smallest else {
      (intercept, learned) = ([Float](repeating: 0, count: catalogue.items.count), [:])
      return
    }
    (intercept, learned) = try Self.learn(common, catalogue, statistics, appeal, smallest)
  }

  /// What a taste of this strength says for an item; below zero, against it.
  ///
  /// A dislike speaks against what a liking speaks for, and for nothing: not to like poems is no reason
  /// to be shown films.
  func part(of tag: Int, _ weight: Float, for place: Int, _ catalogue: Catalogue) -> Float {
    if let row = learned[tag] { return weight * (weight < 0 ? max(0, row[place]) : row[place]) }
    guard catalogue.terms[place].contains(tag) else { return 0 }
    return weight * Self.prior(of: tag, for: place, catalogue, appeal)
  }

  /// Adds what a taste says to the scores of all items.
  func add(_ tag: Int, _ weight: Float, to scores: inout [Float], _ catalogue: Catalogue) {
    if let row = learned[tag] {
      if weight < 0 {
        for place in scores.indices { scores[place] += weight * max(0, row[place]) }
      } else {
        for place in scores.indices { scores[place] += weight * row[place] }
      }
    } else {
      for place in catalogue.postings[tag] {
        scores[place] += weight * Self.prior(of: tag, for: place, catalogue, appeal)
      }
    }
  }

  private static func prior(
    of tag: Int,
    for place: Int,
    _ catalogue: Catalogue,
    _ appeal: [Float]
  ) -> Float {
    prior * catalogue.rarity[tag] * catalogue.share(of: tag, in: place) * appeal[place]
  }
}

extension TasteWeights {
  private static func learn(
    _ common: [(key: UInt32, value: Statistics.TagCounts)],
    _ catalogue: Catalogue,
    _ statistics: Statistics,
    _ appeal: [Float],
    _ smallest: Int
  ) throws -> (intercept: [Float], learned: [Int: [Float]]) {
    let size = common.count + 1
    var tastes = [Double](repeating: 0, count: size * size)
    tastes[0] = Double(statistics.people)
    for (column, taste) in common.enumerated() {
      tastes[(column + 1) * size] = Double(taste.value.people)
      for row in 0..<column {
        tastes[row + 1 + (column + 1) * size] = Double(taste.value.tags[common[row].key] ?? 0)
      }
      tastes[column + 1 + (column + 1) * size] = Double(taste.value.people)
    }
    for index in 0..<size { tastes[index + index * size] += ridge }
    var right = [Double](repeating: 0, count: size * catalogue.items.count)
    for place in catalogue.items.indices where statistics.counts[place] >= smallest {
      right[place * size] = Double(statistics.counts[place])
      for (index, taste) in common.enumerated() {
        let tag = Int(taste.key)
        var sum = Double(taste.value.items[UInt32(place)] ?? 0)
        if catalogue.terms[place].contains(tag) {
          sum += ridge * Double(prior(of: tag, for: place, catalogue, appeal))
        }
        right[place * size + index + 1] = sum
      }
    }
    try BLAS.run(threads: 1) { try Cholesky.solve(&tastes, size: size, for: &right) }
    func row(_ index: Int, of tag: Int?) -> [Float] {
      catalogue.items.indices.map { place in
        let count = statistics.counts[place]
        if count >= smallest { return Float(right[place * size + index]) * pow(Float(count), -0.1) }
        // What few people have stays as the catalogue has it.
        guard let tag, catalogue.terms[place].contains(tag) else { return 0 }
        return prior(of: tag, for: place, catalogue, appeal)
      }
    }
    let learned = common.enumerated().map { (Int($1.key), row($0 + 1, of: Int($1.key))) }
    return (row(0, of: nil), Dictionary(uniqueKeysWithValues: learned))
  }

  func hash(into hash: inout SHA256) {
    for row in [intercept] + learned.sorted(by: { $0.key < $1.key }).map(\.value) + [appeal] {
      row.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
  }
}

/// How much an item appeals to whoever asks, from 0.05 to 1.
struct Appeal {
  let values: [Float]

  /// - Parameter counts: how many people have each item here; more are known to have it elsewhere.
  init(_ counts: [Int32], _ catalogue: Catalogue) {
    let popularity = zip(counts, catalogue.items).map { Double($0) + Double($1.popularity) }
    let most = max(1, popularity.max() ?? 1)
    values = popularity.map { Float(0.05 + 0.95 * pow(max(0, $0) / most, 0.4)) }
  }
}
