import Fingerprints
import Foundation

/// D1–D6: how many rows it takes to name whom.
struct Finding {
  let id: String
  let leak: Leak
  /// The least share of leaks that name somebody, and of the guilty that are named.
  let any: Double
  let all: Double

  static let bars = [
    Finding("D1", Leak(colluders: 1, rows: 8), any: 0.90, all: 0.90),
    Finding("D1", Leak(colluders: 1, rows: 10), any: 0.99, all: 0.99),
    Finding("D2", Leak(colluders: 2, rows: 50), any: 0.99, all: 0.95),
    Finding("D3", Leak(colluders: 3, rows: 100), any: 0.95, all: 0.90),
    Finding("D3", Leak(colluders: 3, rows: 150), any: 0.99, all: 0.99),
    Finding("D4", Leak(colluders: 4, rows: 200), any: 0.99, all: 0.95),
    Finding("D5", Leak(colluders: 5, rows: 300), any: 0.99, all: 0.95),
    Finding("D5", Leak(colluders: 5, rows: 1000), any: 1, all: 1),
    Finding("D6", Leak(colluders: 1, rows: 30, flipped: 0.1), any: 0.99, all: 0.99),
    Finding("D6", Leak(colluders: 2, rows: 100, erased: 0.5), any: 0.99, all: 0.99),
  ]

  private init(_ id: String, _ leak: Leak, any: Double, all: Double) {
    (self.id, self.leak, self.any, self.all) = (id, leak, any, all)
  }

  /// All attacks, or the one that there is with a single copy.
  private var attacks: [Attack] { leak.colluders == 1 ? [.interleave] : Attack.allCases }

  /// Prints a line for each bar: the worst attack, and the mean over all.
  static func print(in crowd: Crowd, traces: Int) -> Outcome {
    var dice = Seeded(state: 1)
    var sum = Outcome()
    for bar in bars {
      let attacks = bar.attacks
      let times = bar.leak.rows > 500 ? max(traces / 4, 4) : traces
      let outcomes = attacks.map { attack in
        var leak = bar.leak
        leak.attack = attack
        return crowd.traced(leak, times: attacks.count == 1 ? times * 5 : times, &dice)
      }
      let mean = outcomes.reduce(Outcome(), +)
      sum = sum + mean
      let any = outcomes.map(\.anyShare).min() ?? 0
      let all = outcomes.map(\.allShare).min() ?? 0
      Table.line(
        bar.id,
        bar.what,
        "any ≥ \(share(bar.any)), all ≥ \(share(bar.all))",
        "any \(share(any))/\(share(mean.anyShare)), all \(share(all))/\(share(mean.allShare))"
          + " in \(mean.traces) traces",
        met: any >= bar.any && all >= bar.all && mean.wrong == 0
      )
    }
    return sum
  }

  private var what: String {
    let noise = leak.flipped > 0 ? ", 10 % wrong" : leak.erased > 0 ? ", 50 % unread" : ""
    return "\(leak.colluders) colluder\(leak.colluders > 1 ? "s" : ""), \(leak.rows) rows\(noise)"
  }
}

func share(_ value: Double) -> String { String(format: "%.3f", value) }
