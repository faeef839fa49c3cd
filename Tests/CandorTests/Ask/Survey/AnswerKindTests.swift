import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// A question, an answer, and what is recorded or which rule it breaks.
struct KindOfAnswer: Sendable, CustomTestStringConvertible {
  let question: String
  let answer: Answer
  let value: Value?
  let rule: String?

  var testDescription: String { "\(question.prefix(60)) \(answer)" }

  static func takes(_ question: String, _ answer: Answer, _ value: Value?) -> KindOfAnswer {
    KindOfAnswer(question: question, answer: answer, value: value, rule: nil)
  }

  static func refuses(_ question: String, _ answer: Answer, _ rule: String) -> KindOfAnswer {
    KindOfAnswer(question: question, answer: answer, value: nil, rule: rule)
  }
}

extension KindOfAnswer {
  private static let rank = "type: ranking, choices: [x, y, z], @choices"
  private static let grid =
    "type: matrix, rows: [r, s], columns: [low, high], isAllRowRequired: true, @table"
  private static let fields =
    "type: multipletext, items: [{name: street, isRequired: true}, {name: city, maxLength: 3}], @table"
  private static let slide = "type: slider, min: 10, max: 50, step: 5, @number"
  private static let number = "type: text, inputType: number, max: 9, @number"
  private static let radio = """
    type: radiogroup, choices: [x, y], showOtherItem: true, showNoneItem: true, \
    showRefuseItem: true, showDontKnowItem: true, @choice
    """
  private static let boxes = """
    type: checkbox, choices: [x, y, z], showNoneItem: true, showRefuseItem: true, \
    minSelectedChoices: 2, maxSelectedChoices: 2, @choices
    """
  private static let png = "'data:image/png;base64,AA=='"
  private static let pictures = """
    type: imagepicker, multiSelect: true, @choices, \
    choices: [{value: x, imageLink: \(png)}, {value: y, imageLink: \(png)}]
    """

  static let taken: [KindOfAnswer] = [
    takes("type: boolean, @flag", .flag(false), .flag(false)),
    takes(rank, .list(["z", "x", "y"]), .list(["z", "x", "y"])),
    takes(grid, .table(["r": "low", "s": "high"]), .table(["r": "low", "s": "high"])),
    takes(grid, .table(["r": " "]), nil),
    takes(fields, .table(["street": " Quay 1 ", "city": ""]), .table(["street": "Quay 1"])),
    takes(slide, .number(25), .number(25)),
    takes(number, .text(" 7 "), .number(7)),
    takes(number, .number(-7), .number(-7)),
    takes(radio, .text("x"), .text("x")),
    takes(radio, .text("none"), .text("none")),
    takes(radio, .text(" my own "), .text("my own")),
    takes(radio, .text("refuse"), nil),
    takes(radio, .text("dontknow"), nil),
    takes(boxes, .list(["refuse"]), nil),
    takes(boxes, .list(["y", "x"]), .list(["y", "x"])),
    takes(pictures, .list(["y"]), .list(["y"])),
    takes(
      "type: rating, rateValues: [{value: 1, text: bad}, 5, 9], @rating",
      .number(5),
      .number(5)
    ),
    takes("type: rating, rateMin: 0, rateMax: 10, rateStep: 5, @rating", .number(10), .number(10)),
    takes("type: text, inputType: color, @text", .text("#00fF7a"), .text("#00fF7a")),
    takes("type: text, inputType: month, @text", .text("2009-02"), .text("2009-02")),
    takes("type: text, inputType: week, @text", .text("2009-W07"), .text("2009-W07")),
    takes("type: text, inputType: time, @text", .text("23:31"), .text("23:31")),
    takes(
      "type: text, inputType: tel, @text",
      .text("+44 20 7946 0018"),
      .text("+44 20 7946 0018")
    ),
    takes(
      "type: text, inputType: url, @text",
      .text("https://a.example"),
      .text("https://a.example")
    ),
    takes(
      "type: text, inputType: datetime-local, @text",
      .text("2009-02-13T23:31"),
      .text("2009-02-13T23:31")
    ),
    takes("type: text, inputType: range, min: 1, max: 3, @number", .number(3), .number(3)),
  ]

  static let broken: [KindOfAnswer] =
    [
      refuses("type: boolean, @flag", .text("yes"), "must be true or false"),
      refuses(rank, .list(["z", "x"]), "every choice once"),
      refuses(rank, .list(["z", "x", "x"]), "each once"),
      refuses(grid, .table(["r": "low"]), "an answer for each row"),
      refuses(grid, .table(["r": "low", "t": "low"]), "only the question's rows"),
      refuses(grid, .table(["r": "low", "s": "middle"]), "only the question's columns"),
      refuses(fields, .table(["city": "Ely"]), "must hold 'street'"),
      refuses(fields, .table(["street": "x", "city": "Elysium"]), "at most 3 letters"),
      refuses(slide, .number(24), "steps of 5 from 10"),
      refuses(slide, .number(55), "at most 50"),
      refuses(slide, .number(5), "at least 10"),
      refuses(number, .number(1.5), "whole number"),
      refuses(number, .text("many"), "must be a number"),
      refuses(number, .number(10), "at most 9"),
      refuses(radio, .text("other"), "one of the question's choices"),
      refuses(radio, .text(String(repeating: "a", count: 201)), "one of the question's choices"),
      refuses(boxes, .list(["x", "refuse"]), "told and not told"),
      refuses(boxes, .list(["x", "none"]), "none and some"),
      refuses(boxes, .list(["x"]), "at least 2"),
      refuses(boxes, .list(["x", "y", "z"]), "at most 2"),
      refuses(
        "type: radiogroup, choices: [x, y], @choice",
        .text("refuse"),
        "one of the question's"
      ),
      refuses(pictures, .text("y"), "must be a list"),
      refuses("type: rating, rateValues: [1, 5, 9], @rating", .number(4), "from 1 to 9"),
      refuses(
        "type: rating, rateMin: 0, rateMax: 10, rateStep: 5, @rating",
        .number(7),
        "from 0 to 10"
      ),
      refuses("type: text, inputType: color, @text", .text("red"), "#rrggbb"),
      refuses("type: text, inputType: month, @text", .text("2009-13"), "YYYY-MM"),
      refuses("type: text, inputType: week, @text", .text("2009-07"), "YYYY-Www"),
      refuses("type: text, inputType: time, @text", .text("24:00"), "HH:MM"),
      refuses("type: text, inputType: tel, @text", .text("call me"), "telephone"),
      refuses("type: text, inputType: url, @text", .text("javascript:alert(1)"), "https://"),
      refuses("type: text, inputType: datetime-local, @text", .text("2009-02-13"), "THH:MM"),
    ] + validated

  private static func validator(_ keys: String) -> String {
    "type: text, validators: [{\(keys)}], @text"
  }

  private static let validated: [KindOfAnswer] = [
    refuses(validator("type: numeric, minValue: 3"), .text("2"), "of at least 3"),
    refuses(validator("type: numeric, maxValue: 3"), .text("x"), "of at most 3"),
    refuses(validator("type: text, minLength: 3"), .text("ab"), "of at least 3 letters"),
    refuses(validator("type: text, allowDigits: false"), .text("a1"), "without digits"),
    refuses(validator("type: email"), .text("mara at cast"), "an e-mail address"),
    refuses(validator("type: regex, regex: '^[a-c]+$'"), .text("abd"), "not of the form"),
    refuses(validator("type: regex, regex: '^[a-c]+$', text: Only abc"), .text("ABC"), "Only abc"),
    refuses(
      validator("type: expression, expression: \"{q} != 'no'\""),
      .text("no"),
      "other answers"
    ),
    refuses(
      "type: checkbox, choices: [x, y], validators: [{type: answercount, minCount: 2}], @choices",
      .list(["x"]),
      "at least 2 choices"
    ),
  ]
}

struct AnswerKindTests {
  private func asking(_ kind: KindOfAnswer) throws -> Asking {
    try Asking("pages: [{name: one, elements: [{name: q, title: Q, \(kind.question)}]}]")
  }

  @Test(arguments: KindOfAnswer.taken)
  func `an answer of each kind becomes the value that was meant`(_ kind: KindOfAnswer) throws {
    let declared = try asking(kind).declared(["q": kind.answer])
    #expect(declared["q"] == kind.value)
  }

  @Test(arguments: KindOfAnswer.broken)
  func `an answer of each kind that breaks its rule is refused`(_ kind: KindOfAnswer) throws {
    let rules = try asking(kind).broken(["q": kind.answer])["q"] ?? []
    #expect(rules.count == 1)
    #expect(rules.allSatisfy { $0.contains(kind.rule ?? "") }, "found \(rules)")
  }

  @Test func `a pattern that ignores case does so on both sides`() throws {
    let question =
      "type: text, validators: [{type: regex, regex: '^[A-C]+$', caseInsensitive: true}], @text"
    let kind = KindOfAnswer.takes(question, .text("abC"), .text("abC"))
    #expect(try asking(kind).declared(["q": kind.answer])["q"] == kind.value)
  }

  @Test(arguments: KindOfAnswer.taken)
  func `what is held can be said again`(_ kind: KindOfAnswer) throws {
    guard let value = kind.value else { return }
    #expect(try asking(kind).declared(["q": Answer(value)])["q"] == value)
  }
}
