import CandorFixtures
import Foundation

@testable import Candor

/// A house that asks one experience, written in a few lines.
///
/// `@text` stands for the keys of a question whose answer is an attribute of that type.
struct Asking {
  let rules: Rules
  let experience: Experience

  init(_ experience: String) throws {
    rules = try Rules(yaml: Self.yaml(experience))
    guard let first = rules.experiences.first else { throw Invalid([]) }
    self.experience = first
  }

  static let types = [
    "choice", "choices", "tags", "rating", "number", "flag", "table", "text", "date", "email",
  ]

  private static func name(_ type: String) -> String { type == "email" ? type : "a-\(type)" }

  /// - Parameter experience: what stands behind the name, title and kind of the experience.
  static func yaml(_ experience: String) -> String {
    let attributes = types.map { type in
      """
        - name: \(name(type))
          title: What is told as \(type)
          type: \(type)
          kind: \(type == "email" ? "contact" : "preference")
          expires: 1 year
      """
    }
    let names = types.map(name).joined(separator: ", ")
    var body = experience.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "    \($0)" }.joined(separator: "\n")
    for type in types.sorted(by: >) {
      body = body.replacing(
        "@\(type)",
        with: "attribute: \(name(type)), gives: [letters], uses: [planning]"
      )
    }
    return """
      company: {name: Petrel House, contact: privacy@petrel.example}
      attributes:
      \(attributes.joined(separator: "\n"))
      purposes:
        - name: planning
          sentence: We plan with your answers.
          basis: consent
          uses: [\(names)]
          expires: 1 year
      benefits:
        - {name: letters, sentence: Our letters page prints what readers told us.}
      notices:
        - purpose: planning
          version: 1
          attributes: [\(names)]
          text: Can we plan with your answers?
      experiences:
        - name: survey
          title: A survey
          kind: quiz
      \(body)
      """
  }

  func course(
    _ answers: [Question.Name: Answer],
    hidden: [String: String] = [:]
  ) -> Course {
    Course(experience, answers, hidden: hidden, at: .start)
  }

  /// What is recorded of the answers, by question.
  func declared(_ answers: [Question.Name: Answer]) throws -> [Question.Name: Value] {
    let declarations = try rules.declarations(from: answers, to: experience, at: .start)
    return Dictionary(uniqueKeysWithValues: declarations.map { ($0.source.question, $0.value) })
  }

  /// The rules that the answers break, by question.
  func broken(_ answers: [Question.Name: Answer]) -> [String: [String]] {
    do throws(Invalid) {
      _ = try rules.declarations(from: answers, to: experience, at: .start)
      return [:]
    } catch {
      return Dictionary(grouping: error.problems, by: { $0.path.replacing("answers.", with: "") })
        .mapValues { $0.map(\.rule) }
    }
  }

  /// The questions that are asked, page by page.
  func asked(_ answers: [Question.Name: Answer], hidden: [String: String] = [:]) -> [[String]] {
    let course = course(answers, hidden: hidden)
    return course.pages.map { page in
      page.elements.flatMap { course.shownQuestions(in: $0) }.map(\.name.rawValue)
    }
  }
}
