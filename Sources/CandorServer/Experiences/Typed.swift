import Candor
import Foundation

/// What stands in the fields of one question, before it is an answer.
struct Typed: Sendable {
  var values: [String] = []
  /// The tags that were ticked beside the field for others.
  var picks: [String] = []
}

extension Typed {
  init(_ form: Form, _ question: Question.Name) {
    values = form[question.rawValue]
    picks = form[Self.picks(of: question)]
  }

  /// An answer that is held, as it would be typed into this question.
  init(_ value: Value, into question: Question) {
    let choices = question.choices?.map(\.value) ?? []
    switch (value, question.valueType) {
    case (.list(let tags), .tags):
      picks = tags.filter(choices.contains)
      let others = tags.filter { !choices.contains($0) }
      values = others.isEmpty ? [] : [others.joined(separator: ", ")]
    case (.list(let values), .choices): self.values = values.filter(choices.contains)
    case (.list, _): break
    default: values = [String(describing: value)]
    }
  }

  static func picks(of question: Question.Name) -> String { "\(question):pick" }
}

extension Question {
  /// What was typed, as an answer; nil for nothing at all.
  func answer(_ typed: Typed) -> Answer? {
    let values = typed.values.filter { !$0.trimmed.isEmpty }
    switch valueType {
    case .choices: return values.isEmpty ? nil : .list(values)
    case .tags:
      let others = values.flatMap { $0.split(separator: ",") }.map { String($0).trimmed }
      let tags = (typed.picks + others).filter { !$0.isEmpty }
      return tags.isEmpty ? nil : .list(tags)
    case .rating: return values.first.map { text in Double(text).map(Answer.number) ?? .text(text) }
    case .text: return values.first.map(Answer.text)
    case .choice, .date, .email, .acts: return values.first.map { .text($0.trimmed) }
    }
  }
}
