import Candor
import CandorAPI
import Hummingbird

/// What lists are made with, and how far the next model is.
struct ModelRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("model", use: show)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    return try Response(json: await house.model())
  }
}
