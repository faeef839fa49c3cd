import Candor
import CandorFixtures
import Foundation
import Testing

/// One answer to one question of the small house, and what becomes of it.
struct Attempt<Outcome: Sendable>: Sendable, CustomTestStringConvertible {
  let question: Question.Name
  let answer: Answer
  let outcome: Outcome

  var testDescription: String { "\(question): \(answer)" }

  init(_ question: Question.Name, _ answer: Answer, _ outcome: Outcome) {
    self.question = question
    self.answer = answer
    self.outcome = outcome
  }

  /// The declarations made of this answer alone, to the experience that asks.
  func declarations() throws -> [Declaration] {
    let rules = Rules.small
    let experience = try #require(
      rules.experiences.first { $0.questions.contains { $0.name == question } }
    )
    return try rules.declarations(
      from: [question: answer],
      to: experience,
      complete: false,
      at: .start
    )
  }
}

struct AnswerTests {
  static let accepted: [Attempt<Value>] = [
    Attempt("genres", .list(["Verse", "Ocean"]), .list(["Verse", "Ocean"])),
    Attempt("makers", .list([" Ana ", "", "ANA", "Bo"]), .list(["Ana", "Bo"])),
    Attempt("verse", .number(1), .number(1)),
    Attempt("verse", .number(5), .number(5)),
    Attempt("mood", .text("larkrise"), .text("larkrise")),
    Attempt("pace", .text("candle"), .text("candle")),
    Attempt("wish", .text("  bells\n"), .text("bells")),
    Attempt(
      "wish",
      .text(String(repeating: "é", count: 80)),
      .text(String(repeating: "é", count: 80))
    ),
    Attempt("pen-name", .text("Corvane"), .text("Corvane")),
    Attempt("departure", .text("2009-02-13"), .day(Day(.start))),
    Attempt("email", .text(" Mara.Ilves@CAST.example "), .text("mara.ilves@cast.example")),
  ]

  @Test(arguments: AnswerTests.accepted)
  func `an answer becomes the value that was meant`(_ attempt: Attempt<Value>) throws {
    let declarations = try attempt.declarations()
    #expect(declarations.map(\.value) == [attempt.outcome])
    #expect(declarations.map(\.source.question) == [attempt.question])
  }

  /// With part of the rule that is told.
  static let refused: [Attempt<String>] = [
    Attempt("genres", .list(["Ocean", "Gossip"]), "only the question's choices"),
    Attempt("genres", .list(["Ocean", "Ocean"]), "each once"),
    Attempt("genres", .list(["ocean"]), "only the question's choices"),
    Attempt("genres", .text("Ocean"), "must be a list"),
    Attempt("makers", .list((0...50).map { "author \($0)" }), "at most 50 tags"),
    Attempt("makers", .list([String(repeating: "a", count: 101)]), "at most 100 letters"),
    Attempt("makers", .text("Ana"), "must be a list of tags"),
    Attempt("verse", .number(0), "from 1 to 5"),
    Attempt("verse", .number(6), "from 1 to 5"),
    Attempt("verse", .number(2.5), "whole number"),
    Attempt("verse", .number(.nan), "whole number"),
    Attempt("verse", .number(1e300), "whole number"),
    Attempt("verse", .text("5"), "must be a number"),
    Attempt("mood", .text("boredom"), "one of the question's choices"),
    Attempt("mood", .text("To rest"), "one of the question's choices"),
    Attempt("mood", .list(["larkrise"]), "as text"),
    Attempt("pace", .text(""), "one of the question's choices"),
    Attempt("wish", .text(String(repeating: "a", count: 81)), "at most 80 letters"),
    Attempt("wish", .number(3), "must be text"),
    Attempt("pen-name", .text(String(repeating: "a", count: 2001)), "at most 2000 letters"),
    Attempt("departure", .text("2009-02-30"), "YYYY-MM-DD"),
    Attempt("departure", .text("soon"), "YYYY-MM-DD"),
    Attempt("departure", .number(2009), "YYYY-MM-DD"),
    Attempt("email", .text("mara at cast"), "must be an e-mail address"),
    Attempt("email", .list(["mara@cast.example"]), "must be an e-mail address"),
  ]

  @Test(arguments: AnswerTests.refused)
  func `an answer that does not fit is refused where it was given`(
    _ attempt: Attempt<String>
  ) throws {
    let error = try #require(throws: Invalid.self) { try attempt.declarations() }
    let problem = try #require(error.problems.first)
    #expect(error.problems.count == 1)
    #expect(problem.path == "answers.\(attempt.question)")
    #expect(problem.rule.contains(attempt.outcome))
  }

  static let nothing: [Attempt<Void>] = [
    Attempt("genres", .skipped, ()), Attempt("verse", .skipped, ()), Attempt("wish", .skipped, ()),
    Attempt("email", .skipped, ()), Attempt("genres", .list([]), ()),
    Attempt("makers", .list([" ", ""]), ()), Attempt("wish", .text(" \n"), ()),
  ]

  @Test(arguments: AnswerTests.nothing)
  func `what is skipped or empty is not declared`(_ attempt: Attempt<Void>) throws {
    #expect(try attempt.declarations().isEmpty)
  }
}
