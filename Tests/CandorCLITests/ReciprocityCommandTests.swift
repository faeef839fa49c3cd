import CandorAPI
import Testing

@testable import CandorCLI

@Suite struct `Reciprocity on a terminal` {
  private func question(_ name: String, _ verdict: String) -> ReciprocityReply.Question {
    .init(
      experience: "tastes",
      question: name,
      title: "?",
      attribute: name,
      gives: ["discover"],
      counts: .init(asked: 1200, answered: 30, held: 29, given: 7, moved: 0),
      verdict: verdict,
      says: "What is said of \(name)."
    )
  }

  @Test func `is two tables, and a word on each question that moved nothing`() {
    let counts = ReciprocityReply.Counts(asked: 0, answered: 2, held: 2, given: 0, moved: 0)
    let told = ReciprocityReply(
      days: 30,
      people: 1,
      lists: 7,
      questions: [question("genres", "moves-lists"), question("verse", "moves-nothing")],
      attributes: [.init(attribute: "hat", title: "hat", counts: counts, says: "It is held.")]
    ).told
    let lines = told.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0].hasPrefix("1 person; 7 personal lists given back in the last 30 days."))
    #expect(lines[2] == "   asked  answered      held     given     moved  question")
    #expect(lines[4] == "    1200        30        29         7         0  tastes/verse")
    #expect(lines.contains("       0         2         2         0         0  hat"))
    #expect(lines.contains("tastes/verse: What is said of verse."))
    #expect(lines.contains("hat: It is held."))
    #expect(!told.contains("What is said of genres."))
  }
}
