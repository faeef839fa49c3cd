import Fingerprints
import Foundation

/// S1–S3: a leak of a million rows and ten thousand editions, after its rows have been matched.
struct Speed {
  let crowd: Crowd
  let rows: Int

  /// A leak whose colluders' rows are mixed: every row from one of three copies.
  private func leak(numbered: Bool, _ guilty: [Int], _ dice: inout Seeded) -> [ReadMarks.Row] {
    (0..<rows).map { row in
      let place =
        numbered
        ? Place(number: UInt64(row), version: 1, under: crowd.secret)
        : Place(of: Array("person \(row)".utf8), version: 1, under: crowd.secret)
      let levels = crowd.keys.levels(at: place, count: Crowd.slots)
      let whose = guilty[dice.roll(guilty.count)]
      let marks = crowd.editions[whose].marks(at: place, levels)
      return ReadMarks.Row(place, levels: levels, bits: marks)
    }
  }

  func print() {
    var dice = Seeded(state: 6)
    let guilty = [17, 4711, 9999]
    for numbered in [true, false] {
      let kind = numbered ? "people numbered" : "no numbers"
      let rows = leak(numbered: numbered, guilty, &dice)
      screened(rows, kind, guilty, &dice)
      counted(rows, kind, guilty, all: numbered)
      Table.row([("", 3), ("the most memory held so far: \(Int(Memory.peak)) MB", 0)])
    }
    label()
  }

  private func screened(
    _ rows: [ReadMarks.Row],
    _ kind: String,
    _ guilty: [Int],
    _ dice: inout Seeded
  ) {
    let (named, took) = Took.by { Decoder().named(in: rows, by: crowd.editions) }
    let rightly = named.map(\.edition).sorted() == guilty
    Table.line(
      "S2",
      "screen and confirm \(rows.count) rows, \(kind)",
      "≤ 3 s",
      "\(took), \(named.count) of \(guilty.count) named",
      met: rightly && took.wall <= 3
    )
    let mixed = Decoder().named(in: rows.shuffled(using: &dice), by: crowd.editions)
    Table.line("S3", "the same shuffled", "the same", "\(mixed == named)", met: mixed == named)
  }

  /// - Parameter all: for all editions; else for a hundredth of them, and taken times a hundred.
  private func counted(_ rows: [ReadMarks.Row], _ kind: String, _ guilty: [Int], all: Bool) {
    let keys = all ? crowd.editions : Array(crowd.editions.prefix(crowd.editions.count / 100))
    let (marks, sorting) = Took.by { ReadMarks(rows, by: keys) }
    let (ones, took) = Took.by { marks.ones(besides: []) }
    let scale = all ? 1.0 : 100.0
    let whole = Took(wall: took.wall * scale, cpu: took.cpu * scale)
    Table.line(
      "S1",
      "count \(rows.count) rows for \(crowd.editions.count), \(kind)",
      "≤ 10 s on two cores",
      "\(whole)\(all ? "" : " by a hundredth"); sorting \(sorting)",
      met: ones.count == keys.count && whole.wall <= 10
    )
  }

  /// One label: eight marks, twenty holders.
  private func label() {
    var dice = Seeded(state: 7)
    let keys = Array(crowd.editions.prefix(20))
    let leak = Leak(rows: 1).read(from: [3], in: crowd, first: 5, &dice)
    let (_, took) = Took.by {
      for _ in 0..<100 {
        var evidence = Evidence(editions: keys.count)
        _ = evidence.add(leak, by: keys)
      }
    }
    let each = took.wall / 100 * 1000
    Table.line(
      "S2",
      "one label, 20 holders",
      "≤ 1 ms",
      String(format: "%.2f ms", each),
      met: each <= 1
    )
  }
}

/// What something took, in seconds.
struct Took: CustomStringConvertible {
  let wall: Double
  /// Of all threads together.
  let cpu: Double

  /// Runs it once.
  static func by<Result>(_ body: () throws -> Result) rethrows -> (Result, Took) {
    let (clock, cpu) = (ContinuousClock(), clock())
    let start = clock.now
    let result = try body()
    let wall = start.duration(to: clock.now) / .seconds(1)
    // POSIX counts in millionths, whatever the machine.
    return (result, Took(wall: wall, cpu: Double(Foundation.clock() - cpu) / 1_000_000))
  }

  var description: String { String(format: "%.1f s (cpu %.1f s)", wall, cpu) }
}

enum Memory {
  /// The most that this process has held so far, in millions of bytes; 0 where it is not told.
  static var peak: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kibibytes = line?.split { $0.isWhitespace }.dropFirst().first.flatMap { Double($0) }
    return (kibibytes ?? 0) * 1024 / 1_000_000
  }
}
