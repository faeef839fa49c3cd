import Foundation

extension Expression.Scope {
  /// What the conditions of an experience see.
  static func reading(
    _ experience: Experience,
    _ answers: [Question.Name: Answer],
    _ hidden: [String: String],
    at now: Date
  ) -> Expression.Scope {
    var scope = Expression.Scope(values: hidden.mapValues(Operand.text), now: now)
    for question in experience.questions {
      if question.type == .ranking { scope.ordered.insert(question.name.rawValue) }
      guard let answer = answers[question.name] else { continue }
      scope.values[question.name.rawValue] = question.operand(of: answer)
      if let value = try? question.value(of: answer) {
        scope.displays[question.name.rawValue] = question.display(of: value)
      }
    }
    // In the order in which they stand: each sees those before it.
    for value in experience.calculatedValues ?? [] {
      scope.values[value.name] = value.expression.value(in: scope)
    }
    return scope
  }
}

extension Experience {
  /// The names of everything whose condition does not hold, with all that it holds.
  func concealed(in scope: Expression.Scope) -> Set<String> {
    var concealed: Set<String> = []
    for page in pages {
      let isShown = page.visibleIf?.holds(in: scope) ?? true
      if !isShown { concealed.insert(page.key) }
      for element in page.elements { element.conceal(in: scope, isShown, &concealed) }
    }
    return concealed
  }
}

extension Element {
  fileprivate var condition: Expression? {
    switch self {
    case .question(let question): question.visibleIf
    case .panel(let panel): panel.visibleIf
    case .html(let passage): passage.visibleIf
    case .expression(let formula): formula.visibleIf
    }
  }

  fileprivate func conceal(
    in scope: Expression.Scope,
    _ isShownAround: Bool,
    _ concealed: inout Set<String>
  ) {
    let isShown = isShownAround && condition?.holds(in: scope) ?? true
    if !isShown { concealed.insert(name) }
    if case .panel(let panel) = self {
      for element in panel.elements { element.conceal(in: scope, isShown, &concealed) }
    }
  }
}

extension Question {
  /// An answer as expressions see it: as it was given, whether it keeps the rules or not.
  func operand(of answer: Answer) -> Operand {
    switch answer {
    case .skipped: .empty
    case .text(let text): valueType == .number ? Double(text).map(Operand.number) ?? .text(text) : .text(text)
    case .list(let texts): .list(texts.map(Operand.text))
    case .number(let number): .number(number)
    case .flag(let flag): .flag(flag)
    case .table(let table): .object(table.mapValues(Operand.text))
    }
  }

  /// A value with the texts of its choices, as the question shows them.
  public func display(of value: Value) -> String {
    func text(_ value: String) -> String {
      if let choice = choices?.first(where: { $0.value == value }) { return choice.text }
      if value == Special.none.rawValue, showNoneItem == true { return noneText ?? "None of these" }
      return value
    }
    return switch value {
    case .text(let one): text(one)
    case .list(let many): many.map(text).joined(separator: ", ")
    case .number(let number) where type == .rating: "\(number) of \(scale.upperBound)"
    case .number(let number): String(number)
    case .day(let day): String(describing: day)
    case .flag(let flag): flag ? labelTrue ?? "Yes" : labelFalse ?? "No"
    case .table(let table): lines.compactMap { line in
      table[line.value].map { said in
        "\(line.text): \(columns?.first { $0.value == said }?.text ?? said)"
      }
    }.joined(separator: "; ")
    }
  }

  /// The rows of a table: those of a matrix, or the fields of a multiple text.
  public var lines: [Choice] {
    rows ?? items?.map { Choice(value: $0.name, text: $0.title) } ?? []
  }
}
