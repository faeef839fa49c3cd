import Candor
import CandorAPI
import Hummingbird
import Synchronization

/// Whether people get something for what they answer.
///
/// Goes through everybody's events each time: it is asked now and then, and nothing is kept for it.
struct ReciprocityRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("reciprocity", use: show)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    // Counts over everybody are no record: who needs them need not be able to read any.
    try context.require(.counts)
    return try Response(json: ReciprocityReply(try await house.reciprocity(), house.rules))
  }
}

extension House {
  func reciprocity() async throws -> Reciprocity {
    let (rules, now) = (rules, now())
    let all = Mutex(Reciprocity())
    try await vault.forEachHistory { record, events in
      var one = Reciprocity()
      one.count(record, events, by: rules, at: now)
      all.withLock { [one] in $0.merge(one) }
    }
    return all.withLock { $0 }
  }
}
