import Candor
import CandorAPI
import Foundation
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
    let person = try context.person()
    guard let asked = try house.repeatable(request, context, asking: Data()) else {
      return try await house.export(person)
    }
    let (kept, receipts) = try await house.once(asked) {
      ($0, $1)
    } body: {
      try await house.exported(person, House.Wish(asked: asked, isMinimal: true))
    }
    return try await house.copy(of: person, after: kept, receipts)
  }
}

extension House {
  func wholeRecord(of person: Person.ID) async throws -> RecordReply {
    let record = try await vault.record(of: person)
    return RecordReply(record, try await vault.events(of: person), await words())
  }

  /// Writes down that a copy was taken, then hands out the copy with that event in it.
  func export(_ person: Person.ID) async throws -> Response {
    let (kept, receipts) = try await exported(person, Wish(isMinimal: true))
    return try await copy(of: person, after: kept, receipts)
  }

  fileprivate func exported(_ person: Person.ID, _ wish: Wish) async throws -> (Kept, [Receipt]) {
    let changed = try await change(person, wish) { _ in [.exported] }
    return (changed.reply, try await vault.receipts(of: changed.committed))
  }

  /// The record as it was when it was exported, however often it is asked for.
  fileprivate func copy(
    of person: Person.ID,
    after kept: Kept,
    _ receipts: [Receipt]
  ) async throws -> Response {
    guard case .wroteMinimal(let reply) = kept else { throw OtherRequest() }
    let events = try await vault.events(of: person).filter { $0.sequence <= reply.version }
    var copy = RecordReply(Record(of: person, events), events, await words())
    copy.receipts = receipts.map(ReceiptReply.init)
    var response = try Response(json: copy)
    response.headers[.contentDisposition] = "attachment; filename=\"my-record.json\""
    return response
  }
}
