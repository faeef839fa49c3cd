extension Shape {
  /// The shape of `rules.yaml`.
  static let rules = Shape.object(
    required: [
      "company": .object(
        required: ["name": .text, "contact": .email],
        optional: [
          "address": .text, "language": .text, "timezone": .timezone, "country": .text,
          "officer": .text, "authority": .text,
        ]
      ),
      "attributes": .list(attribute),
      "purposes": .list(purpose),
      "benefits": .list(benefit),
      "experiences": .list(experience),
    ],
    optional: [
      "sale": .oneOf(Sale.self),
      "recipients": .list(recipient),
      "notices": .list(notice),
      "lists": .object(
        required: [:],
        optional: [
          "discover": .number(1...100), "creators": .number(1...100), "radar": .term,
          "smallest": .number(2...1_000_000), "train": .term,
        ]
      ),
    ]
  )

  private static let attribute = Shape.object(
    required: [
      "name": .name, "title": .text, "type": .oneOf(Attribute.ValueType.self),
      "kind": .oneOf(Attribute.Kind.self), "expires": .term,
    ],
    optional: ["sensitive": .flag, "matches": .oneOf(Attribute.Match.self), "term": .text]
  )

  private static let purpose = Shape.object(
    required: [
      "name": .name, "sentence": .text, "basis": .oneOf(Purpose.Basis.self), "uses": .list(.name),
    ],
    optional: ["expires": .term]
  )

  private static let recipient = Shape.object(
    required: [
      "name": .name, "title": .text, "role": .oneOf(Recipient.Role.self), "for": .text,
      "contact": .email, "purposes": .list(.name),
    ],
    optional: ["suspended": .flag, "country": .text]
  )

  private static let benefit = Shape.object(
    required: ["name": .name, "sentence": .text],
    optional: ["list": .oneOf(Benefit.List.self), "purpose": .name]
  )

  private static let notice = Shape.object(
    required: [
      "purpose": .name, "version": .number(1...1_000_000), "attributes": .list(.name),
      "text": .text,
    ],
    optional: ["recipient": .name]
  )

  private static let experience = Shape.object(
    required: [
      "name": .name, "title": .text, "kind": .oneOf(Experience.Kind.self),
      "pages": .list(
        .object(required: ["name": .name, "elements": .list(question)], optional: ["title": .text])
      ),
    ],
    optional: ["description": .text]
  )

  private static let question = Shape.object(
    required: [
      "type": .oneOf(Question.Kind.self), "name": .name, "title": .text, "attribute": .name,
      "gives": .list(.name), "uses": .list(.name),
    ],
    optional: [
      "description": .text, "isRequired": .flag, "placeholder": .text, "expires": .term,
      "choices": .list(.textOr(.object(required: ["value": .text], optional: ["text": .text]))),
      "rateMin": .number(-1000...1000), "rateMax": .number(-1000...1000),
      "minRateDescription": .text, "maxRateDescription": .text,
      "inputType": .oneOf(Question.InputType.self), "maxLength": .number(1...100_000),
    ]
  )
}
