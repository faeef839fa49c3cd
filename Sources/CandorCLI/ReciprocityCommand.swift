import ArgumentParser
import CandorAPI
import Foundation

/// `candor reciprocity`.
struct ReciprocityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reciprocity",
    abstract: "Count what was asked, what was answered, and which answers moved a list.",
    discussion: """
      Names each question whose answers moved none of the lists that were given back in the last \
      30 days: it should not be asked. Counts events of everybody but the invented, never shows a \
      value, and needs a key with the scope 'counts'.
      """
  )

  @OptionGroup var options: DataOptions

  func run() async throws {
    let reply = try await Connection.open(options) { connection in
      try await connection.send(.get, "/v1/reciprocity", as: ReciprocityReply.self)
    }
    print(options.json ? try Reply.text(reply) : reply.told)
  }
}

extension ReciprocityReply {
  /// The counts as two tables, then what they say of each question that moved nothing.
  var told: String {
    let questions = self.questions.map { ($0.counts, "\($0.experience)/\($0.question)") }
    let attributes = self.attributes.map { ($0.counts, $0.attribute) }
    let rest = self.questions.filter { $0.verdict != "moves-lists" }
      .map { "\($0.experience)/\($0.question): \($0.says)" }
    let gone = self.attributes.compactMap { attribute in
      attribute.says.map { "\(attribute.attribute): \($0)" }
    }
    let head = """
      \(people) \(people == 1 ? "person" : "people"); \(lists) personal \
      \(lists == 1 ? "list" : "lists") given back in the last \(days) days. Under 'given', the lists \
      that an answer was free to move; under 'moved', those that it did.
      """
    return
      ([head, "", Self.table("question", questions), "", Self.table("attribute", attributes)]
      + (rest + gone).flatMap { ["", $0] })
      .joined(separator: "\n")
  }

  private static func table(_ title: String, _ rows: [(Counts, String)]) -> String {
    func line(_ cells: [String], _ name: String) -> String {
      cells.map { String(repeating: " ", count: max(0, 8 - $0.count)) + $0 }.joined(separator: "  ")
        + "  \(name)"
    }
    let lines = rows.map { counts, name in
      let cells = [counts.asked, counts.answered, counts.held, counts.given, counts.moved]
      return line(cells.map(String.init), name)
    }
    return ([line(["asked", "answered", "held", "given", "moved"], title)] + lines)
      .joined(separator: "\n")
  }
}
