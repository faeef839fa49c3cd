import Candor
import CandorAPI
import Hummingbird

/// Answers: given, changed, muted, removed.
///
/// Each reply carries the lists as they are after it.
struct AnswerRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("people/:person/answers", use: answer)
    routes.put("people/:person/attributes/:attribute", use: correct)
    routes.delete("people/:person/attributes/:attribute", use: retract)
    routes.put("people/:person/muted", use: mute)
  }

  @Sendable func answer(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    let person = try context.person()
    let bytes = try await request.bytes()
    let body = try Request.body(AnswersRequest.self, from: bytes)
    return try await house.once(request, context, bytes) { asked in
      let wish = House.Wish(asked: asked, isMinimal: request.isMinimal)
      return try await house.reply(try await house.answer(body, by: person, wish))
    }
  }

  @Sendable func correct(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    let body = try await request.body(CorrectionRequest.self)
    let (attribute, person) = (
      try context.name("attribute") as Attribute.Name, try context.person()
    )
    return try await house.reply(
      try await house.correct(attribute, to: body.value.answer, by: person)
    )
  }

  @Sendable func retract(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    let (attribute, person) = (
      try context.name("attribute") as Attribute.Name, try context.person()
    )
    return try await house.reply(try await house.retract(attribute, by: person))
  }

  @Sendable func mute(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    let person = try context.person()
    let body = try await request.body(MuteRequest.self)
    let inputs = [
      body.attribute.map { Input.attribute(Attribute.Name($0)) },
      body.item.map { Input.act(.item(Item.ID($0))) },
      body.creator.map { Input.act(.creator($0)) },
    ].compactMap { $0 }
    guard let input = inputs.first, inputs.count == 1 else {
      throw Invalid([Problem("attribute", "name exactly one of attribute, item and creator")])
    }
    return try await house.reply(try await house.mute(input, body.muted, by: person))
  }
}

extension House {
  /// Takes answers as they came over the wire.
  func answer(_ body: AnswersRequest, by person: Person.ID, _ wish: Wish) async throws -> Changed {
    guard let experience = rules.experience(Experience.Name(body.experience)) else {
      throw Invalid([Problem("experience", "is no experience of this house")])
    }
    var answers: [Question.Name: Answer] = [:]
    for (name, value) in body.answers { answers[Question.Name(name)] = value.answer }
    let said =
      (body.grants ?? []).map { Said($0, isYes: true) }
      + (body.refusals ?? []).map { Said($0, isYes: false) }
    let signal = body.gpc == true ? Signal(gpc: true) : nil
    return try await answer(experience, answers, saying: said, signal: signal, by: person, wish)
  }
}

extension House.Said {
  fileprivate init(_ answer: ConsentAnswer, isYes: Bool) {
    self.init(
      consent: Consent(
        Purpose.Name(answer.purpose),
        at: answer.recipient.map { Recipient.Name($0) }
      ),
      isYes: isYes,
      attributes: answer.attributes.map { $0.map { Attribute.Name($0) } },
      notice: Notice.Hash(answer.notice),
      despite: answer.despite.map { Signal(gpc: $0.gpc) }
    )
  }
}
