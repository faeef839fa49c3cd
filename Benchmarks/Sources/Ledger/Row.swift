import Foundation

/// One line of the table.
struct Row {
  let title: String
  let perSecond: Double
  var p50 = Duration.zero
  var p99 = Duration.zero
  var perCommit = 0.0

  static let head = line("", "events/s", "p50 ms", "p99 ms", "a commit", "vault/this")

  /// - Parameter whole: what the row is compared with: how much of its pace the whole keeps.
  func line(of whole: Row?) -> String {
    Self.line(
      title,
      perSecond.formatted(.number.precision(.fractionLength(0))),
      Self.milliseconds(p50),
      Self.milliseconds(p99),
      perCommit.formatted(.number.precision(.fractionLength(1))),
      whole.map { ($0.perSecond / perSecond).formatted(.number.precision(.fractionLength(2))) }
        ?? ""
    )
  }

  static func line(_ title: String, _ columns: String...) -> String {
    let cells = columns.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }
    return title.padding(toLength: 40, withPad: " ", startingAt: 0) + cells.joined()
  }

  static func milliseconds(_ duration: Duration) -> String {
    (duration / .milliseconds(1)).formatted(.number.precision(.fractionLength(2)))
  }
}
