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
    /// The picture itself.
    let image: String?
  }

  /// A row of a matrix, a field of a multiple text, a choice that is ranked.
  struct Line: Sendable {
    let id: String
    let name: String
    let text: String
    let options: [Option]
    let typed: String
    let limit: Int
    let placeholder: String
  }

  /// The three facts under a question, always in this order.
  struct Facts: Sendable {
    let purposes: [String]
    let seenBy: String
    let benefits: [String]
    let until: Moment
  }

  /// The ends between which a number must be.
  struct Span: Sendable {
    let min: String?
    let max: String?
    let step: Int
  }

  let name: String
  let picksName: String
  let otherName: String
  let title: String
  /// Whether it is the only one on its page, and so the page's heading.
  let isAlone: Bool
  let isRequired: Bool
  /// Whether what it depends on was not answered so that it can be.
  let isOff: Bool
  let hint: String?
  let mistake: String?
  let describedBy: String?
  /// `{{#is.rating}}`.
  let `is`: [String: Bool]
  let options: [Option]
  let hasOptions: Bool
  let optionsTitle: String
  /// Whether there is a field beside 'Other'.
  let hasOther: Bool
  let otherText: String
  let other: String
  let columns: [String]
  let lines: [Line]
  let inputType: String
  let autocomplete: String
  let typed: String
  let limit: Int
  let placeholder: String
  let span: Span?
  let low: String?
  let high: String?
  let facts: Facts?
}

extension AskedQuestion {
  /// - Parameters:
  ///   - course: what was answered so far; texts can tell of it.
  ///   - promise: nil where the promise is shown elsewhere.
  init(
    _ question: Question,
    _ typed: Typed,
    in course: Course,
    alone: Bool,
    mistake: String?,
    promise: Promised?,
    _ language: Language
  ) {
    let id = question.name.rawValue
    let hint = question.description.map { $0.filled(course.display) }
    let described = [hint.map { _ in "\(id)-hint" }, mistake.map { _ in "\(id)-mistake" }]
      .compactMap { $0 }.joined(separator: " ")
    let input = question.inputType ?? .text
    let isNumber = question.valueType == .number
    self.init(
      name: id,
      picksName: Typed.picks(of: question.name),
      otherName: Typed.other(of: question.name),
      title: question.title.filled(course.display),
      isAlone: alone,
      isRequired: course.isRequired(question),
      isOff: !course.isEnabled(question),
      hint: hint,
      mistake: mistake,
      describedBy: described.isEmpty ? nil : described,
      is: [question.shape: true],
      options: Option.all(of: question, typed, in: course, language),
      hasOptions: question.choices?.isEmpty == false,
      optionsTitle: language(
        "Pick from a list of {count}",
        ["count": String(question.choices?.count ?? 0)]
      ),
      hasOther: question.showOtherItem == true,
      otherText: question.otherText ?? language("Something else"),
      other: typed.other,
      columns: question.columns?.map(\.text) ?? [],
      lines: Line.all(of: question, typed, in: course),
      // A browser's slider or colour field sends a value also where nobody touched it, and would put
      // words into the person's mouth: both are typed.
      inputType: isNumber ? "number" : input == .color ? "text" : input.rawValue,
      autocomplete: input.autocomplete,
      typed: typed.values.joined(separator: ", "),
      limit: question.maxLength ?? 2000,
      placeholder: question.placeholder ?? "",
      span: isNumber ? Span(question) : nil,
      low: question.minRateDescription,
      high: question.maxRateDescription,
      facts: promise.map { Facts($0, language) }
    )
  }
}

extension AskedQuestion.Span {
  init(_ question: Question) {
    let (min, max) = question.span
    self.init(min: min.map(String.init), max: max.map(String.init), step: question.step ?? 1)
  }
}

extension Question {
  /// How it is drawn: several kinds look alike.
  fileprivate var shape: String {
    switch type {
    case .imagepicker: multiSelect == true ? "pictures" : "picture"
    default: type.rawValue
    }
  }

  /// The identifier of the first thing to fill in.
  var anchor: String {
    switch type {
    case .radiogroup, .checkbox, .imagepicker: "\(name)-0"
    case .boolean: "\(name)-true"
    case .rating: "\(name)-\(scale.lowerBound)"
    case .ranking: "\(name)-line-0"
    case .matrix: "\(name)-line-0-0"
    case .multipletext: "\(name)-line-0"
    case .dropdown, .tagbox, .comment, .text, .slider: "f-\(name)"
    }
  }
}

extension Question.InputType {
  fileprivate var autocomplete: String {
    switch self {
    case .email: "email"
    case .tel: "tel"
    case .url: "url"
    default: "off"
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
