import Candor
import CandorAPI
import Hummingbird

/// A yes, a no, or the end of a yes, for one purpose at one recipient.
struct ConsentRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.put("people/:person/consents/:purpose", use: put)
    routes.put("people/:person/consents/:purpose/:recipient", use: put)
  }

  @Sendable func put(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    let person = try context.person()
    let body = try await request.body(ConsentRequest.self)
    let recipient = context.parameters.get("recipient").map { Recipient.Name($0) }
    let consent = Consent(try context.name("purpose"), at: recipient)
    let changed = try await house.consent(consent, try answer(body), by: person)
    return try await house.reply(changed)
  }

  private func answer(_ body: ConsentRequest) throws -> House.ConsentAnswer {
    if body.answer == .withdraw { return .withdraw }
    guard let notice = body.notice else {
      throw Invalid([Problem("notice", "is missing: say which text was shown, by its hash")])
    }
    let attributes = body.attributes.map { $0.map { Attribute.Name($0) } }
    let hash = Notice.Hash(notice)
    guard body.answer == .grant else { return .refuse(shown: hash, attributes: attributes) }
    let despite = body.despite.map { Signal(gpc: $0.gpc) }
    return .grant(shown: hash, attributes: attributes, despite: despite)
  }
}
