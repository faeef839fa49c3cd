extension Course {
  /// The points of what was answered: those of the choices, and one for each right answer.
  public var score: Int {
    askedQuestions.filter(isEnabled)
      .reduce(0) { $0 + (answers[$1.name].map($1.points) ?? 0) }
  }

  /// The most points that there are.
  public var bestScore: Int { askedQuestions.reduce(0) { $0 + $1.mostPoints } }

  /// Whether it has a score at all.
  public var isScored: Bool { bestScore > 0 }

  /// The text at the end: the first whose condition holds, else the one for everybody.
  public var ending: Markup? {
    let scope = scopeAtEnd
    let conditional = experience.completedHtmlOnCondition?.first { $0.expression.holds(in: scope) }
    return conditional?.html ?? experience.completedHtml
  }

  /// The outcome whose condition holds first; else the first without one.
  func outcome(among outcomes: [Outcome]) -> Outcome? {
    let scope = scopeAtEnd
    return outcomes.first { $0.when?.holds(in: scope) == true } ?? outcomes.first { $0.when == nil }
  }

  /// The calculated values that the end tells, with what they came to.
  public var results: [(name: String, value: String)] {
    (experience.calculatedValues ?? []).filter { $0.includeIntoResult == true }.compactMap {
      value in
      display(value.name).map { (value.name, $0) }
    }
  }

  /// The text at the end as HTML, with what it tells filled in.
  public var endingHTML: String? { ending?.html(displayAtEnd) }

  /// How an answer, a calculated value or the score reads at the end.
  public func displayAtEnd(_ name: String) -> String? {
    display(name) ?? scores[name].map { String($0) }
  }

  /// What the end can tell besides: SurveyJS's words, and `score` and `maxScore`.
  ///
  /// A question of the same name comes first.
  private var scores: [String: Int] {
    guard isScored else { return [:] }
    let asked = askedQuestions.filter { $0.correctAnswer != nil }
    let right = asked.count { question in answers[question.name].map(question.isRight) ?? false }
    let counts = [right, asked.count - right, asked.count, score, bestScore]
    return Dictionary(uniqueKeysWithValues: zip(Self.scoreNames, counts))
  }

  static let scoreNames = [
    "correctAnswers", "incorrectAnswers", "questionCount", "score", "maxScore",
  ]

  private var scopeAtEnd: Expression.Scope {
    var scope = scope
    scope.values.merge(scores.mapValues { .number(Double($0)) }) { answer, _ in answer }
    return scope
  }
}

extension Question {
  func points(_ answer: Answer) -> Int {
    let chosen: [String] =
      switch answer {
      case .text(let text): [text]
      case .list(let texts): texts
      case .number, .flag, .table, .skipped: []
      }
    let points = (choices ?? []).filter { chosen.contains($0.value) }
      .reduce(0) { $0 + ($1.points ?? 0) }
    return points + (isRight(answer) ? 1 : 0)
  }

  var isScored: Bool {
    correctAnswer != nil || (choices ?? []).contains { $0.points != nil }
  }

  fileprivate var mostPoints: Int {
    let points = (choices ?? []).map { $0.points ?? 0 }.filter { $0 > 0 }
    let isMany = valueType == .choices || valueType == .tags
    let best = isMany ? points.reduce(0, +) : points.max() ?? 0
    return best + (correctAnswer == nil ? 0 : 1)
  }

  /// Whether it is what the quiz takes for right; in any order, but for a ranking.
  func isRight(_ answer: Answer) -> Bool {
    guard let correctAnswer, let right = held(self.answer(correctAnswer)), let said = held(answer)
    else { return false }
    if case (.list(let right), .list(let said)) = (right, said), type != .ranking {
      return Set(right) == Set(said)
    }
    return right == said
  }

  /// What the definition gives, as an answer.
  public func answer(_ preset: Preset) -> Answer {
    switch preset {
    case .list(let texts): return .list(texts)
    case .table(let table): return .table(table)
    case .text(let text):
      switch valueType {
      case .flag:
        let flags = ["true": true, "yes": true, "false": false, "no": false]
        return flags[text.lowercased()].map { .flag($0) } ?? .text(text)
      case .rating, .number: return Double(text).map(Answer.number) ?? .text(text)
      case .choices, .tags: return .list([text])
      case .choice, .text, .date, .email, .acts, .table: return .text(text)
      }
    }
  }
}
