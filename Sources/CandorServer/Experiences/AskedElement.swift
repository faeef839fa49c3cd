import Candor

/// Something on a page: a question, a group of them, a text, a line that is worked out.
///
/// One of the lists has one element, the others none. They are no optionals: for what is nil, Mustache
/// looks in what is around it, and a group within itself has no end.
struct AskedElement: Sendable {
  /// Elements under one title.
  struct Group: Sendable {
    let id: String
    let titles: [String]
    let hints: [String]
    let elements: [AskedElement]
  }

  /// A line that is worked out from answers.
  struct Worked: Sendable {
    let title: String
    let value: String
  }

  var questions: [AskedQuestion] = []
  var groups: [Group] = []
  /// Made safe by the domain.
  var passages: [String] = []
  var worked: [Worked] = []
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
      case .question(let question): AskedElement(questions: [ask(question)])
      case .html(let passage): AskedElement(passages: [passage.html.html(course.display)])
      case .expression(let formula):
        AskedElement(
          worked: [
            Worked(title: formula.title.filled(course.display), value: course.display(formula))
          ]
        )
      case .panel(let panel):
        AskedElement(
          groups: [
            Group(
              id: panel.name,
              titles: panel.title.map { [$0.filled(course.display)] } ?? [],
              hints: panel.description.map { [$0.filled(course.display)] } ?? [],
              elements: all(panel.elements, in: course, ask)
            )
          ]
        )
      }
    }
  }
}
