import Candor
import CandorAPI
import Hummingbird
import Recommender

/// The items that lists are made of.
struct CatalogueRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.put("catalogue/items", use: put)
  }

  @Sendable func put(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.catalogue)
    let body = try await request.body(CatalogueRequest.self, limit: Request.bulkLimit)
    var problems: [Problem] = []
    var items: [Item] = []
    var places: [Item.ID: Int] = [:]
    for (index, body) in body.items.enumerated() {
      let path = "items[\(index)]"
      let released = body.released.map { Day($0) }
      if let released, released == nil {
        problems.append(Problem("\(path).released", "must be a day as YYYY-MM-DD"))
      }
      let item = Item(body, released: released ?? nil)
      problems += item.problems(at: path)
      if let first = places.updateValue(index, forKey: item.id) {
        problems.append(Problem("\(path).id", "is also the id of items[\(first)]"))
      }
      items.append(item)
    }
    guard problems.isEmpty else { throw Invalid(problems) }
    return try Response(json: try await house.put(items))
  }
}

extension House {
  func put(_ items: [Item]) async throws -> CatalogueReply {
    let recommender = shelf.recommender
    let replaced = items.count { recommender.has($0.id) }
    try await store.write { try $0.put(items) }
    try await shelf.reload()
    await training.wake()
    return CatalogueReply(added: items.count - replaced, replaced: replaced)
  }
}

extension Item {
  fileprivate init(_ body: ItemBody, released: Day?) {
    self.init(
      id: ID(body.id),
      title: body.title,
      creators: body.creators ?? [],
      genres: body.genres ?? [],
      released: released,
      popularity: body.popularity ?? 0,
      summary: body.summary,
      url: body.url,
      kind: body.kind
    )
  }
}
