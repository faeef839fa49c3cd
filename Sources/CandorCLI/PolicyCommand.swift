import ArgumentParser
import Candor
import Foundation

/// `candor policy --rules FILE`, `candor policy --lint FILE --rules FILE`.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Write the privacy policy from the house rules, or hold a text against them.",
    discussion: """
      The same rules give the same bytes. With --lint, a policy or a notice that somebody wrote is \
      read instead, as text, Markdown or HTML, and each promise in it that the rules do not keep is \
      told with its line, why, and what could be said. Exit code 1 means that something must change.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case md, html
  }

  @Option(help: "The house rules, such as rules.yaml.") var rules: String
  @Option(help: "md or html.") var format = Format.md
  @Option(help: "A text to hold against the rules; - reads it from the input.") var lint: String?
  @Flag(help: "The text that is held is no whole policy: it need not name every recipient.")
  var notice = false
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let house = URL(filePath: rules)
    let rules = try refusing { try RulesFile.load(house) }
    guard let lint else { return try write(Policy(rules), rules) }
    let text = try refusing { try Self.text(of: lint) }
    let isHTML =
      ["html", "htm"].contains(URL(filePath: lint).pathExtension.lowercased())
      || text.trimmed.lowercased().hasPrefix("<!doctype html")
    let found = rules.brokenPromises(
      in: text,
      as: isHTML ? .html : .markdown,
      isPolicy: !notice
    )
    let reply = LintReply(found)
    if json {
      print(try Reply.text(reply))
    } else if found.isEmpty {
      print("\(lint) promises what the rules keep.")
    } else {
      for promise in found {
        let line = "\(lint):\(promise.told)"
        Terminal.say(promise.isError ? Terminal.red(line) : line)
      }
    }
    if !reply.ok { throw ExitCode(1) }
  }

  private func write(_ policy: Policy, _ rules: Rules) throws {
    let text =
      switch format {
      case .md: policy.markdown
      case .html: policy.html(language: rules.company.language ?? "en")
      }
    if json {
      print(try Reply.text(["hash": policy.hash, "text": text]))
    } else {
      print(text, terminator: "")
    }
  }

  private static func text(of file: String) throws -> String {
    let bytes =
      file == "-"
      ? FileHandle.standardInput.readDataToEndOfFile()
      : try? Data(contentsOf: URL(filePath: file))
    guard let bytes, let text = String(bytes: bytes, encoding: .utf8) else {
      throw CommandRefused("\(file) cannot be read as text")
    }
    return text
  }
}

/// What `candor policy --lint --json` prints.
struct LintReply: Encodable {
  struct Found: Encodable {
    let line: Int
    let column: Int
    let rule: String
    let phrase: String
    let reason: String
    let better: String
    let error: Bool
  }

  /// Whether nothing must change.
  let ok: Bool
  let promises: [Found]

  init(_ promises: [BrokenPromise]) {
    self.ok = !promises.contains(where: \.isError)
    self.promises = promises.map {
      Found(
        line: $0.line,
        column: $0.column,
        rule: $0.rule.rawValue,
        phrase: $0.phrase,
        reason: $0.reason,
        better: $0.better,
        error: $0.isError
      )
    }
  }
}

extension BrokenPromise {
  /// `12:5: error: 'we never share' (never-shares). … Better: …`.
  fileprivate var told: String {
    "\(line):\(column): \(isError ? "error" : "note"): '\(phrase)' (\(rule.rawValue)). "
      + "\(reason) Better: \(better)"
  }
}
