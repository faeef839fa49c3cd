import Candor
import CandorFixtures
import Testing

/// `candor check` holds the texts of the rules against the rules.
struct NoticeLintTests {
  @Test(arguments: [
    (
      "May our editors plan the next issue with your answers?",
      "May our editors plan with your answers? They are anonymous.", "anonymous"
    ),
    (
      "May our editors plan the next issue with your answers?",
      "May our editors plan the issue? We share your answers with trusted partners.",
      "trusted partners"
    ),
    (
      "May our editors plan the next issue with your answers?",
      "May our editors plan the issue? Your yes lasts two years.", "two years"
    ),
    (
      "May we give three of your answers to Tern Travel?",
      "May we give four of your answers to Tern Travel?", "four of your answers"
    ),
    (
      "May we give three of your answers to Tern Travel?",
      "May we give three of your answers to a travel firm?", "does not name Tern Travel"
    ),
    (
      "May we give three of your answers to Tern Travel?",
      "May we give your answers to Tern Travel and Gull Cruises?", "Gull Cruises"
    ),
    (
      "May we give three of your answers to Tern Travel?",
      "May we tell Tern Travel when you would like to leave? We use your e-mail address for one year.",
      "one year"
    ),
    (
      "sentence: We choose stories for you from what you told us.",
      "sentence: We improve our services.", "improve our services"
    ),
    (
      "title: What should we write about?",
      "title: What should we write about? Your answer is strictly confidential.",
      "strictly confidential"
    ),
  ])
  func `a text that promises more than the rules keep is refused`(
    _ passage: String,
    _ other: String,
    _ phrase: String
  ) throws {
    let yaml = try Rules.changedYAML(passage, to: other)
    let error = try #require(throws: Invalid.self) { try Rules(yaml: yaml) }
    let problem = try #require(error.problems.first { $0.rule.contains(phrase) })
    #expect(problem.line != nil)
  }

  @Test func `a text that says what the rules keep is taken`() throws {
    let text = """
      May we give three of your answers to Tern Travel? Your yes lasts 30 days. We use your e-mail \
      address for three years. It is not anonymous. Nobody but Tern Travel and Gannet Mail gets them.
      """
    _ = try Rules.changed("May we give three of your answers to Tern Travel?", to: text)
  }

  @Test func `texts in another language are left to those who read it`() throws {
    let yaml = try Rules.changedYAML("name: Petrel House", to: "name: Petrel House\n  language: de")
      .replacing("May we give three of your answers to Tern Travel?", with: "anonymous")
    _ = try Rules(yaml: yaml)
  }
}
