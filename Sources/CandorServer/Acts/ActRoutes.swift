import Candor
import CandorAPI
import Foundation
import Hummingbird

/// What a person reads, likes, follows and dismisses.
struct ActRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("people/:person/acts", use: act)
  }

  @Sendable func act(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    let person = try context.person()
    let bytes = try await request.bytes()
    let acts = try house.acts(in: Request.body(ActsRequest.self, from: bytes))
    return try await house.once(request, context, bytes) { asked in
      let wish = House.Wish(asked: asked, isMinimal: request.isMinimal)
      return try await house.reply(try await house.act(acts, by: person, wish))
    }
  }
}

extension House {
  /// - Throws: `Invalid` with every problem of every act.
  func acts(in body: ActsRequest) throws -> [Act] {
    let now = now()
    var problems: [Problem] = []
    let acts = body.acts.enumerated().compactMap { index, body in
      do throws(Invalid) {
        return try Act(body, at: "acts[\(index)]", now: now)
      } catch {
        problems += error.problems
        return nil
      }
    }
    if acts.isEmpty && problems.isEmpty { problems = [Problem("acts", "holds none")] }
    guard problems.isEmpty else { throw Invalid(problems) }
    return acts
  }
}

extension Act {
  /// - Throws: `Invalid` with paths below `path`.
  init(_ body: ActBody, at path: String, now: Date) throws(Invalid) {
    guard let kind = Kind(rawValue: body.kind) else {
      let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw Invalid([Problem("\(path).kind", "must be one of: \(known)")])
    }
    let time = body.time.map { Date(rfc3339: $0) } ?? now
    guard let time, time <= now.addingTimeInterval(24 * 60 * 60) else {
      throw Invalid([Problem("\(path).time", "must be RFC 3339 or YYYY-MM-DD, and not to come")])
    }
    let object: Object? =
      switch (body.item, body.creator) {
      case (let item?, nil): .item(Item.ID(item))
      case (nil, let creator?) where !creator.trimmed.isEmpty && creator.count <= 200:
        .creator(creator.trimmed)
      default: nil
      }
    guard let object, let act = Act(kind, object, at: time) else {
      throw Invalid([
        Problem(path, "names an item to read, like or dismiss, or a creator to follow")
      ])
    }
    self = act
  }
}
