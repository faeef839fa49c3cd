import Candor
import Foundation
import SQLiteStore

/// A data directory full of people, without the hours that it takes over HTTP:
/// `Fill DIRECTORY RULES EXPERIENCE < ANSWERS`.
///
/// Each line of the answers is a JSON object, one person's answers by question. Everybody says yes to
/// all that is asked for in the rules.
@main
struct Fill {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else {
      print("usage: Fill DIRECTORY RULES EXPERIENCE < ANSWERS")
      exit(64)
    }
    let directory = URL(filePath: arguments[1])
    let rules = try Rules(yaml: String(contentsOfFile: arguments[2], encoding: .utf8))
    guard let experience = rules.experience(Experience.Name(arguments[3])) else {
      print("no experience of that name")
      exit(64)
    }
    let text = Keyring.freshText()
    let keyring = try Keyring(text)
    let vault = try await Vault(SQLiteStore(directory, keyring.rowTags), keyring)
    let file = directory.appending(path: "keyring").path
    let owner = [FileAttributeKey.posixPermissions: 0o600]
    guard FileManager.default.createFile(atPath: file, contents: Data(text.utf8), attributes: owner)
    else { throw CocoaError(.fileWriteUnknown) }

    let now = Date()
    let grants = try rules.notices.map { notice in
      Event.Content.granted(
        try rules.grant(
          notice.consent,
          attributes: nil,
          shown: notice.hash,
          despite: nil,
          at: now
        )
      )
    }
    var random = SystemRandomNumberGenerator()
    var page: [Vault.Line] = []
    while let line = readLine() {
      let answers = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
      let said = try rules.declarations(
        from: Dictionary(
          uniqueKeysWithValues: answers.map { (Question.Name($0), Answer.text($1)) }
        ),
        to: experience,
        complete: false,
        at: now
      )
      let contents = said.map { Event.Content.declared($0) } + grants
      let person = Person.ID(at: now, using: &random)
      page.append(Vault.Line(person, isNew: true) { _ in Vault.Entry(contents) })
      if page.count == 4096 {
        try await vault.write(page, at: now)
        page = []
      }
    }
    try await vault.write(page, at: now)
  }
}
