import CandorFixtures
import Foundation
import Testing

@testable import Candor

struct EndTests {
  private static func quiz() throws -> Asking {
    try Asking(
      """
      completedHtml: Thank you.
      completedHtmlOnCondition:
        - {expression: '{score} >= 3', html: '<p>{score} of {maxScore}, {correctAnswers} right</p>'}
      pages:
        - name: one
          elements:
            - type: radiogroup
              name: sea
              title: Which sea?
              choices: [{value: north, points: 2}, {value: dead, points: -1}, none-of-both]
              attribute: a-choice
              gives: [letters]
              uses: [planning]
            - {type: boolean, name: salty, title: Salty?, correctAnswer: true, @flag}
            - {type: rating, name: depth, title: Depth?, correctAnswer: 3, @rating}
            - {type: text, name: more, title: More?, visibleIf: '{salty} = true', correctAnswer: eel, @text}
      """
    )
  }

  @Test func `a score is the points of the choices and one for each right answer`() throws {
    let quiz = try Self.quiz()
    #expect(quiz.course([:]).score == 0)
    #expect(quiz.course([:]).bestScore == 4)
    let some: [Question.Name: Answer] = ["sea": .text("dead"), "depth": .number(3)]
    #expect(quiz.course(some).score == 0)
    let all: [Question.Name: Answer] = [
      "sea": .text("north"), "salty": .flag(true), "depth": .number(2), "more": .text("eel"),
    ]
    #expect(quiz.course(all).score == 4)
    #expect(quiz.course(all).bestScore == 5)
    // Not asked, so not right either.
    #expect(quiz.course(["salty": .flag(false), "more": .text("eel")]).score == 0)
  }

  @Test func `the end is the first whose condition holds, else the one for everybody`() throws {
    let quiz = try Self.quiz()
    #expect(quiz.course([:]).endingHTML == "Thank you.")
    let good: [Question.Name: Answer] = ["sea": .text("north"), "salty": .flag(true)]
    #expect(quiz.course(good).endingHTML == "<p>3 of 5, 1 right</p>")
  }

  @Test func `a ranking is right in its order, other lists in any`() throws {
    let quiz = try Asking(
      """
      pages:
        - name: one
          elements:
            - {type: ranking, name: r, title: R, choices: [x, y], correctAnswer: [x, y], @choices}
            - {type: tagbox, name: t, title: T, choices: [x, y], correctAnswer: [x, y], @tags}
      """
    )
    #expect(quiz.course(["r": .list(["x", "y"])]).score == 1)
    #expect(quiz.course(["r": .list(["y", "x"])]).score == 0)
    #expect(quiz.course(["t": .list(["y", "x"])]).score == 1)
  }

  private static let items = [
    Item(id: "tide", title: "Tide", creators: ["Ana"], genres: ["Ocean"], popularity: 2),
    Item(id: "reef", title: "Reef", creators: ["Bo"], genres: ["ocean"], popularity: 9),
    Item(id: "ode", title: "Ode", creators: ["Ana"], genres: ["Verse"], popularity: 5),
    Item(id: "loaf", title: "Loaf", creators: ["Cy"], genres: ["Bread"], popularity: 7),
  ]

  private static func matching(_ match: String) throws -> Asking {
    try Asking(
      """
      pages:
        - name: one
          elements:
            - {type: tagbox, name: makers, title: Who?, @tags}
            - {type: radiogroup, name: place, title: Where?, choices: [sea, land], @choice}
            - {type: comment, name: note, title: Note, @text}
      outcomes:
        - {name: noted, title: Noted, when: "{note} = 'x'"}
        - name: diver
          title: 'A diver by {place}'
          when: "{place} = 'sea'"
          picks: {genres: [Ocean], creators: ['{makers}']}
        - {name: reader, title: A reader}
      match: {purpose: planning, \(match)}
      """
    )
  }

  /// The end after these answers and a yes to these attributes.
  private func end(
    _ asking: Asking,
    _ answers: [Question.Name: Answer],
    yes attributes: [Attribute.Name]? = nil
  ) throws -> Ended? {
    let told = try asking.rules.declarations(from: answers, to: asking.experience, at: .start)
    let yes = try asking.rules.yes(to: Consent("planning"), attributes)
    let record = Record.after(told.map { .declared($0) } + [yes])
    let decision = Gate(asking.rules).decideWidest("planning", on: record, at: .start)
    guard case .allowed(let permitted) = decision else { return nil }
    return asking.experience.end(from: permitted, among: Self.items)
  }

  private let diver: [Question.Name: Answer] = [
    "makers": .list(["ana"]), "place": .text("sea"), "note": .text("y"),
  ]

  @Test func `an exact match has every wish, and says which answer each came from`() throws {
    let end = try #require(try end(try Self.matching("fill: exact"), diver))
    #expect(end.outcome.name == "diver")
    #expect(end.title == "A diver by sea")
    #expect(end.questions == ["place"])
    #expect(end.picks.map(\.item) == ["tide"])
    #expect(
      end.picks.first?.because == [
        .init(word: "Ocean", question: nil), .init(word: "Ana", question: "makers"),
      ]
    )
  }

  @Test func `a match with a fallback fills its list with what fits less`() throws {
    let end = try #require(try end(try Self.matching("fill: fallback, count: 3"), diver))
    #expect(end.picks.map(\.item) == ["tide", "reef", "ode"])
    #expect(end.picks.map(\.isExact) == [true, false, false])
    let all = try #require(try self.end(try Self.matching("fill: fallback"), diver))
    #expect(all.picks.last?.item == "loaf")
    #expect(all.picks.last?.because.isEmpty == true)
  }

  @Test func `an outcome that reads what the Gate keeps back neither holds nor fails`() throws {
    let asking = try Self.matching("fill: exact")
    let noted = diver.merging(["note": .text("x")]) { $1 }
    #expect(try end(asking, noted)?.outcome.name == "noted")
    #expect(try end(asking, noted, yes: ["a-tags", "a-choice"])?.outcome.name == "diver")
    let without = try #require(try end(asking, noted, yes: ["a-tags"]))
    #expect(without.outcome.name == "reader")
    #expect(without.questions.isEmpty && without.picks.isEmpty)
  }

  @Test func `an answer that is kept back names nothing`() throws {
    let end = try end(try Self.matching("fill: fallback, count: 2"), diver, yes: ["a-choice"])
    #expect(end?.picks.flatMap(\.because).contains { $0.question != nil } == false)
  }

  @Test func `what was permitted for another purpose ends nothing`() throws {
    let rules = Rules.small
    let yes = try rules.yes(to: Consent("lists"))
    let record = Record.after(try rules.declared(by: .mara) + [yes])
    guard case .allowed(let permitted) = Gate(rules).decideWidest("lists", on: record, at: .start)
    else {
      Issue.record("the Gate is shut")
      return
    }
    let asking = try Self.matching("fill: exact")
    #expect(asking.experience.end(from: permitted, among: Self.items) == nil)
  }
}
