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
      "embedding": embedding,
      "lists": .object(
        required: [:],
        optional: [
          "discover": .number(1...100), "creators": .number(1...100), "radar": .term,
          "smallest": .number(2...1_000_000), "train": .term,
        ]
      ),
      "behaviour": behaviour,
    ]
  )

  private static let behaviour = Shape.object(
    required: [
      "consent": .list(.object(required: ["category": .text, "purpose": .name], optional: [:]))
    ],
    optional: [
      "acts": .list(
        .object(
          required: [
            "type": .oneOf(Message.Kind.self), "event": .text, "act": .oneOf(Act.Kind.self),
            "purpose": .name,
          ],
          optional: ["item": .text, "creator": .text]
        )
      ),
      "traits": .list(
        .object(
          required: ["trait": .text, "experience": .name, "question": .key, "purpose": .name],
          optional: [:]
        )
      ),
      "alias": .name, "integration": .text,
    ]
  )

  private static let attribute = Shape.object(
    required: [
      "name": .name, "title": .localText, "type": .oneOf(Attribute.ValueType.self),
      "kind": .oneOf(Attribute.Kind.self), "expires": .term,
    ],
    optional: ["sensitive": .flag, "matches": .oneOf(Attribute.Match.self), "term": .text]
  )

  private static let purpose = Shape.object(
    required: [
      "name": .name, "sentence": .localText, "basis": .oneOf(Purpose.Basis.self),
      "uses": .list(.name),
    ],
    optional: ["expires": .term]
  )

  private static let recipient = Shape.object(
    required: [
      "name": .name, "title": .localText, "role": .oneOf(Recipient.Role.self),
      "for": .localText,
      "contact": .email, "purposes": .list(.name),
    ],
    optional: ["suspended": .flag, "country": .text]
  )

  private static let benefit = Shape.object(
    required: ["name": .name, "sentence": .localText],
    optional: ["list": .oneOf(Benefit.List.self), "purpose": .name]
  )

  private static let notice = Shape.object(
    required: [
      "purpose": .name, "version": .number(1...1_000_000), "attributes": .list(.name),
      "text": .localText,
    ],
    optional: ["recipient": .name]
  )
}
