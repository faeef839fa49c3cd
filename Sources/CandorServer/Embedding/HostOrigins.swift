import Candor
import CandorAPI
import HTTPTypes
import Hummingbird

/// Lets the sites that the rules name show experiences, and no other (cross-origin requests).
///
/// It stands before all routes, so that an error is readable there too. No cookie goes along: a
/// response never allows credentials.
struct HostOrigins: RouterMiddleware {
  let house: House

  func handle(
    _ request: Request,
    context: CandorContext,
    next: (Request, CandorContext) async throws -> Response
  ) async throws -> Response {
    let path = request.uri.path
    guard path == "/embed.js" || path.hasPrefix("/embed/") else {
      return try await next(request, context)
    }
    var response: Response
    let origin = request.headers[.origin]
    if house.rules.embedding == nil {
      response = try Response(ProblemReply(for: NoSuch(what: "page")))
    } else if let origin, house.rules.embedding?.origins.contains(origin) == true {
      var context = context
      context.guest = Guest()
      if request.method == .options {
        response = Response(status: .noContent)
        response.headers[.accessControlAllowMethods] = "GET, POST, DELETE"
        response.headers[.accessControlAllowHeaders] = "authorization, content-type"
        response.headers[.accessControlMaxAge] = "600"
      } else {
        response = try await next(request, context)
      }
      response.headers[.accessControlAllowOrigin] = origin
    } else {
      response = try Response(ProblemReply(for: ForeignHost()))
    }
    response.headers[.vary] = "Origin"
    return response
  }
}

/// A site that the rules do not name.
struct ForeignHost: Error {}
