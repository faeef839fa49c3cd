import Candor
import Foundation

/// A question as a page shows it, with what stands in its fields.
struct AskedQuestion: Sendable {
  struct Option: Sendable {
    let id: String
    let value: String
    let text: String
    let isChosen: Bool
    /// What the end of a scale means.
    let meaning: String?
  }

  /// The three facts under a question, always in this order.
  struct Facts: Sendable {
    let purposes: [String]
    let seenBy: String
    let benefits: [String]
    let until: Moment
  }

  let name: String
  let picksName: String
  let title: String
  /// Whether it is the only one on its page, and so the page's heading.
  let isAlone: Bool
  let hint: String?
  let mistake: String?
  let describedBy: String?
  /// `{{#is.rating}}`.
  let `is`: [String: Bool]
  let options: [Option]
  let hasOptions: Bool
  let optionsTitle: String
  let inputType: String
  let autocomplete: String
  let typed: String
  let limit: Int
  let placeholder: String
  let low: String?
  let high: String?
  let facts: Facts?
}

extension AskedQuestion {
  /// - Parameter promise: nil where the promise is shown elsewhere.
  init(
    _ question: Question,
    _ typed: Typed,
    alone: Bool,
    mistake: String?,
    promise: Promised?,
    _ language: Language
  ) {
    let id = question.name.rawValue
    let described = [
      question.description.map { _ in "\(id)-hint" }, mistake.map { _ in "\(id)-mistake" },
    ].compactMap { $0 }.joined(separator: " ")
    let input = question.inputType ?? .text
    self.init(
      name: id,
      picksName: Typed.picks(of: question.name),
      title: question.title,
      isAlone: alone,
      hint: question.description,
      mistake: mistake,
      describedBy: described.isEmpty ? nil : described,
      is: [question.type.rawValue: true],
      options: Self.options(of: question, typed),
      hasOptions: question.choices?.isEmpty == false,
      optionsTitle: language(
        "Pick from a list of {count}",
        ["count": String(question.choices?.count ?? 0)]
      ),
      inputType: input.rawValue,
      autocomplete: input == .email ? "email" : "off",
      typed: typed.values.joined(separator: ", "),
      limit: question.maxLength ?? 2000,
      placeholder: question.placeholder ?? "",
      low: question.minRateDescription,
      high: question.maxRateDescription,
      facts: promise.map { Facts($0, language) }
    )
  }

  private static func options(of question: Question, _ typed: Typed) -> [Option] {
    let chosen = Set(typed.values + typed.picks)
    if question.valueType == .rating {
      let scale = question.scale
      return scale.map { number in
        Option(
          id: "\(question.name)-\(number)",
          value: String(number),
          text: String(number),
          isChosen: chosen.contains(String(number)),
          meaning: number == scale.lowerBound
            ? question.minRateDescription
            : number == scale.upperBound ? question.maxRateDescription : nil
        )
      }
    }
    return (question.choices ?? []).enumerated().map { index, choice in
      Option(
        id: "\(question.name)-\(index)",
        value: choice.value,
        text: choice.text,
        isChosen: chosen.contains(choice.value),
        meaning: nil
      )
    }
  }
}

extension Question {
  /// The identifier of the first thing to fill in.
  var anchor: String {
    switch type {
    case .radiogroup, .checkbox: "\(name)-0"
    case .rating: "\(name)-\(scale.lowerBound)"
    case .dropdown, .tagbox, .comment, .text: "f-\(name)"
    }
  }
}

extension AskedQuestion.Facts {
  init(_ promised: Promised, _ language: Language) {
    let names = ["names": language.list(promised.recipients)]
    self.init(
      purposes: promised.purposes,
      seenBy: promised.recipients.count == 1
        ? language("Only {names}.", names) : language("{names}.", names),
      benefits: promised.benefits,
      until: Moment(promised.until, language)
    )
  }
}
