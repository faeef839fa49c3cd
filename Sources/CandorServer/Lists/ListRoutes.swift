import Candor
import CandorAPI
import Hummingbird

/// What is given back, whenever it is asked for.
struct ListRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("people/:person/lists/discover", use: discover)
    routes.get("people/:person/lists/radar", use: radar)
    routes.get("people/:person/lists/mixes", use: mixes)
    routes.get("people/:person/lists/mixes/:number", use: mix)
  }

  @Sendable func discover(_ request: Request, _ context: CandorContext) async throws -> Response {
    try await list(.discover, \.discover, context)
  }

  @Sendable func radar(_ request: Request, _ context: CandorContext) async throws -> Response {
    try await list(.radar, \.radar, context)
  }

  private func list(
    _ list: Benefit.List,
    _ outcome: KeyPath<GivenBack, GivenBack.Outcome?>,
    _ context: CandorContext
  ) async throws -> Response {
    try context.require(.read)
    let given = try await house.list(list, for: context.person())
    guard let outcome = given[keyPath: outcome] else { throw NoSuch(what: "list in this house") }
    return try Response(json: ListReply(outcome, await house.words()))
  }

  @Sendable func mixes(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    let given = try await house.list(.mixes, for: context.person())
    let words = await house.words()
    return try Response(
      json: MixesReply(
        mixes: given.mixes.map { MixReply($0, words) },
        reasons: given.mixReasons.map(ReasonReply.init)
      )
    )
  }

  @Sendable func mix(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    let position = request.uri.queryParameters["cursor"].map { Int($0) } ?? 0
    guard let position, (0...1_000_000_000).contains(position) else {
      throw Invalid([Problem("cursor", "must be the cursor of an earlier page")])
    }
    guard let number = context.parameters.get("number", as: Int.self),
      let outcome = try await house.mix(number, for: context.person(), from: position)
    else { throw NoSuch(what: "mix") }
    return try Response(json: MixReply(outcome, await house.words()))
  }
}
