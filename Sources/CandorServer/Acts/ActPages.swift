import Candor
import Hummingbird

/// What a person says to a pick: more like this, not this, follow.
struct ActPages {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("me/acts", use: act)
  }

  @Sendable func act(_ request: Request, _ context: CandorContext) async throws -> Response {
    let person = try context.visitorPerson()
    let form = try await request.form()
    let kind = form.first("kind").flatMap { Act.Kind(rawValue: $0) }
    let creator = form.first("creator")?.trimmed ?? ""
    let object: Act.Object? =
      if kind == .follow {
        (1...200).contains(creator.count) ? .creator(creator) : nil
      } else {
        form.first("item").map { Act.Object.item(Item.ID($0)) }
      }
    guard let kind, let object, let act = Act(kind, object, at: house.now()) else {
      throw HTTPError(.badRequest)
    }
    _ = try await house.act([act], by: person)
    return .seeOther(form.back(or: "/me/lists"))
  }
}
