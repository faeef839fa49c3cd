extension Shape {
  /// The shape of `rules.yaml`.
  static let rules = Shape.object(
    required: [
      "company": .object(
        required: ["name": .text, "contact": .email],
        optional: [
          "address": .text, "language": .text, "timezone": .timezone, "country": .text,
          "officer": .text, "authority": .text, "phone": phone, "url": url,
          "jurisdiction": jurisdiction,
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
      "behaviour": behaviour, "exchange": exchange, "copies": copies,
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

  private static let phone = Shape.textThat("must be a telephone number, such as +49 30 1234567") {
    $0.wholeMatch(of: /\+?[0-9][0-9 ().\/-]{2,30}/) != nil
  }

  private static let url = Shape.textThat("must be an address that begins with https://") { text in
    text.wholeMatch(of: /https:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._~\/-]*)?/) != nil
  }

  private static let webhook = Shape.textThat(
    "must be an address that begins with https://; http:// only on this machine, to try it"
  ) { text in
    let isHere = text.prefixMatch(of: /http:\/\/(localhost|127\.0\.0\.1)[:\/]/) != nil
    let place = isHere ? text.dropFirst("http://".count) : text.dropFirst("https://".count)
    return (isHere || text.hasPrefix("https://"))
      && place.wholeMatch(of: /[A-Za-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._~\/-]*)?/) != nil
  }

  private static let day = Shape.textThat("must be a day, such as 2027-12-31") {
    Day($0) != nil
  }

  private static let jurisdiction = Shape.textThat(Jurisdiction.rule) { Jurisdiction($0) != nil }

  private static let attribute = Shape.object(
    required: [
      "name": .name, "title": .localText, "type": .oneOf(Attribute.ValueType.self),
      "kind": .oneOf(Attribute.Kind.self), "expires": .term,
    ],
    optional: [
      "sensitive": .flag, "matches": .oneOf(Attribute.Match.self), "term": .text,
      "form": .oneOf(Attribute.Form.self), "decimals": .number(1...6),
    ]
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
    optional: [
      "suspended": .flag, "country": .text, "address": .text, "webhook": webhook, "key": .text,
      "confirms": .term,
      "agreement": .object(
        required: ["attributes": .list(.name), "until": day],
        optional: [:]
      ),
    ]
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
