import Candor
import CandorAPI
import Hummingbird

/// The record as JSON: to read, and to take along.
struct RecordRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("people/:person/record", use: show)
    routes.post("people/:person/export", use: export)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    return try Response(json: try await house.wholeRecord(of: context.person()))
  }

  @Sendable func export(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    return try await house.export(try context.person())
  }
}

extension House {
  func wholeRecord(of person: Person.ID) async throws -> RecordReply {
    let record = try await vault.record(of: person)
    return RecordReply(record, try await vault.events(of: person), await words())
  }

  /// Writes down that a copy was taken, then hands out the copy with that event in it.
  func export(_ person: Person.ID) async throws -> Response {
    _ = try await change(person) { _ in [.exported] }
    var response = try Response(json: try await wholeRecord(of: person))
    response.headers[.contentDisposition] = "attachment; filename=\"my-record.json\""
    return response
  }
}
