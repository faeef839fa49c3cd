import Candor
import Hummingbird

/// My record, to look at and to take along.
struct RecordPages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("me", use: show)
    routes.post("me/export", use: export)
    routes.post("me/begun", use: putAside)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let person = try context.visitorPerson()
    let record = try await house.vault.record(of: person)
    let events = try await house.vault.events(of: person)
    let words = await house.words()
    let query = request.uri.queryParameters
    let timeline = Timeline(
      events,
      words,
      only: query["kind"].map { String($0) },
      before: query["before"].flatMap { Int($0) }
    )
    let asked = AskedAgain(record, house, request)
    var response = try templates.render(
      RecordPage(
        house.frame(house.language("My record"), context),
        record,
        events,
        house,
        words,
        timeline: timeline,
        asked: asked,
        note: query["note"].map { String($0) }
      )
    )
    if asked != nil { response.setCookie(AskedAgain.told(record, house)) }
    return response
  }

  @Sendable func putAside(_ request: Request, _ context: CandorContext) async throws -> Response {
    let person = try context.visitorPerson()
    guard let name = try await request.form().first("experience") else {
      throw HTTPError(.badRequest)
    }
    try await house.putAside(Experience.Name(name), by: person)
    return .seeOther("/me?note=put-aside")
  }

  @Sendable func export(_ request: Request, _ context: CandorContext) async throws -> Response {
    try await house.export(try context.visitorPerson())
  }
}
