import Foundation

/// A line for each bar: what is asked, what came out.
enum Table {
  /// - Parameter met: nil where a short run cannot say.
  static func line(_ id: String, _ what: String, _ bar: String, _ measured: String, met: Bool?) {
    let verdict = met.map { $0 ? "met" : "MISSED" } ?? "short run"
    row([(id, 3), (what, 42), (bar, 26), (measured, 60), (verdict, 0)])
  }

  /// Written at once: a run of hours is read while it goes on.
  static func row(_ columns: [(String, width: Int)]) {
    let padded = columns.map { text, width in
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    FileHandle.standardOutput.write(Data((padded.joined(separator: " ") + "\n").utf8))
  }
}
