import Candor
import Foundation

/// The file with the house rules, and how its problems are told.
enum RulesFile {
  /// Rules that were refused: every problem, a line each.
  struct Refused: Error, CustomStringConvertible {
    let description: String
  }

  static func load(_ file: URL) throws -> Rules {
    let text: String
    do {
      text = try String(contentsOf: file, encoding: .utf8)
    } catch {
      throw Refused(description: "cannot read \(file.path)")
    }
    do {
      return try Rules(yaml: text)
    } catch {
      throw Refused(
        description: error.problems.map { "\(file.path):\($0.told)" }.joined(separator: "\n")
      )
    }
  }

  /// The rules that are named, else those that were last used with the directory.
  ///
  /// What is named is remembered, so that later commands need not name it again.
  static func load(_ named: String?, for directory: URL) throws -> Rules {
    let remembered = directory.appending(path: "rules.yaml")
    if let named {
      let file = URL(filePath: named)
      let rules = try load(file)
      try FileManager.default.createDirectory(
        at: directory,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      try Data(contentsOf: file).write(to: remembered, options: .atomic)
      return rules
    }
    guard FileManager.default.fileExists(atPath: remembered.path) else {
      throw Refused(
        description: "name the house rules with --rules FILE; \(directory.path) knows none yet"
      )
    }
    return try load(remembered)
  }
}

extension Problem {
  /// `12: attributes[3].expires is missing: …`.
  var told: String {
    (line.map { "\($0): " } ?? " ") + (path.isEmpty ? rule : "\(path) \(rule)")
  }
}
