import Foundation

/// One score with the threshold that innocent editions stay below.
public struct Trial: Sendable {
  public let weights: Weights
  public let threshold: Double

  /// The trials of one stage.
  ///
  /// - Parameters:
  ///   - classes: what was read.
  ///   - budget: the chance that an innocent edition passes any of them.
  public static func all(on classes: Classes, budget: Double) -> [Trial] {
    var weights: [(Weights, share: Double)] = []
    let sizes = (classes.named + 1)...Decoder.most
    // Alone, the symmetric score beats the family: it pays for no models.
    let family = classes.named == 0 ? 0.5 : 1.0
    if classes.named == 0 { weights.append((.symmetric, 0.5)) }
    for size in sizes {
      let strategy = Strategy(fitting: classes, of: size)
      weights.append((strategy.weights(named: classes.named), family / Double(sizes.count)))
    }
    return weights.map { weights, share in
      let innocent = InnocentScore(classes, weights)
      return Trial(weights: weights, threshold: innocent.threshold(logChance: log(budget * share)))
    }
  }

  /// The score, where it is one that an innocent edition does not reach.
  func passes(_ ones: [Int], of classes: Classes) -> Double? {
    let score = weights.score(ones, of: classes)
    return score >= threshold ? score : nil
  }
}
