import Candor
import CandorAPI
import Hummingbird

/// The experiences, with everything that must be shown before a question is answered.
struct ExperienceRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("experiences", use: list)
    routes.post("experiences", use: listForPerson)
    routes.get("experiences/:experience", use: show)
  }

  @Sendable func list(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    return try Response(json: reply(for: nil))
  }

  @Sendable func listForPerson(
    _ request: Request,
    _ context: CandorContext
  ) async throws -> Response {
    try context.require(.read)
    let body = try await request.body(ExperiencesRequest.self)
    guard let text = body.person else { return try Response(json: reply(for: nil)) }
    guard let person = Person.ID(text) else { throw Vault.UnknownPerson() }
    return try Response(json: reply(for: try await house.vault.record(of: person)))
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    guard let experience = house.rules.experience(try context.name("experience")) else {
      throw NoSuch(what: "experience")
    }
    return try Response(json: house.reply(experience, for: nil))
  }

  private func reply(for record: Record?) -> ExperiencesReply {
    ExperiencesReply(experiences: house.rules.experiences.map { house.reply($0, for: record) })
  }
}

extension House {
  func reply(_ experience: Experience, for record: Record?) -> ExperienceReply {
    ExperienceReply(
      name: experience.name.rawValue,
      title: experience.title,
      kind: experience.kind.rawValue,
      description: experience.description,
      pages: experience.pages.map { page in
        .init(
          name: page.name,
          title: page.title,
          elements: page.elements.flatMap(\.questions).map(reply)
        )
      },
      notices: rules.notices(for: experience, toAsk: record, at: now()).map(NoticeReply.init)
    )
  }

  private func reply(_ question: Question) -> QuestionReply {
    let promise = Promised(question, rules, language, at: now())
    return QuestionReply(
      type: question.type.rawValue,
      name: question.name.rawValue,
      title: question.title,
      description: question.description,
      choices: question.choices?.map { .init(value: $0.value, text: $0.text) },
      isRequired: question.isRequired ?? false,
      rateMin: question.valueType == .rating ? question.scale.lowerBound : nil,
      rateMax: question.valueType == .rating ? question.scale.upperBound : nil,
      inputType: question.inputType?.rawValue,
      maxLength: question.maxLength,
      min: question.valueType == .number ? question.span.min : nil,
      max: question.valueType == .number ? question.span.max : nil,
      step: question.step,
      rows: question.lines.isEmpty
        ? nil : question.lines.map { .init(value: $0.value, text: $0.text) },
      columns: question.columns?.map { .init(value: $0.value, text: $0.text) },
      specials: question.specials.isEmpty
        ? nil
        : question.specials.map {
          .init(value: $0.rawValue, text: question.text(of: $0, language))
        },
      visibleIf: question.visibleIf?.text,
      enableIf: question.enableIf?.text,
      requiredIf: question.requiredIf?.text,
      attribute: question.attribute.rawValue,
      promise: .init(
        purposes: promise.purposes,
        recipients: promise.recipients,
        benefits: promise.benefits,
        until: promise.until.rfc3339
      )
    )
  }
}

extension NoticeReply {
  init(_ notice: Notice) {
    self.init(
      purpose: notice.purpose.rawValue,
      recipient: notice.recipient?.rawValue,
      attributes: notice.attributes.map(\.rawValue),
      text: notice.text,
      hash: notice.hash.rawValue
    )
  }
}
