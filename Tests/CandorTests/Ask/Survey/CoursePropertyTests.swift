import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// Random surveys, and answers that may or may not fit them.
private struct Maker {
  private var dice: Dice
  private var names: [String] = []

  init(_ seed: UInt64) { dice = Dice(seed) }

  private mutating func one(of choices: [String]) -> String {
    choices[dice.roll(0...choices.count - 1)]
  }

  private mutating func condition() -> String {
    guard !names.isEmpty else { return "" }
    let key = one(of: ["visibleIf", "visibleIf", "enableIf", "requiredIf"])
    let test = one(of: ["notempty", "empty", "= 'x'", "> 2", "contains 'y'", "= true"])
    let other = one(of: ["", " and {\(one(of: names))} notempty", " or {\(one(of: names))} = 'x'"])
    return ", \(key): \"{\(one(of: names))} \(test)\(other)\""
  }

  private mutating func element(depth: Int) -> String {
    if depth < 3, dice.roll(0...5) == 0 {
      let condition = condition().replacing("requiredIf", with: "enableIf")
      let name = "p\(dice.roll(0...1_000_000))"
      let elements = (0...dice.roll(0...2)).map { _ in element(depth: depth + 1) }
      return
        "{type: panel, name: \(name)\(condition), elements: [\(elements.joined(separator: ", "))]}"
    }
    let kind = one(of: [
      "type: text, @text", "type: boolean, @flag", "type: rating, @rating",
      "type: radiogroup, choices: [x, y], showOtherItem: true, @choice",
      "type: checkbox, choices: [x, y, z], showNoneItem: true, showRefuseItem: true, @choices",
      "type: ranking, choices: [x, y], @choices", "type: slider, max: 9, @number",
      "type: matrix, rows: [r, s], columns: [x, y], @table", "type: tagbox, @tags",
      "type: multipletext, items: [{name: f}], @table", "type: text, inputType: date, @date",
    ])
    let name = "q\(names.count)"
    let required = one(of: ["", ", isRequired: true"])
    let text = "{name: \(name), title: Q, \(kind)\(required)\(condition())}"
    names.append(name)
    return text
  }

  mutating func experience() -> String {
    let pages = (0...dice.roll(0...2)).map { index in
      let condition = dice.roll(0...2) == 0 ? condition() : ""
      let elements = (0...dice.roll(0...4)).map { _ in element(depth: 0) }
      return "{name: page\(index)\(condition.replacing("requiredIf", with: "visibleIf")), "
        + "elements: [\(elements.joined(separator: ", "))]}"
    }
    let mode = one(of: ["standard", "singlePage", "questionPerPage"])
    return "questionsOnPageMode: \(mode)\npages: [\(pages.joined(separator: ",\n  "))]"
  }

  mutating func answers(to experience: Experience) -> [Question.Name: Answer] {
    var answers: [Question.Name: Answer] = [:]
    for question in experience.questions where dice.roll(0...3) > 0 {
      answers[question.name] = answer(to: dice.roll(0...4) == 0 ? nil : question.valueType)
    }
    return answers
  }

  private mutating func answer(to type: Attribute.ValueType?) -> Answer {
    switch type {
    case .text, .email: .text(one(of: ["x", "a longer text", " "]))
    case .choice: .text(one(of: ["x", "y", "other", "my own"]))
    case .choices, .tags:
      .list(dice.roll(0...1) == 0 ? ["x", "y"] : [one(of: ["x", "none", "refuse"])])
    case .rating, .number: .number(Double(dice.roll(1...5)))
    case .flag: .flag(dice.roll(0...1) == 0)
    case .table: .table(["r": one(of: ["x", "y"]), "f": one(of: ["", "z"])])
    case .date: .text(one(of: ["2009-02-13", "soon"]))
    case .acts, nil:
      [
        .skipped, .text("x"), .list(["x", "x"]), .number(.infinity), .number(-0.5), .flag(true),
        .table(["?": "!"]),
      ][
        dice.roll(0...6)
      ]
    }
  }
}

struct CoursePropertyTests {
  @Test(arguments: 1...150)
  func `whatever is asked and answered, only what was shown is declared`(_ seed: Int) throws {
    var maker = Maker(UInt64(seed))
    let asking = try Asking(maker.experience())
    for _ in 0..<10 {
      let answers = maker.answers(to: asking.experience)
      let course = asking.course(answers)
      let shown = Set(
        course.pages.flatMap { page in page.elements.flatMap { course.shownQuestions(in: $0) } }
          .map(\.name)
      )
      #expect(shown == Set(course.askedQuestions.map(\.name)))
      do throws(Invalid) {
        let declared = try asking.rules.declarations(
          from: answers,
          to: asking.experience,
          at: .start
        )
        #expect(declared.allSatisfy { shown.contains($0.source.question) })
        // What was not shown changes nothing, so it can be left out from the start.
        let rest = answers.filter { shown.contains($0.key) }
        let again = try asking.rules.declarations(from: rest, to: asking.experience, at: .start)
        #expect(again == declared)
      } catch {
        #expect(!error.problems.isEmpty)
        #expect(
          error.problems.allSatisfy {
            shown.contains(.init($0.path.replacing("answers.", with: "")))
          }
        )
      }
      _ = (course.score, course.endingHTML, course.results)
    }
  }
}
