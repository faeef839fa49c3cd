import ArgumentParser
import Candor
import Foundation

/// `candor check rules.yaml`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Hold house rules against the golden rule, without a server."
  )

  @Argument(help: "The rules, such as rules.yaml.") var file: String
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let url = URL(filePath: file)
    do {
      let rules = try RulesFile.load(url)
      let summary = [
        "attributes": rules.attributes.count, "purposes": rules.purposes.count,
        "recipients": rules.recipients.count, "experiences": rules.experiences.count,
      ]
      if json {
        print(try Reply.text(CheckReply([])))
      } else {
        let counts = summary.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        print("\(file) keeps the golden rule: \(counts.joined(separator: ", ")).")
        for missing in rules.missingForReceipts { print("\(missing.path) \(missing.rule).") }
      }
    } catch let refused as RulesFile.Refused {
      if json {
        print(try Reply.text(CheckReply(refused.problems)))
      } else {
        Terminal.say(Terminal.red(refused.description))
      }
      throw ExitCode(1)
    }
  }
}

/// What `candor check --json` prints.
struct CheckReply: Encodable {
  struct Found: Encodable {
    let line: Int?
    let path: String
    let rule: String
  }

  let ok: Bool
  let problems: [Found]

  init(_ problems: [Problem]) {
    self.ok = problems.isEmpty
    self.problems = problems.map { Found(line: $0.line, path: $0.path, rule: $0.rule) }
  }
}
