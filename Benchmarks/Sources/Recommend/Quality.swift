import Candor
import Foundation
import Recommender

/// How well lists of a hundred find what people have.
///
/// Recall@k = hits / min(k, targets); NDCG@100 with binary gains, over the best that so many targets
/// allow; means over the people who have a target.
struct Quality: Encodable {
  let name: String
  private(set) var recall20: [Double] = []
  private(set) var recall50: [Double] = []
  private(set) var ndcg: [Double] = []

  private static let discounts = (0..<100).map { 1 / log2(Double($0) + 2) }

  /// - Parameters:
  ///   - name: of what makes the lists.
  ///   - known: what is not offered to each person.
  ///   - score: fills in the scores of all items for a person.
  init(
    _ name: String,
    known: Incidence,
    targets: Incidence,
    _ score: (Int, UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    self.name = name
    var scores = [Float](repeating: 0, count: known.width)
    for person in 0..<known.height where !targets[person].isEmpty {
      let best = scores.withUnsafeMutableBufferPointer { scores in
        scores.update(repeating: 0)
        score(person, scores)
        return Best.places(100, of: scores, without: known[person])
      }
      count(best, Set(targets[person].map(Int.init)))
    }
  }

  private mutating func count(_ places: [Int], _ targets: Set<Int>) {
    let hits = places.map(targets.contains)
    func recall(_ most: Int) -> Double {
      Double(hits.prefix(most).count { $0 }) / Double(min(most, targets.count))
    }
    recall20.append(recall(20))
    recall50.append(recall(50))
    let gain = zip(hits, Self.discounts).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
    ndcg.append(gain / Self.discounts.prefix(targets.count).reduce(0, +))
  }
}

extension Quality {
  /// Plain EASE and what is usual, whole and pruned, of one split.
  static func run(_ split: Split, ridge: Float) throws {
    let (profiles, items) = (split.profiles, split.training.width)
    let plain = try Learned.plain(profiles, items: items, ridge: ridge)
    try printLine(Quality("plain", split, plain))
    let statistics = Statistics(profiles, items: items)
    // Nothing of what few people have, as it is served.
    let evidence = Learned.evidence(statistics)
    try printLine(Quality("whole", split, Learned.usual(evidence, most: items * items)))
    try printLine(Quality("pruned", split, Learned.usual(evidence)))
    try printLine(Quality("pruned to 200", split, Learned.usual(evidence, most: 200 * items)))
    let recommender = try Learned.recommender(Catalogue(numbered: items), statistics)
    try printLine(
      Quality("served", known: split.known, targets: split.targets) { person, scores in
        let served = recommender.scores(for: Profile(items: Array(split.known[person])))
        for place in scores.indices { scores[place] = served[place] }
      }
    )
  }

  /// Adds up what each known item says.
  private init(_ name: String, _ split: Split, _ weights: ItemWeights) {
    self.init(name, known: split.known, targets: split.targets) { person, scores in
      for item in split.known[person] { weights.add(Int(item), to: scores) }
    }
  }
}
