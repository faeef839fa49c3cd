import Foundation
import Testing

@testable import Fingerprints

struct InnocentScoreTests {
  /// Strategies as they are fitted, and as nobody would fit them.
  static let strategies: [Strategy] = {
    var dice = Dice(4)
    let drawn = (1...8).map { size in
      Strategy(chances: (0...size).map { _ in 0.01 + 0.98 * Double(dice.roll(1000)) / 1000 })
    }
    return drawn + (1...8).map { Strategy(fitting: .some, of: $0) }
  }()

  @Test(arguments: strategies)
  func `evidence against an innocent edition is one on average, whatever was read`(
    _ strategy: Strategy
  ) {
    for named in 0..<min(strategy.size, 3) {
      let weights = strategy.weights(named: named)
      for index in weights.one.indices {
        let chance = Classes.chance(index)
        let mean = chance * exp(weights.one[index]) + (1 - chance) * exp(weights.zero[index])
        #expect(abs(mean - 1) < 1e-12)
      }
    }
  }

  private static let small: Classes = {
    var classes = Classes()
    classes.totals = [9, 4, 0, 12, 3, 8]
    return classes
  }()

  /// By way of all that can happen.
  private func tail(of classes: Classes, _ weights: Weights, from bound: Double) -> Double {
    var laws = [(score: 0.0, mass: 1.0)]
    for (index, total) in classes.totals.enumerated() {
      let law = Binomial.law(total, Classes.chance(index))
      laws = laws.flatMap { score, mass in
        law.enumerated().map { ones, chance in
          let worth =
            Double(ones) * weights.one[index] + Double(total - ones) * weights.zero[index]
          return (score + worth, mass * chance)
        }
      }
    }
    return laws.reduce(0) { $0 + ($1.score >= bound - 1e-9 ? $1.mass : 0) }
  }

  @Test(arguments: [1e-2, 1e-4, 1e-7])
  func `both bounds hold, and the exact one is the closer`(_ chance: Double) {
    var classes = Self.small
    classes.totals[3] = 6
    for weights in [.symmetric, Strategy(fitting: classes, of: 2).weights(named: 0)] {
      let innocent = InnocentScore(classes, weights)
      let chernoff = innocent.chernoff(log(chance))
      let exact = innocent.threshold(logChance: log(chance))
      #expect(exact <= chernoff)
      #expect(tail(of: classes, weights, from: chernoff) <= chance)
      #expect(tail(of: classes, weights, from: exact) <= chance)
      // Close: a little lower, and it would not hold any more.
      #expect(tail(of: classes, weights, from: exact - 2.5) > chance)
    }
  }

  @Test func `a chance that nothing attains has a threshold that nobody reaches`() {
    let innocent = InnocentScore(Self.small, .symmetric)
    let bound = innocent.threshold(logChance: -1000)
    let best = zip(Self.small.totals, zip(Weights.symmetric.one, Weights.symmetric.zero))
      .reduce(0.0) { $0 + Double($1.0) * max($1.1.0, $1.1.1) }
    #expect(bound > best)
  }

  @Test(arguments: [1e-1, 1e-2, 1e-3])
  func `innocents pass no more often than they may, and not much less`(_ chance: Double) {
    var dice = Dice(5)
    let drawn = Drawn(.some, editions: 10_000, &dice)
    let weights = Strategy(fitting: .some, of: 3).weights(named: 0)
    let bound = InnocentScore(.some, weights).threshold(logChance: log(chance))
    let passed = Double(drawn.counts.count { weights.score($0, of: .some) >= bound }) / 10_000
    #expect(passed < chance + 4 * (chance / 10_000).squareRoot())
    #expect(passed > 0.3 * chance - 4 * (chance / 10_000).squareRoot())
  }

  @Test func `ten times as many editions cost a score of about 2.3`() {
    let weights = Strategy(fitting: .some, of: 3).weights(named: 0)
    let innocent = InnocentScore(.some, weights)
    let few = innocent.threshold(logChance: log(1e-6 / 1e4))
    let many = innocent.threshold(logChance: log(1e-6 / 1e5))
    #expect(many - few > 1)
    #expect(many - few < 3)
  }
}
