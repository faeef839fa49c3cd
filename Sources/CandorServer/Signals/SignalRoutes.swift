import Candor
import CandorAPI
import Hummingbird

/// What people's browsers ask, told by a company's own server.
struct SignalRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.put("people/:person/signals", use: put)
  }

  @Sendable func put(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    let person = try context.person()
    let body = try await request.body(SignalsRequest.self)
    return try await house.reply(try await house.signal(Signal(gpc: body.gpc), by: person))
  }
}
