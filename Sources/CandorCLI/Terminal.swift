import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a command says, and to whom: results to standard output, the rest to standard error.
enum Terminal {
  static let isTerminal = isatty(STDERR_FILENO) == 1
  private static let hasColours =
    isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  static func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Colours are for terminals, and `NO_COLOR` (no-color.org) turns them off.
  static func red(_ text: String) -> String {
    hasColours ? "\u{1b}[31m\(text)\u{1b}[0m" : text
  }
}

/// A bar that fills on a terminal; elsewhere a line for each tenth.
struct ProgressBar {
  private let title: String
  private let total: Int
  private var shown = -1

  init(_ title: String, total: Int) {
    self.title = title
    self.total = max(1, total)
  }

  mutating func update(_ done: Int) {
    let percent = min(100, done * 100 / total)
    guard percent > shown else { return }
    if Terminal.isTerminal {
      let filled = percent * 30 / 100
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
      let end = percent == 100 ? "\n" : ""
      FileHandle.standardError.write(Data("\r\(title) \(bar) \(percent)%\(end)".utf8))
      shown = percent
    } else if percent / 10 > shown / 10 || shown < 0 {
      Terminal.say("\(title): \(percent)%")
      shown = percent
    }
  }
}
