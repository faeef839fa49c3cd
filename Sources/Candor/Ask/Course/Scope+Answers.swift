import Foundation

extension Expression.Scope {
  /// What the conditions of an experience see.
  ///
  /// An answer counts where its question is shown and can be answered; any other is as good as
  /// none, so that nothing follows from what nobody is asked.
  static func reading(
    _ experience: Experience,
    _ answers: [Question.Name: Answer],
    _ hidden: [String: String],
    at now: Date
  ) -> Expression.Scope {
    var scope = Expression.Scope(values: hidden.mapValues(Operand.text), now: now)
    for reading in experience.readings.ordered {
      let counts = (reading.visible + reading.enabled).allSatisfy { $0.holds(in: scope) }
      guard counts else { continue }
      switch reading.source {
      case .formula(let formula): scope.values[reading.name] = formula.value(in: scope)
      case .question(let question):
        if question.type == .ranking { scope.ordered.insert(reading.name) }
        guard let answer = answers[question.name] else { continue }
        scope.values[reading.name] = question.operand(of: answer)
        if let value = question.held(answer) {
          scope.displays[reading.name] = question.display(of: value)
        }
      }
    }
    return scope
  }
}

extension Question {
  /// An answer as expressions see it: as it was given, whether it keeps the rules or not.
  func operand(of answer: Answer) -> Operand {
    switch answer {
    case .skipped: .empty
    case .text(let text):
      valueType == .number ? Double(text).map(Operand.number) ?? .text(text) : .text(text)
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
    case .number(let number) where type == .rating:
      rateValues?.first { $0.value == String(number) && $0.text != $0.value }?.text
        ?? "\(number) of \(scale.upperBound)"
    case .number(let number): String(number)
    case .day(let day): String(describing: day)
    case .flag(let flag): flag ? labelTrue ?? "Yes" : labelFalse ?? "No"
    case .table(let table):
      lines.compactMap { line in
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
