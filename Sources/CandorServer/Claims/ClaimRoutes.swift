import Candor
import CandorAPI
import Hummingbird

/// What somebody told before they were known becomes theirs.
struct ClaimRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("people/:person/claims", use: claim)
  }

  /// Needs both scopes: one record is written, and the other erased.
  @Sendable func claim(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    try context.require(.erase)
    let person = try context.person()
    let body = try await request.body(ClaimRequest.self)
    guard let anonymous = Person.ID(body.anonymous) else { throw Vault.UnknownPerson() }
    return try await house.reply(try await house.claim(anonymous, for: person))
  }
}
