import Candor
import CandorAPI
import Hummingbird

/// The ways in which a name may be written on mail, said over the API.
struct NameFormsRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.put("people/:person/attributes/:attribute/forms", use: approve)
  }

  @Sendable func approve(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    let body = try await request.body(NameFormsRequest.self)
    let forms = NameForms(of: try context.name("attribute"), body.forms)
    return try await house.reply(try await house.approve(forms, by: try context.person()))
  }
}
