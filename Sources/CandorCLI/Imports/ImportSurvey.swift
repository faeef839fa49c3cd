import ArgumentParser
import Candor
import Foundation

/// `candor import survey quiz.json`.
struct ImportSurvey: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey",
    abstract: "Read a SurveyJS document, and write it as an experience to be completed.",
    discussion: """
      Prints YAML for the rules. It says for each question what must be added before it can be \
      asked, and what was left out and why; until then `candor check` refuses it.
      """
  )

  @Argument(help: "The document, in JSON.") var file: String
  @Option(help: "Write the YAML to this file, which must not be there yet.") var out: String?

  func run() throws {
    let url = URL(filePath: file)
    guard let json = try? String(contentsOf: url, encoding: .utf8) else {
      throw RulesFile.Refused(file: url, problems: [Problem("", "cannot be read")])
    }
    let draft: SurveyDraft
    do throws(Invalid) {
      draft = try SurveyDraft(json: json)
    } catch {
      throw RulesFile.Refused(file: url, problems: error.problems)
    }
    for remark in draft.remarks { Terminal.say("\(file):\(remark.told)") }
    let text = Self.text(draft)
    if let out {
      try Data(text.utf8).write(to: URL(filePath: out), options: .withoutOverwriting)
    } else {
      print(text, terminator: "")
    }
  }

  /// The attributes to declare, as comments, and the experience.
  static func text(_ draft: SurveyDraft) -> String {
    let attributes = draft.attributes.map { attribute in
      "#   - {name: \(attribute.name), type: \(attribute.type.rawValue)}"
        + "  # \(attribute.title.split(whereSeparator: \.isNewline).joined(separator: " "))"
    }
    return """
      # For 'attributes': say the title, the kind and until when each is kept, and list it under a purpose.
      \(attributes.joined(separator: "\n"))
      # For 'experiences': say the kind, and for each question what it gives and what it is used for.
      \(draft.yaml)
      """
  }
}
