import Candor
import Foundation

/// What stands in the fields of one question, before it is an answer.
struct Typed: Sendable {
  var values: [String] = []
  /// The tags that were ticked beside the field for others.
  var picks: [String] = []
  /// What was written beside 'Other'.
  var other = ""
  /// Of a table the fields by row; of a ranking the places by choice.
  var cells: [String: String] = [:]
}

extension Typed {
  init(_ form: Form, _ question: Question) {
    values = form[question.name.rawValue]
    picks = form[Self.picks(of: question.name)]
    other = form.first(Self.other(of: question.name)) ?? ""
    for line in question.type == .ranking ? question.choices ?? [] : question.lines {
      if let cell = form.first(Self.cell(line.value, of: question.name)), !cell.trimmed.isEmpty {
        cells[line.value] = cell
      }
    }
  }

  /// An answer that is held, as it would be typed into this question.
  init(_ value: Value, into question: Question) {
    let choices = question.choices?.map(\.value) ?? []
    switch (value, question.valueType) {
    case (.list(let tags), .tags):
      picks = tags.filter(choices.contains)
      let others = tags.filter { !choices.contains($0) }
      values = others.isEmpty ? [] : [others.joined(separator: ", ")]
    case (.list(let ranked), .choices) where question.type == .ranking:
      for (place, choice) in ranked.enumerated() { cells[choice] = String(place + 1) }
    case (.list(let values), .choices): choose(values, of: question)
    case (.text(let value), .choice): choose([value], of: question)
    case (.list, _): break
    case (.table(let table), _): cells = table
    case (.flag(let flag), _): values = [flag ? "true" : "false"]
    default: values = [String(describing: value)]
    }
  }

  private mutating func choose(_ chosen: [String], of question: Question) {
    let known = Set((question.choices ?? []).map(\.value) + question.specials.map(\.rawValue))
    values = chosen.filter(known.contains)
    guard question.showOtherItem == true, let own = chosen.first(where: { !known.contains($0) })
    else { return }
    values.append(Question.Special.other.rawValue)
    other = own
  }

  static func picks(of question: Question.Name) -> String { "\(question):pick" }
  static func other(of question: Question.Name) -> String { "\(question):other" }
  static func cell(_ line: String, of question: Question.Name) -> String { "\(question):\(line)" }

  /// What a page must carry for another.
  func hidden(_ question: Question.Name) -> [Filled.Hidden] {
    var hidden = values.filter { !$0.isEmpty }
      .map { Filled.Hidden(name: question.rawValue, value: $0) }
    hidden += picks.map { Filled.Hidden(name: Self.picks(of: question), value: $0) }
    if !other.isEmpty { hidden.append(.init(name: Self.other(of: question), value: other)) }
    hidden += cells.sorted { $0.key < $1.key }
      .map { Filled.Hidden(name: Self.cell($0.key, of: question), value: $0.value) }
    return hidden
  }
}

extension Question {
  /// What was typed, as an answer; nil for nothing at all.
  func answer(_ typed: Typed) -> Answer? {
    let values = typed.values.filter { !$0.trimmed.isEmpty }.map { value in
      showOtherItem == true && value == Special.other.rawValue && !typed.other.trimmed.isEmpty
        ? typed.other.trimmed : value
    }
    switch valueType {
    case .choices:
      if type == .ranking { return ranked(typed.cells) }
      return values.isEmpty ? nil : .list(values)
    case .tags:
      let others = values.flatMap { $0.split(separator: ",") }.map { String($0).trimmed }
      let tags = (typed.picks + others).filter { !$0.isEmpty }
      return tags.isEmpty ? nil : .list(tags)
    case .rating, .number:
      return values.first.map { text in Double(text.trimmed).map(Answer.number) ?? .text(text) }
    case .flag: return values.first.map { .flag($0 == "true") }
    case .table: return typed.cells.isEmpty ? nil : .table(typed.cells)
    case .text: return values.first.map(Answer.text)
    case .choice, .date, .email, .acts: return values.first.map { .text($0.trimmed) }
    }
  }

  /// Choices in the order of the places that they were given.
  ///
  /// Two at one place, or one without, are no ranking: the list is then too short, and is told so.
  private func ranked(_ places: [String: String]) -> Answer? {
    if places.isEmpty { return nil }
    var ranked: [Int: String] = [:]
    for (choice, place) in places {
      if let place = Int(place.trimmed) { ranked[place] = choice }
    }
    return .list(ranked.sorted { $0.key < $1.key }.map(\.value))
  }
}
