import Foundation

/// One run of an experience: what was answered so far, and what follows from it.
///
/// A value that is made anew from the answers each time, so that it has no state of its own.
public struct Course: Sendable {
  public let experience: Experience
  /// What was answered, also to questions that are not shown any more: those count for nothing.
  public let answers: [Question.Name: Answer]
  /// What the link told, by the names that the experience lists as hidden.
  public let hidden: [String: String]
  public let now: Date
  /// What conditions and formulas see: each answer that counts, what the link told, and what follows.
  public let scope: Expression.Scope
  /// Elements whose condition, or that of something around them, does not hold.
  private let concealed: Set<String>
  /// Elements that cannot be changed, in the same way.
  private let locked: Set<String>

  public init(
    _ experience: Experience,
    _ answers: [Question.Name: Answer],
    hidden: [String: String] = [:],
    at now: Date
  ) {
    self.experience = experience
    self.answers = answers
    self.hidden = hidden.filter { experience.hidden?.contains($0.key) == true }
    self.now = now
    let scope = Expression.Scope.reading(experience, answers, self.hidden, at: now)
    let placed = experience.placed
    self.scope = scope
    concealed = Set(
      placed.filter { !$0.visible.allSatisfy { $0.holds(in: scope) } }.map(\.element.name)
    )
    locked = Set(
      placed.filter { !$0.enabled.allSatisfy { $0.holds(in: scope) } }.map(\.element.name)
    )
  }

  /// The same with only what is asked now: what is taken, scored and shown at the end.
  public var completed: Course {
    let asked = Set(askedQuestions.map(\.name))
    let rest = answers.filter { asked.contains($0.key) }
    return rest.count == answers.count
      ? self : Course(experience, rest, hidden: hidden, at: now)
  }

  /// The questions that are shown now, on all pages.
  public var askedQuestions: [Question] {
    experience.pages.filter { shows($0) }.flatMap { page in
      page.elements.flatMap { shownQuestions(in: $0) }
    }
  }

  /// The questions that are shown now within an element.
  public func shownQuestions(in element: Element) -> [Question] {
    guard shows(element) else { return [] }
    switch element {
    case .question(let question): return [question]
    case .panel(let panel): return panel.elements.flatMap { shownQuestions(in: $0) }
    case .html, .expression: return []
    }
  }

  /// Whether an element is shown: its condition, and those of everything around it, hold.
  public func shows(_ element: Element) -> Bool { !concealed.contains(element.name) }

  public func shows(_ page: Experience.Page) -> Bool {
    (page.visibleIf?.holds(in: scope) ?? true) && page.elements.contains { isVisible($0) }
  }

  private func isVisible(_ element: Element) -> Bool {
    guard shows(element) else { return false }
    switch element {
    case .question, .html, .expression: return true
    case .panel(let panel): return panel.elements.contains { isVisible($0) }
    }
  }

  /// The pages as they are walked through: those with something on them, laid out as asked for.
  public var pages: [Experience.Page] {
    let visible = experience.pages.filter { shows($0) }
    switch experience.layout {
    case .standard: return visible
    case .singlePage:
      guard let first = visible.first else { return [] }
      return [first.holding(visible.flatMap(\.elements))]
    case .questionPerPage: return visible.flatMap { oneByOne($0) }
    }
  }

  /// A page for each question; text goes with the question behind it.
  private func oneByOne(_ page: Experience.Page) -> [Experience.Page] {
    var pages: [[Element]] = []
    var text: [Element] = []
    for element in page.elements.flatMap({ parts(of: $0) }) {
      text.append(element)
      guard case .question = element else { continue }
      pages.append(text)
      text = []
    }
    if !text.isEmpty { pages.append((pages.popLast() ?? []) + text) }
    return pages.map { page.holding($0) }
  }

  /// What is shown of an element, without the panels around it.
  private func parts(of element: Element) -> [Element] {
    guard isVisible(element) else { return [] }
    guard case .panel(let panel) = element else { return [element] }
    return panel.elements.flatMap { parts(of: $0) }
  }

  public func isEnabled(_ question: Question) -> Bool {
    !locked.contains(question.name.rawValue)
  }

  /// Whether silence is sent back.
  public func isRequired(_ question: Question) -> Bool {
    guard isEnabled(question) else { return false }
    return question.isRequired == true || question.requiredIf?.holds(in: scope) == true
  }

  /// The choices that are offered now.
  public func choices(of question: Question) -> [Choice] {
    (question.choices ?? []).filter { choice in
      (choice.visibleIf?.holds(in: scope) ?? true) && (choice.enableIf?.holds(in: scope) ?? true)
    }
  }

  /// How an answer or a calculated value reads within a text.
  public func display(_ name: String) -> String? {
    scope.displays[name] ?? scope.values[name].map(Self.text)
  }

  /// What a formula comes to, as text.
  public func display(_ formula: Formula) -> String {
    Self.text(of: formula.expression.value(in: scope))
  }
}

extension Course {
  /// An operand as a person reads it.
  static func text(of operand: Operand) -> String {
    switch operand {
    case .empty: ""
    case .flag(let flag): flag ? "yes" : "no"
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15
        ? String(Int64(number))
        : number.formatted(
          .number.precision(.fractionLength(0...2)).locale(Locale(identifier: "en_GB"))
        )
    case .text(let text): text
    case .date(let date): String(describing: Day(date))
    case .list(let list): list.map(text).joined(separator: ", ")
    case .object(let members):
      members.keys.sorted().compactMap { members[$0].map(text) }.joined(separator: ", ")
    }
  }
}

extension Experience.Page {
  func holding(_ elements: [Element]) -> Experience.Page {
    Experience.Page(
      name: name,
      title: title,
      description: description,
      visibleIf: visibleIf,
      enableIf: enableIf,
      elements: elements
    )
  }
}
