import Candor
import Foundation

/// What a decision of the Gate takes, in process: `Decide TABLE`.
///
/// Writes the uses, what is said to them and what they are decided by to the file `TABLE`, so that
/// another engine can be asked the same; prints a line of JSON with the times.
@main
struct Decide {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: Decide TABLE-FILE")
      exit(64)
    }
    let table = try Table()
    try JSONEncoder().encode(table.told).write(to: URL(filePath: CommandLine.arguments[1]))
    let whole = times(table) { use in
      if case .allowed = table.gate.decide(use, on: table.record, at: table.now) { 1 } else { 0 }
    }
    let only = times(table) { use in
      table.gate.reasons(against: use, on: table.record, at: table.now).isEmpty ? 1 : 0
    }
    let line = Line(
      uses: table.uses.count,
      grants: Table.grants,
      attributes: Table.attributes.count,
      decide: Spread(whole),
      reasons: Spread(only)
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    print(String(decoding: try encoder.encode(line), as: UTF8.self))
  }

  private struct Line: Encodable {
    let uses: Int
    let grants: Int
    let attributes: Int
    /// With the facts that are handed out.
    let decide: Spread
    /// The decision alone.
    let reasons: Spread
  }

  /// In nanoseconds.
  private struct Spread: Encodable {
    let p50: Double
    let p99: Double

    init(_ times: [Double]) {
      let sorted = times.sorted()
      p50 = sorted[sorted.count / 2]
      p99 = sorted[sorted.count * 99 / 100]
    }
  }

  /// For each use, the mean of a hundred decisions in a row, in nanoseconds: of five rounds the
  /// quietest, so that what else the machine does stays out.
  private static func times(_ table: Table, _ decide: (Use) -> Int) -> [Double] {
    let clock = ContinuousClock()
    var allowed = 0
    let times = table.uses.map { use in
      let rounds = (0..<5).map { _ in
        let start = clock.now
        for _ in 0..<100 { allowed += decide(use) }
        return start.duration(to: clock.now) / .nanoseconds(1) / 100
      }
      return rounds.min() ?? 0
    }
    // Keeps the decisions from being left out.
    precondition(allowed == 500 * table.told.allowed.filter { $0 }.count, "a decision changed")
    return times
  }
}
