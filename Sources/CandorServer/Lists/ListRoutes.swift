import Candor
import CandorAPI
import Foundation
import Hummingbird
import NIOCore

/// What is given back, whenever it is asked for.
struct ListRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("people/:person/lists/discover", use: discover)
    routes.get("people/:person/lists/discover/weeks", use: weeks)
    routes.get("people/:person/lists/radar", use: radar)
    routes.get("people/:person/lists/mixes", use: mixes)
    routes.get("people/:person/lists/mixes/:number", use: mix)
  }

  @Sendable func discover(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    return Response(jsonBytes: try await house.discover(for: context.person()))
  }

  @Sendable func weeks(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    let past = try await house.pastWeeks(of: context.person())
    let words = await house.words()
    return try Response(json: WeeksReply(weeks: past.map { WeekReply($0, words) }))
  }

  @Sendable func radar(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    let given = try await house.lists([.radar], for: context.person()).given
    guard let outcome = given.radar else { throw NoSuch(what: "list in this house") }
    return try Response(json: ListReply(outcome, await house.words()))
  }

  @Sendable func mixes(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    let given = try await house.lists([.mixes], for: context.person()).given
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

extension House {
  /// The reply that holds somebody's Discover list, as JSON.
  fileprivate func discover(for person: Person.ID) async throws -> ByteBuffer {
    let stock = shelf.stock
    let now = now()
    func origin(_ record: Record) -> AnsweredLists.Origin {
      AnsweredLists.Origin(
        version: record.version,
        model: stock.model,
        edition: stock.edition
      )
    }
    let known = origin(try await vault.record(of: person))
    if let bytes = answered.bytes(for: person, from: known, at: now) { return bytes }
    let (record, given) = try await lists([.discover], for: person, from: stock, at: now)
    guard let outcome = given.discover else { throw NoSuch(what: "list in this house") }
    let words = Words(rules: rules, recommender: stock.recommender, language: language)
    let bytes = ByteBuffer(bytes: try Response.bytes(ListReply(outcome, words)))
    // What is the same for everybody hangs on everybody.
    if let stay = outcome.stay {
      let until = min(stay.until, record.nextExpiry(under: rules, after: now))
      answered.put(bytes, for: person, from: origin(record), until: until)
    }
    return bytes
  }
}
