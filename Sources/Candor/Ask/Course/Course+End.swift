extension Course {
  /// The points of what was answered: those of the choices, and one for each right answer.
  public var score: Int {
    askedQuestions.reduce(0) { $0 + (answers[$1.name].map($1.points) ?? 0) }
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
  public var outcome: Outcome? {
    let scope = scopeAtEnd
    let outcomes = experience.outcomes ?? []
    return outcomes.first { $0.when?.holds(in: scope) == true } ?? outcomes.first { $0.when == nil }
  }

  /// The calculated values that the end tells, with what they came to.
  public var results: [(name: String, value: String)] {
    (experience.calculatedValues ?? []).filter { $0.includeIntoResult == true }.compactMap { value in
      display(value.name).map { (value.name, $0) }
    }
  }

  /// Conditions at the end also see `score`.
  private var scopeAtEnd: Expression.Scope {
    var scope = scope
    if isScored { scope.values["score"] = .number(Double(score)) }
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

  fileprivate var mostPoints: Int {
    let points = (choices ?? []).map { $0.points ?? 0 }.filter { $0 > 0 }
    let isMany = valueType == .choices || valueType == .tags
    let best = isMany ? points.reduce(0, +) : points.max() ?? 0
    return best + (correctAnswer == nil ? 0 : 1)
  }

  /// Whether it is what the quiz takes for right; in any order, but for a ranking.
  func isRight(_ answer: Answer) -> Bool {
    guard let correctAnswer, let right = try? value(of: self.answer(correctAnswer)),
      let said = try? value(of: answer)
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
      case .flag: return .flag(["true", "yes"].contains(text.lowercased()))
      case .rating, .number: return Double(text).map(Answer.number) ?? .text(text)
      case .choices, .tags: return .list([text])
      case .choice, .text, .date, .email, .acts, .table: return .text(text)
      }
    }
  }
}
