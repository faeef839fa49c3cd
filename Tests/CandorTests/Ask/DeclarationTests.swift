import Candor
import CandorFixtures
import Foundation
import Testing

struct DeclarationTests {
  private let rules = Rules.small

  private func declarations(
    _ answers: [Question.Name: Answer],
    in name: Experience.Name = "tastes",
    complete: Bool = true
  ) throws -> [Declaration] {
    let experience = try #require(rules.experience(name))
    return try rules.declarations(from: answers, to: experience, complete: complete, at: .start)
  }

  @Test func `a required question is answered or skipped aloud`() throws {
    let silence = #expect(throws: Invalid.self) { try declarations(["verse": .number(3)]) }
    #expect(silence?.problems.map(\.path) == ["answers.genres"])
    #expect(try declarations(["genres": .skipped, "verse": .number(3)]).count == 1)
    #expect(try declarations(["verse": .number(3)], complete: false).count == 1)
  }

  @Test func `an answer to no question is refused`() {
    let error = #expect(throws: Invalid.self) {
      try declarations(["genres": .skipped, "shoe-size": .number(41)])
    }
    #expect(error?.problems.map(\.path) == ["answers.shoe-size"])
  }

  @Test func `all problems are told at once, and no answer is taken`() {
    let error = #expect(throws: Invalid.self) {
      try declarations([
        "makers": .list(["Ana"]), "verse": .number(9), "mood": .text("boredom"),
        "hat-size": .number(58), "shoe-size": .number(41),
      ])
    }
    let paths = [
      "answers.hat-size", "answers.shoe-size", "answers.genres", "answers.verse", "answers.mood",
    ]
    #expect(error?.problems.map(\.path) == paths)
  }

  @Test func `a refusal does not repeat what was said`() throws {
    for secret in Cast.mara.secrets {
      let answers: [Question.Name: Answer] = [
        "genres": .list([secret]), "makers": .text(secret), "verse": .text(secret),
        "mood": .text(secret + "?"), "pace": .text(secret + "?"),
      ]
      let error = #expect(throws: Invalid.self) { try declarations(answers) }
      #expect(error?.problems.count == 5)
      #expect(error?.problems.allSatisfy { !"\($0)".contains(secret) } == true)
    }
  }

  @Test func `what stood under the question is kept with the answer`() throws {
    let genres = try #require(try declarations(["genres": .list(["Ocean"])]).first)
    #expect(genres.attribute == "genres")
    #expect(genres.source == .init(experience: "tastes", question: "genres"))
    #expect(genres.promise.purposes == ["lists", "offers"])
    #expect(genres.promise.recipients == ["tern-travel"])
    #expect(genres.promise.benefits == ["discover", "mixes"])
    #expect(genres.promise.until.rfc3339 == "2011-02-13T23:31:30.000Z")
    let email = try #require(
      try declarations(["email": .text(Cast.mara.email)], in: "journey").first
    )
    #expect(email.promise.recipients == ["gannet-mail", "tern-travel"])
  }

  @Test func `a question that keeps its answer for less than the attribute does so`() throws {
    let answers: [Question.Name: Answer] = ["departure": .text("2009-04-17")]
    let departure = try #require(try declarations(answers, in: "journey").first)
    #expect(departure.promise.until == Date.start.after(days: 60))
  }

  @Test func `the cast's own answers fit the small house`() throws {
    for member in Cast.allCases {
      #expect(try !declarations(member.answers(to: "tastes")).isEmpty)
    }
    #expect(try rules.declared(by: .mara).count == 9)
  }

  @Test func `a correction is held against the question that was answered`() throws {
    let record = Record.after(try rules.declared(by: .mara))
    let verse = try #require(record.answers["verse"])
    let correction = try rules.correction(of: verse, to: .number(2), at: .start)
    #expect(correction == Correction(attribute: "verse", value: .number(2)))
    for answer: Answer in [.number(6), .text("5"), .skipped] {
      let error = #expect(throws: Invalid.self) {
        try rules.correction(of: verse, to: answer, at: .start)
      }
      #expect(error?.problems.map(\.path) == ["value"])
    }
  }

  @Test func `an answer to a question that is asked no more cannot be changed`() throws {
    let later = try Rules.changed(
      "name: wish\n            title",
      to: "name: dream\n            title"
    )
    let record = Record.after(try rules.declared(by: .mara))
    let wish = try #require(record.answers["wish"])
    let error = #expect(throws: Invalid.self) {
      try later.correction(of: wish, to: .text("bells"), at: .start)
    }
    #expect(error?.problems.first?.rule.contains("asked no more") == true)
  }
}
