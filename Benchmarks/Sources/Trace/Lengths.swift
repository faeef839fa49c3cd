import Fingerprints
import Foundation

/// How long a code is, beside the lengths that are proven in advance.
enum Lengths {
  /// Prints a line for each number of colluders.
  static func print() {
    let nats = log(Double(Crowd.editions) / 1e-6)
    row("c", "least by theory", "bar here", "Škorić π²/2·c²·ln(n/ε)", "Tardos 100·c²·ln(n/ε)")
    for (size, rows) in [(1, 10), (2, 50), (3, 100), (4, 200), (5, 300)] {
      let square = Double(size * size)
      func whole(_ length: Double) -> String { "\(Int(length.rounded()))" }
      row(
        "\(size)",
        whole(nats / Worst.information(Worst.chances[size])),
        "\(rows * Crowd.slots)",
        whole(.pi * .pi / 2 * square * nats),
        whole(100 * square * nats)
      )
    }
  }

  private static func row(_ columns: String...) {
    Table.row(Array(zip(columns, [3, 16, 9, 23, 0])))
  }
}
