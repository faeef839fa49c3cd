import Foundation

/// One score, and how high an innocent edition's may be.
public struct Trial: Sendable {
  public let weights: Weights
  /// The chance that an innocent edition passes, as a logarithm.
  let logChance: Double
  private let innocent: InnocentScore
  /// Chernoff's bound, and how far below it the exact one may lie.
  let bound: Double
  private let margin: Double

  private init(_ weights: Weights, on classes: Classes, logChance: Double) {
    self.weights = weights
    self.logChance = logChance
    innocent = InnocentScore(classes, weights)
    let (bound, tilt) = innocent.tilted(logChance)
    (self.bound, margin) = (bound, Self.nats / tilt)
  }

  /// The exact bound is some three nats below Chernoff's.
  private static let nats = 6.0

  /// The trials of one stage.
  ///
  /// - Parameters:
  ///   - classes: what was read.
  ///   - budget: the chance that an innocent edition passes any of them.
  public static func all(on classes: Classes, budget: Double) -> [Trial] {
    let sizes = (classes.named + 1)...Decoder.most
    // Alone, the symmetric score beats the family: it pays for no models.
    let family = classes.named == 0 ? 0.5 : 1.0
    let each = log(budget * family / Double(sizes.count))
    let models = sizes.map { size in
      let strategy = Strategy(fitting: classes, of: size)
      return Trial(strategy.weights(named: classes.named), on: classes, logChance: each)
    }
    guard classes.named == 0 else { return models }
    return [Trial(.symmetric, on: classes, logChance: log(budget / 2))] + models
  }

  /// The score that is enough.
  ///
  /// The exact bound is worked out where somebody's score lies between it and Chernoff's; where nobody's
  /// does, both name the same.
  func threshold(among scores: [Double]) -> Double {
    guard scores.contains(where: { $0 < bound && $0 >= bound - margin }) else { return bound }
    return max(innocent.threshold(logChance: logChance), bound - margin)
  }
}
