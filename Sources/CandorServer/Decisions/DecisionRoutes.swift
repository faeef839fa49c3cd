import Candor
import CandorAPI
import Hummingbird

/// The Gate, for uses that happen elsewhere.
struct DecisionRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("decisions", use: decide)
  }

  @Sendable func decide(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.decide)
    let body = try await request.body(DecisionsRequest.self)
    guard (1...1000).contains(body.uses.count) else {
      throw Invalid([Problem("uses", "must be 1 to 1000 uses")])
    }
    var decisions: [DecisionsReply.Decision] = []
    for use in body.uses { decisions.append(try await decide(use)) }
    return try Response(json: DecisionsReply(decisions: decisions))
  }

  private func decide(_ body: DecisionsRequest.Use) async throws -> DecisionsReply.Decision {
    let use = Use(
      Purpose.Name(body.purpose),
      at: body.recipient.map { Recipient.Name($0) },
      of: body.attributes.map { Attribute.Name($0) }
    )
    do {
      guard let person = Person.ID(body.person) else { throw Vault.UnknownPerson() }
      let record = try await house.vault.record(of: person)
      return switch house.gate.decide(use, on: record, at: house.now()) {
      case .allowed: .init(allowed: true, reasons: [])
      case .refused(let reasons): .init(allowed: false, reasons: reasons.map(ReasonReply.init))
      }
    } catch is Vault.UnknownPerson {
      let reason = ReasonReply(
        cause: "person-unknown",
        says: "No record of that identifier is kept here."
      )
      return .init(allowed: false, reasons: [reason])
    }
  }
}
