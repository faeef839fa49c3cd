extension Shape {
  /// The shape of one experience.
  static let experience = Shape.object(
    required: [
      "name": .name, "title": .localText, "kind": .oneOf(Experience.Kind.self),
      "pages": .list(page),
    ],
    optional: [
      "description": .localText, "questionsOnPageMode": .oneOf(Experience.Layout.self),
      "completedHtml": .markup, "prefill": .list(.key), "hidden": .list(.key),
      "calculatedValues": .list(
        .object(
          required: ["name": .key, "expression": .expression],
          optional: ["includeIntoResult": .flag]
        )
      ),
      "completedHtmlOnCondition": .list(
        .object(required: ["expression": .expression, "html": .markup], optional: [:])
      ),
      "outcomes": .list(outcome),
      "match": .object(
        required: ["purpose": .name],
        optional: ["fill": .oneOf(Match.Fill.self), "count": .number(1...50)]
      ),
    ],
    refused: refusedOnSurvey
  )

  private static let outcome = Shape.object(
    required: ["name": .name, "title": .localText],
    optional: [
      "text": .localText, "when": .expression,
      "picks": .object(
        required: [:],
        optional: [
          "genres": .list(.text), "creators": .list(.text), "kinds": .list(.text),
          "items": .list(.text),
        ]
      ),
    ]
  )

  static let page = Shape.object(
    required: ["name": .key, "elements": .list(.element)],
    optional: [
      "title": .localText, "description": .localText, "visibleIf": .expression,
      "enableIf": .expression,
    ],
    refused: refusedOnElement
  )

  /// The shape of an element of this type; nil when there is none.
  static func element(_ type: String) -> Shape? {
    if let kind = Question.Kind(rawValue: type) { return question(kind) }
    switch Element.Other(rawValue: type) {
    case .panel:
      return element(
        required: ["elements": .list(.element)],
        optional: ["title": .localText, "description": .localText, "enableIf": .expression]
      )
    case .html: return element(required: ["html": .markup], optional: [:])
    case .expression:
      return element(required: ["title": .localText, "expression": .expression], optional: [:])
    case nil: return nil
    }
  }

  /// Every type of element, as a list to choose from.
  static let elementTypes =
    Question.Kind.allCases.map(\.rawValue) + Element.Other.allCases.map(\.rawValue)

  private static func element(required: [String: Shape], optional: [String: Shape]) -> Shape {
    .object(
      required: required.merging(["type": .text, "name": .key]) { first, _ in first },
      optional: optional.merging(["visibleIf": .expression]) { first, _ in first },
      refused: refusedOnElement
    )
  }

  private static func question(_ kind: Question.Kind) -> Shape {
    var optional: [String: Shape] = [
      "description": .localText, "enableIf": .expression, "requiredIf": .expression,
      "isRequired": .flag, "validators": .list(validator), "defaultValue": .preset,
      "correctAnswer": .preset, "expires": .term,
    ]
    optional.merge(keys(of: kind)) { first, _ in first }
    return element(
      required: [
        "title": .localText, "attribute": .name, "gives": .list(.name), "uses": .list(.name),
      ],
      optional: optional
    )
  }

  /// What only questions of this kind have.
  private static func keys(of kind: Question.Kind) -> [String: Shape] {
    let choices: [String: Shape] = [
      "choices": .list(choice), "showOtherItem": .flag, "otherText": .localText,
      "showNoneItem": .flag,
      "noneText": .localText, "showRefuseItem": .flag, "refuseText": .localText,
      "showDontKnowItem": .flag,
      "dontKnowText": .localText,
    ]
    let counts: [String: Shape] = [
      "minSelectedChoices": .number(0...1000), "maxSelectedChoices": .number(1...1000),
    ]
    let numbers: [String: Shape] = [
      "min": .number(-1_000_000_000...1_000_000_000),
      "max": .number(-1_000_000_000...1_000_000_000),
      "step": .number(1...1_000_000_000),
    ]
    let typed: [String: Shape] = ["maxLength": .number(1...100_000), "placeholder": .localText]
    switch kind {
    case .radiogroup, .dropdown: return choices
    case .checkbox: return choices.merging(counts) { first, _ in first }
    case .tagbox: return ["choices": .list(choice), "placeholder": .localText]
    case .ranking: return ["choices": .list(choice)]
    case .imagepicker:
      return counts.merging(["choices": .list(choice), "multiSelect": .flag]) { first, _ in first }
    case .rating:
      return [
        "rateMin": .number(-1000...1000), "rateMax": .number(-1000...1000),
        "rateStep": .number(1...1000), "rateValues": .list(rate),
        "rateType": .oneOf(Question.RateType.self),
        "minRateDescription": .localText, "maxRateDescription": .localText,
      ]
    case .slider: return numbers
    case .boolean: return ["labelTrue": .localText, "labelFalse": .localText]
    case .matrix:
      return ["columns": .list(line), "rows": .list(line), "isAllRowRequired": .flag]
    case .multipletext: return ["items": .list(field)]
    case .comment: return typed
    case .text:
      return typed.merging(numbers) { first, _ in first }
        .merging(["inputType": .oneOf(Question.InputType.self)]) { first, _ in first }
    }
  }

  private static let choice = Shape.textOr(
    .object(
      required: ["value": .text],
      optional: [
        "text": .localText, "visibleIf": .expression, "enableIf": .expression,
        "points": .number(-100...100),
        "imageLink": .text,
      ]
    )
  )

  /// A row or a column of a matrix.
  private static let line = Shape.textOr(
    .object(required: ["value": .text], optional: ["text": .localText])
  )

  /// One of the numbers of a rating.
  private static let rate = Shape.textOr(
    .object(required: ["value": .number(-1000...1000)], optional: ["text": .localText])
  )

  private static let field = Shape.object(
    required: ["name": .key],
    optional: [
      "title": .localText, "isRequired": .flag, "maxLength": .number(1...10_000),
      "placeholder": .localText,
    ]
  )

  private static let validator = Shape.object(
    required: ["type": .oneOf(Validator.Kind.self)],
    optional: [
      "text": .localText, "minValue": .number(-1_000_000_000...1_000_000_000),
      "maxValue": .number(-1_000_000_000...1_000_000_000), "minLength": .number(0...100_000),
      "maxLength": .number(1...100_000), "allowDigits": .flag, "minCount": .number(0...1000),
      "maxCount": .number(1...1000), "regex": .text, "caseInsensitive": .flag,
      "expression": .expression,
    ]
  )
}
