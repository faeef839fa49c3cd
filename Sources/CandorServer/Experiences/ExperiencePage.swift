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
  let elements: [AskedElement]
  let skip: String
  /// Whether it was begun before, and goes on here.
  let isResumed: Bool

  /// 'Question 2 of 4', and the line that shows it.
  struct Progress: Sendable {
    let words: String
    let done: Int
    let all: Int
  }
}

extension ExperiencePage {
  /// The heading of a page, unless it is its only question.
  static func heading(of filled: Filled) -> String? {
    let course = filled.course
    let pages = course.pages
    guard pages.indices.contains(filled.page) else { return nil }
    let isAlone = filled.elements.count { course.shows($0) } == 1 && filled.questions.count == 1
    if isAlone, case .question? = filled.elements.first(where: { course.shows($0) }) { return nil }
    return pages[filled.page].title?.filled(course.display) ?? filled.experience.title
  }

  init(_ filled: Filled, _ frame: Frame, _ problems: [Problem], _ house: House, isResumed: Bool) {
    let (rules, language, now) = (house.rules, house.language, house.now())
    let (experience, course, asked) = (filled.experience, filled.course, filled.questions)
    let mistakes = problems.map { problem in
      (field: String(problem.path.trimmingPrefix("answers.")), says: problem.asMistake(language))
    }
    let heading = Self.heading(of: filled)
    self.init(
      frame: frame,
      path: "/e/\(experience.name)",
      experience: experience.title,
      heading: heading,
      progress: Progress(filled, language),
      index: filled.page,
      isFirst: filled.page == 0,
      hidden: filled.hidden,
      hasMistakes: !mistakes.isEmpty,
      mistakes: asked.compactMap { question in
        let mistake = mistakes.first { $0.field == question.name.rawValue }
        return mistake.map { Mistake(anchor: question.anchor, says: $0.says) }
      },
      elements: AskedElement.all(filled.elements, in: course) { question in
        AskedQuestion(
          question,
          filled.typed[question.name] ?? Typed(),
          in: course,
          alone: heading == nil,
          mistake: mistakes.first { $0.field == question.name.rawValue }?.says,
          promise: Promised(question, rules, language, at: now),
          language
        )
      },
      skip: asked.count == 1 ? language("Skip this one") : language("Skip these"),
      isResumed: isResumed
    )
  }
}

extension ExperiencePage.Progress {
  init(_ filled: Filled, _ language: Language) {
    let course = filled.course
    let pages = course.pages.map { page in
      page.elements.flatMap { course.shownQuestions(in: $0) }.count
    }
    let before = pages.prefix(filled.page).reduce(0, +)
    let (here, all) = (filled.questions.count, pages.reduce(0, +))
    let counts = [
      "first": String(before + 1), "last": String(before + here), "all": String(all),
    ]
    let words =
      switch here {
      case 0: language("A word between")
      case 1: language("Question {first} of {all}", counts)
      default: language("Questions {first} to {last} of {all}", counts)
      }
    self.init(words: words, done: before + here, all: max(1, all))
  }
}
