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
  init(_ filled: Filled, _ frame: Frame, _ problems: [Problem], _ rules: Rules, at now: Date) {
    let experience = filled.experience
    let asked = filled.questions
    let mistakes = problems.map { problem in
      (field: String(problem.path.trimmingPrefix("answers.")), says: problem.asMistake)
    }
    self.init(
      frame: frame,
      path: "/e/\(experience.name)",
      experience: experience.title,
      heading: asked.count == 1 ? nil : experience.pages[filled.page].title ?? experience.title,
      progress: Progress(filled),
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
          promise: Promised(question, rules, at: now)
        )
      },
      skip: asked.count == 1 ? "Skip this one" : "Skip these"
    )
  }
}

extension ExperiencePage.Progress {
  init(_ filled: Filled) {
    let pages = filled.experience.pages.map(\.elements.count)
    let before = pages.prefix(filled.page).reduce(0, +)
    let (here, all) = (filled.questions.count, pages.reduce(0, +))
    self.init(
      words: here == 1
        ? "Question \(before + 1) of \(all)"
        : "Questions \(before + 1) to \(before + here) of \(all)",
      done: before + here,
      all: all
    )
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
