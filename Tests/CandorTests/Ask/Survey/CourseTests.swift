import CandorFixtures
import Foundation
import Testing

@testable import Candor

struct CourseTests {
  /// Each question is asked because of the one before it.
  private static func chain() throws -> Asking {
    try Asking(
      """
      pages:
        - name: one
          elements:
            - {type: boolean, name: member, title: Member?, @flag}
            - {type: text, name: since, title: Since?, visibleIf: '{member} = true', @text}
        - name: two
          visibleIf: "{since} notempty"
          elements:
            - {type: comment, name: why, title: 'Why since {since}?', isRequired: true, @text}
      """
    )
  }

  @Test func `a question is asked while its condition holds, and so is a page`() throws {
    let asking = try Self.chain()
    #expect(asking.asked([:]) == [["member"]])
    #expect(asking.asked(["member": .flag(false)]) == [["member"]])
    #expect(asking.asked(["member": .flag(true)]) == [["member", "since"]])
    let all: [Question.Name: Answer] = ["member": .flag(true), "since": .text("May")]
    #expect(asking.asked(all) == [["member", "since"], ["why"]])
    #expect("Why since {since}?".filled(asking.course(all).display) == "Why since May?")
  }

  @Test func `what nobody is asked counts for nothing, however long the chain`() throws {
    let asking = try Self.chain()
    let stale: [Question.Name: Answer] = [
      "member": .flag(false), "since": .text("May"), "why": .text("Because"),
    ]
    #expect(asking.asked(stale) == [["member"]])
    #expect(try asking.declared(stale) == ["member": .flag(false)])
    #expect(Set(asking.course(stale).completed.answers.keys) == ["member"])
  }

  @Test func `a required question that is not asked is not missed`() throws {
    let asking = try Self.chain()
    #expect(asking.broken(["member": .flag(false)]).isEmpty)
    let asked: [Question.Name: Answer] = ["member": .flag(true), "since": .text("May")]
    #expect(asking.broken(asked).keys.sorted() == ["why"])
  }

  @Test func `an empty field is no answer to a required question; a skip is`() throws {
    let asking = try Asking(
      "pages: [{name: one, elements: [{type: text, name: a, title: A, isRequired: true, @text}]}]"
    )
    #expect(asking.broken(["a": .text("  ")])["a"] == ["needs an answer, or null to skip it"])
    #expect(try asking.declared(["a": .skipped]).isEmpty)
  }

  @Test func `who may not change an answer has not said it`() throws {
    let asking = try Asking(
      """
      pages:
        - name: one
          elements:
            - {type: boolean, name: member, title: Member?, @flag}
            - type: panel
              name: more
              enableIf: "{member} = true"
              elements:
                - {type: text, name: note, title: Note, isRequired: true, @text}
            - {type: comment, name: more-note, title: More, visibleIf: '{note} notempty', @text}
      """
    )
    let locked: [Question.Name: Answer] = ["member": .flag(false), "note": .text("x")]
    #expect(try asking.declared(locked) == ["member": .flag(false)])
    #expect(asking.asked(locked) == [["member", "note"]])
    let note = try #require(asking.experience.question("note"))
    #expect(!asking.course(locked).isEnabled(note))
    #expect(asking.broken(["member": .flag(true)]).keys.sorted() == ["note"])
  }

  @Test func `an answer is required if a condition holds`() throws {
    let asking = try Asking(
      """
      pages:
        - name: one
          elements:
            - {type: rating, name: stars, title: Stars, @rating}
            - {type: comment, name: why, title: Why?, requiredIf: '{stars} < 3', @text}
      """
    )
    #expect(asking.broken(["stars": .number(4)]).isEmpty)
    #expect(asking.broken(["stars": .number(2)]).keys.sorted() == ["why"])
    #expect(try asking.declared(["stars": .number(2), "why": .skipped]) == ["stars": .number(2)])
  }

  @Test func `a choice can be taken while it is offered`() throws {
    let asking = try Asking(
      """
      pages:
        - name: one
          elements:
            - {type: boolean, name: member, title: Member?, @flag}
            - type: radiogroup
              name: gift
              title: Which gift?
              choices:
                - pen
                - {value: lamp, visibleIf: '{member} = true'}
                - {value: atlas, enableIf: '{member} = true'}
              @choice
      """.replacing(
        "@choice",
        with: "attribute: a-choice\n        gives: [letters]\n        uses: [planning]"
      )
    )
    let gift = try #require(asking.experience.question("gift"))
    #expect(asking.course(["member": .flag(false)]).choices(of: gift).map(\.value) == ["pen"])
    #expect(asking.broken(["gift": .text("lamp")]).keys.sorted() == ["gift"])
    let member: [Question.Name: Answer] = ["member": .flag(true), "gift": .text("atlas")]
    #expect(try asking.declared(member)["gift"] == .text("atlas"))
  }

  @Test func `calculated values follow from answers in whatever order they stand`() throws {
    let asking = try Asking(
      """
      pages:
        - name: one
          elements:
            - {type: text, inputType: number, name: adults, title: Adults, @number}
            - {type: expression, name: total, title: Total, expression: '{double} * 10'}
            - {type: comment, name: note, title: 'For {double}', visibleIf: '{total} > 30', @text}
      calculatedValues:
        - {name: triple, expression: '{double} + {adults}', includeIntoResult: true}
        - {name: double, expression: '{adults} * 2'}
      """
    )
    let course = asking.course(["adults": .number(2)])
    #expect(course.display("total") == "40")
    #expect(course.results.map(\.name) == ["triple"])
    #expect(course.results.map(\.value) == ["6"])
    #expect(asking.asked(["adults": .number(2)]) == [["adults", "note"]])
    #expect(asking.asked(["adults": .number(1)]) == [["adults"]])
    // Nobody said what was worked out.
    #expect(try asking.declared(["adults": .number(2)]) == ["adults": .number(2)])
  }

  @Test func `what a link tells is read by conditions and recorded nowhere`() throws {
    let asking = try Asking(
      """
      hidden: [campaign]
      pages:
        - name: one
          elements:
            - {type: text, name: a, title: A, @text}
            - {type: comment, name: b, title: B, visibleIf: "{campaign} = 'spring'", @text}
      """
    )
    #expect(asking.asked([:], hidden: ["campaign": "spring"]) == [["a", "b"]])
    #expect(asking.asked([:], hidden: ["campaign": "autumn"]) == [["a"]])
    #expect(asking.course([:], hidden: ["shoe-size": "41"]).hidden.isEmpty)
    #expect(asking.broken(["campaign": .text("spring")]).keys.sorted() == ["campaign"])
  }

  private static func laidOut(_ lines: String) throws -> Asking {
    try Asking(
      """
      \(lines)pages:
        - name: one
          elements:
            - {type: html, name: hello, html: Hello}
            - {type: text, name: a, title: A, @text}
            - {type: panel, name: p, elements: [{type: comment, name: b, title: B, @text}]}
        - name: two
          elements:
            - {type: boolean, name: c, title: C, @flag}
            - {type: html, name: bye, html: Bye}
      """
    )
  }

  @Test func `questions are laid out as pages, all at once or one by one`() throws {
    #expect(try Self.laidOut("").asked([:]) == [["a", "b"], ["c"]])
    #expect(
      try Self.laidOut("questionsOnPageMode: singlePage\n").asked([:]) == [["a", "b", "c"]]
    )
    let single = try Self.laidOut("questionsOnPageMode: questionPerPage\n")
    #expect(single.asked([:]) == [["a"], ["b"], ["c"]])
    let names = single.course([:]).pages.map { $0.elements.map(\.name) }
    #expect(names == [["hello", "a"], ["b"], ["c", "bye"]])
  }

  @Test func `preferences stand on one page, to be looked over`() throws {
    let page =
      "pages: [{name: one, elements: [{type: text, name: a, title: A, @text}]}, "
      + "{name: two, elements: [{type: comment, name: b, title: B, @text}]}]"
    let yaml = Asking.yaml(page).replacing("kind: quiz", with: "kind: preferences")
    let experience = try #require(try Rules(yaml: yaml).experiences.first)
    #expect(Course(experience, [:], at: .start).pages.count == 1)
  }
}
