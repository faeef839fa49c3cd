import Candor
import Foundation

/// The file with the house rules, and how its problems are told.
enum RulesFile {
  /// Rules that were refused: every problem, a line each.
  struct Refused: Error, CustomStringConvertible {
    let file: URL
    let problems: [Problem]

    var description: String {
      problems.map { "\(file.path):\($0.told)" }.joined(separator: "\n")
    }
  }

  /// Rules for a directory, not yet remembered in it.
  struct Found {
    let rules: Rules
    /// What was named; nil when the directory knows it already.
    fileprivate let text: String?

    /// Keeps what was named, so that later commands need not name it again.
    ///
    /// Only for who holds the directory: another's server would find other rules at its next start.
    func remember(in directory: URL) throws {
      guard let text else { return }
      try Data(text.utf8).write(to: RulesFile.remembered(in: directory), options: .atomic)
    }
  }

  static func load(_ file: URL) throws -> Rules { try read(file).rules }

  /// The rules that are named, else those that were last used with the directory.
  static func read(_ named: String?, for directory: URL) throws -> Found {
    if let named {
      let (rules, text) = try read(URL(filePath: named))
      return Found(rules: rules, text: text)
    }
    let file = remembered(in: directory)
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw CommandRefused(
        "name the house rules with --rules FILE; \(directory.path) knows none yet"
      )
    }
    return Found(rules: try load(file), text: nil)
  }

  fileprivate static func remembered(in directory: URL) -> URL {
    directory.appending(path: "rules.yaml")
  }

  private static func read(_ file: URL) throws -> (rules: Rules, text: String) {
    let text: String
    do {
      text = try String(contentsOf: file, encoding: .utf8)
    } catch {
      throw Refused(file: file, problems: [Problem("", "cannot be read")])
    }
    do {
      return (try Rules(yaml: text), text)
    } catch {
      throw Refused(file: file, problems: error.problems)
    }
  }
}

extension Problem {
  /// `12: attributes[3].expires is missing: …`.
  var told: String {
    (line.map { "\($0): " } ?? " ") + (path.isEmpty ? rule : "\(path) \(rule)")
  }
}
