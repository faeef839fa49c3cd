import Fingerprints
import Foundation

/// F1–F4: that nobody is named wrongly.
struct Soundness {
  let crowd: Crowd

  /// F1: traces of every kind, until so many innocent editions have been tested.
  func falseNames(tests: Int, after found: Outcome) {
    var dice = Seeded(state: 2)
    var sum = found
    while sum.innocent < tests {
      let size = 1 + dice.roll(5)
      let leak = Leak(
        colluders: size,
        rows: 5 + dice.roll(60 * size),
        attack: Attack.allCases[dice.roll(Attack.allCases.count)],
        flipped: dice.chance(0.2) ? 0.1 : 0,
        erased: dice.chance(0.2) ? 0.5 : 0
      )
      sum = sum + crowd.traced(leak, times: 1, &dice)
    }
    Table.line(
      "F1",
      "innocents named, all attacks",
      "0 in ≥ 1e8 tests",
      "\(sum.wrong) in \(sum.innocent) tests, \(sum.traces) traces",
      met: sum.wrong > 0 ? false : sum.innocent >= 100_000_000 ? true : nil
    )
  }

  /// F2: how often innocents pass at chances that can be counted.
  func calibration(traces: Int) {
    let chances = [1e-1, 1e-2, 1e-3, 1e-4]
    var dice = Seeded(state: 3)
    var passed = [[Int]](repeating: [0, 0], count: chances.count)
    var tests = 0
    for trace in 0..<traces {
      let size = 1 + trace % 5
      let leak = Leak(
        colluders: size,
        rows: 20 + 50 * (size - 1),
        attack: Attack.allCases[trace % Attack.allCases.count]
      )
      let scores = innocentScores(of: leak, &dice)
      for (weights, values) in scores.byWeights {
        let innocent = InnocentScore(scores.classes, weights)
        for (index, chance) in chances.enumerated() {
          let bounds = [
            innocent.chernoff(log(chance)), innocent.threshold(logChance: log(chance)),
          ]
          for (kind, bound) in bounds.enumerated() {
            passed[index][kind] += values.count { $0 >= bound }
          }
        }
        tests += values.count
      }
    }
    for (index, chance) in chances.enumerated() {
      let rates = passed[index].map { Double($0) / Double(tests) / chance }
      // Three standard deviations of what is left to chance; the scores of a trace go together.
      let slack = 1 + 3 / (chance * Double(tests) / 9).squareRoot()
      Table.line(
        "F2",
        "innocents above a bound for \(chance)",
        "≤ 1 × that; exact ≥ 0.3 ×",
        "Chernoff \(share(rates[0])) ×, exact \(share(rates[1])) × in \(tests) scores",
        met: rates[0] <= slack && rates[1] <= slack && rates[1] >= 0.3
      )
    }
  }

  /// F3: weights that are wrong must cost names of the guilty alone.
  func mutations(traces: Int) {
    var dice = Seeded(state: 4)
    var (wrong, gauss, tests) = (0, 0, 0)
    for trace in 0..<traces {
      let leak = Leak(
        colluders: 1 + trace % 3,
        rows: 100,
        attack: Attack.allCases[trace % Attack.allCases.count]
      )
      let scores = innocentScores(of: leak, mutated: true, &dice)
      let perTest = log(1e-6 / Double(Crowd.editions))
      for (weights, values) in scores.byWeights {
        let bound = InnocentScore(scores.classes, weights).threshold(logChance: perTest)
        wrong += values.count { $0 >= bound }
        // As is often done: the threshold of a standard normal score, which this is not.
        let usual = 6.36 * Double(scores.classes.size).squareRoot()
        gauss += values.count { $0 >= usual }
        tests += values.count
      }
    }
    Table.line(
      "F3",
      "innocents named by wrong weights",
      "0",
      "\(wrong) in \(tests) tests; by a threshold of 6.36 √m: \(gauss)",
      met: wrong == 0
    )
  }

  /// F4: leaks of another origin, with strong habits of their own, and rows matched to the wrong people.
  func cleanOrigin(tests: Int) {
    var dice = Seeded(state: 5)
    var sum = Outcome()
    while sum.innocent < tests {
      let rows = 20 + dice.roll(400)
      let first = dice.roll(1 << 40) << 10
      let habit = (0..<Crowd.slots).map { _ in dice.chance(0.5) ? 0.95 : 0.05 }
      let copy = dice.chance(0.5) ? crowd.editions[dice.roll(Crowd.editions)] : nil
      let read = (0..<rows).map { row in
        let place = Place(number: UInt64(first + row), version: 1, under: crowd.secret)
        let other = Place(number: UInt64(first + row + 512), version: 1, under: crowd.secret)
        let levels = crowd.keys.levels(at: place, count: Crowd.slots)
        let elsewhere = copy?.marks(at: other, levels)
        let bits = habit.enumerated().map { slot, often in
          elsewhere?[slot] ?? dice.chance(often)
        }
        return ReadMarks.Row(place, levels: levels, bits: bits)
      }
      sum.count(Decoder().named(by: ReadMarks(read, by: crowd.editions)), guilty: [])
    }
    Table.line(
      "F4",
      "named for leaks of another origin",
      "0 in ≥ 1e7 tests",
      "\(sum.wrong) in \(sum.innocent) tests, \(sum.traces) traces",
      met: sum.wrong > 0 ? false : sum.innocent >= 10_000_000 ? true : nil
    )
  }
}

extension Soundness {
  private struct Scores {
    let classes: Classes
    let byWeights: [(Weights, [Double])]
  }

  private func innocentScores(
    of leak: Leak,
    mutated: Bool = false,
    _ dice: inout Seeded
  ) -> Scores {
    let guilty = leak.guilty(&dice)
    let first = dice.roll(1 << 40) << 8
    let rows = leak.read(from: guilty, in: crowd, first: first, &dice)
    let marks = ReadMarks(rows, by: crowd.editions)
    let classes = marks.classes(besides: [])
    var all = Trial.all(on: classes, budget: 1e-6).map(\.weights)
    if mutated { all = all.flatMap { mutations(of: $0, &dice) } }
    var ones = marks.ones(besides: [])
    for edition in guilty.reversed() { ones.remove(at: edition) }
    return Scores(
      classes: classes,
      byWeights: all.map { weights in (weights, ones.map { weights.score($0, of: classes) }) }
    )
  }

  /// One and zero swapped, signs turned, two classes exchanged, and no sense at all.
  private func mutations(of weights: Weights, _ dice: inout Seeded) -> [Weights] {
    var swapped = weights
    (swapped.one, swapped.zero) = (weights.zero, weights.one)
    var turned = weights
    turned.one = weights.one.map { -$0 }
    var exchanged = weights
    exchanged.one.swapAt(0, 4)
    exchanged.zero.swapAt(1, 5)
    var random = weights
    for index in random.one.indices {
      random.one[index] = Double.random(in: -3...3, using: &dice)
      random.zero[index] = Double.random(in: -3...3, using: &dice)
    }
    return [swapped, turned, exchanged, random]
  }
}
