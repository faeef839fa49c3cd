import Candor
import Hummingbird

/// Whether the process lives, and whether it can answer.
struct HealthRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("health/live") { _, _ in try Response(json: ["status": "live"]) }
    routes.get("health/ready", use: ready)
  }

  @Sendable func ready(_ request: Request, _ context: CandorContext) async throws -> Response {
    do {
      _ = try await house.store.read { try $0.access(of: .key).count }
      return try Response(json: ["status": "ready"])
    } catch {
      return try Response(
        json: ["status": "the store does not answer"],
        status: .serviceUnavailable
      )
    }
  }
}
