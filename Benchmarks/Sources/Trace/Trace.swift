import Fingerprints
import Foundation

/// The bars of tracing, with what is measured beside them: `Trace [PART…] [full]`.
///
/// Parts are `find`, `text`, `sound`, `alias`, `speed` and `lengths`, all of them if none is given. `full`
/// counts as many traces as the bars ask for, some hours; without it, a part of them.
@main
struct Trace {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let isFull = arguments.contains("full")
    let parts = arguments.filter { $0 != "full" }
    func wants(_ part: String) -> Bool { parts.isEmpty || parts.contains(part) }
    let crowd = Crowd()
    var found = Outcome()
    if wants("find") { found = Finding.print(in: crowd, traces: isFull ? 200 : 20) }
    if wants("text") { Strings().print(traces: isFull ? 200 : 20) }
    if wants("sound") {
      let soundness = Soundness(crowd: crowd)
      soundness.calibration(traces: isFull ? 80 : 16)
      soundness.mutations(traces: isFull ? 40 : 8)
      soundness.cleanOrigin(tests: isFull ? 10_000_000 : 1_000_000)
      soundness.falseNames(tests: isFull ? 100_000_000 : 5_000_000, after: found)
    }
    if wants("alias") { Issued().print(tries: isFull ? 1_000_000_000 : 10_000_000) }
    if wants("speed") { Speed(crowd: crowd, rows: 1_000_000).print() }
    if wants("lengths") { Lengths.print() }
  }
}
