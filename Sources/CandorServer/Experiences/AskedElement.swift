import Candor

/// Something on a page: a question, a group of them, a text, a line that is worked out.
struct AskedElement: Sendable {
  /// Elements under one title.
  struct Group: Sendable {
    let id: String
    let title: String?
    let hint: String?
    let elements: [AskedElement]
  }

  /// A line that is worked out from answers.
  struct Worked: Sendable {
    let title: String
    let value: String
  }

  var question: AskedQuestion?
  var group: Group?
  /// Made safe by the domain.
  var html: String?
  var worked: Worked?
}

extension AskedElement {
  /// Those that are shown now.
  ///
  /// - Parameter ask: draws a question.
  static func all(
    _ elements: [Element],
    in course: Course,
    _ ask: (Question) -> AskedQuestion
  ) -> [AskedElement] {
    elements.filter { course.shows($0) }.map { element in
      switch element {
      case .question(let question): AskedElement(question: ask(question))
      case .html(let passage): AskedElement(html: passage.html.html(course.display))
      case .expression(let formula):
        AskedElement(
          worked: Worked(
            title: formula.title.filled(course.display),
            value: course.display(formula)
          )
        )
      case .panel(let panel):
        AskedElement(
          group: Group(
            id: panel.name,
            title: panel.title?.filled(course.display),
            hint: panel.description?.filled(course.display),
            elements: all(panel.elements, in: course, ask)
          )
        )
      }
    }
  }
}
