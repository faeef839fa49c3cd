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

  init(_ filled: Filled, _ frame: Frame, _ problems: [Problem], _ rules: Rules, at now: Date) {
    let (experience, course, asked) = (filled.experience, filled.course, filled.questions)
    let mistakes = problems.map { problem in
      (field: String(problem.path.trimmingPrefix("answers.")), says: problem.asMistake)
    }
    let heading = Self.heading(of: filled)
    self.init(
      frame: frame,
      path: "/e/\(experience.name)",
      experience: experience.title,
      heading: heading,
      progress: Progress(filled),
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
          promise: Promised(question, rules, at: now)
        )
      },
      skip: asked.count == 1 ? "Skip this one" : "Skip these"
    )
  }
}

extension ExperiencePage.Progress {
  init(_ filled: Filled) {
    let course = filled.course
    let pages = course.pages.map { page in
      page.elements.flatMap { course.shownQuestions(in: $0) }.count
    }
    let before = pages.prefix(filled.page).reduce(0, +)
    let (here, all) = (filled.questions.count, pages.reduce(0, +))
    let words =
      switch here {
      case 0: "A word between"
      case 1: "Question \(before + 1) of \(all)"
      default: "Questions \(before + 1) to \(before + here) of \(all)"
      }
    self.init(words: words, done: before + here, all: max(1, all))
  }
}

extension Problem {
  /// The rule, said to the person whose answer breaks it.
  var asMistake: String {
    switch rule {
    case let rule where rule.hasPrefix("needs an answer"): "Answer this, or skip it."
    case Filled.emptied:
      """
      You left this empty, but your earlier answer is still held, so here it is again. Press Next \
      to leave it as it is. To take it back, use Remove in My record.
      """
    case let rule where rule.hasPrefix("is missing"):
      "There is nothing here. To take your answer back, use Remove in My record."
    case let rule where rule.hasPrefix("must be a day"): "Give a whole date: day, month and year."
    default: "Your answer \(rule)."
    }
  }
}
