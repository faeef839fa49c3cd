import Foundation

/// Prints a line of JSON.
func printLine(_ line: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  print(String(decoding: try encoder.encode(line), as: UTF8.self))
}

/// What something took, in seconds.
struct Took: Encodable {
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

  static func + (left: Took, right: Took) -> Took {
    Took(wall: left.wall + right.wall, cpu: left.cpu + right.cpu)
  }
}

/// The middle and the slowest of a hundred among many times, in milliseconds.
struct Spread: Encodable {
  let p50: Double
  let p99: Double

  init(_ times: [Duration]) {
    let sorted = times.sorted()
    p50 = sorted[sorted.count / 2] / .milliseconds(1)
    p99 = sorted[sorted.count * 99 / 100] / .milliseconds(1)
  }
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

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers in every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
