import Candor
import Foundation

/// One page of questions.
struct ExperiencePage: Page {
  static let template = "experience"

  struct Mistake: Sendable {
    /// The field that it is about, to jump to.
    let anchor: String
    let says: String
  }

  let frame: Frame
  let path: String
  let experience: String
  /// Where several questions share the page.
  let heading: String?
  let progress: Progress
  let index: Int
  let isFirst: Bool
  let hidden: [Filled.Hidden]
  let hasMistakes: Bool
  let mistakes: [Mistake]
  let questions: [AskedQuestion]
  let skip: String

  /// 'Question 2 of 4', and the line that shows it.
  struct Progress: Sendable {
    let words: String
    let done: Int
    let all: Int
  }
}

extension ExperiencePage {
  init(_ filled: Filled, _ frame: Frame, _ problems: [Problem], _ house: House) {
    let (rules, language, now) = (house.rules, house.language, house.now())
    let experience = filled.experience
    let asked = filled.questions
    let mistakes = problems.map { problem in
      (field: String(problem.path.trimmingPrefix("answers.")), says: problem.asMistake(language))
    }
    self.init(
      frame: frame,
      path: "/e/\(experience.name)",
      experience: experience.title,
      heading: asked.count == 1 ? nil : experience.pages[filled.page].title ?? experience.title,
      progress: Progress(filled, language),
      index: filled.page,
      isFirst: filled.page == 0,
      hidden: filled.hidden,
      hasMistakes: !mistakes.isEmpty,
      mistakes: asked.compactMap { question in
        let mistake = mistakes.first { $0.field == question.name.rawValue }
        return mistake.map { Mistake(anchor: question.anchor, says: $0.says) }
      },
      questions: asked.map { question in
        AskedQuestion(
          question,
          filled.typed[question.name] ?? Typed(),
          alone: asked.count == 1,
          mistake: mistakes.first { $0.field == question.name.rawValue }?.says,
          promise: Promised(question, rules, language, at: now),
          language
        )
      },
      skip: asked.count == 1 ? language("Skip this one") : language("Skip these")
    )
  }
}

extension ExperiencePage.Progress {
  init(_ filled: Filled, _ language: Language) {
    let pages = filled.experience.pages.map(\.elements.count)
    let before = pages.prefix(filled.page).reduce(0, +)
    let (here, all) = (filled.questions.count, pages.reduce(0, +))
    let counts = [
      "first": String(before + 1), "last": String(before + here), "all": String(all),
    ]
    self.init(
      words: here == 1
        ? language("Question {first} of {all}", counts)
        : language("Questions {first} to {last} of {all}", counts),
      done: before + here,
      all: all
    )
  }
}
