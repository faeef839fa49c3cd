import Candor
import Hummingbird

/// Somebody at the pages whom a session makes known.
struct Visitor: Sendable {
  let person: Person.ID
  let secret: String
}

/// Finds the session that the browser carries.
struct VisitorMiddleware: RouterMiddleware {
  let house: House

  func handle(
    _ request: Request,
    context: CandorContext,
    next: (Request, CandorContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    if let secret = request.cookies[house.sessionCookie]?.value,
      let person = try await house.person(ofSession: secret)
    {
      context.visitor = Visitor(person: person, secret: secret)
    }
    return try await next(request, context)
  }
}

extension House {
  /// Over HTTPS the browser holds the cookie to this host and to encryption.
  var sessionCookie: String { isSecure ? "__Host-candor" : "candor" }

  func cookie(_ secret: String) -> Cookie {
    Cookie(
      name: sessionCookie,
      value: secret,
      maxAge: secret.isEmpty ? 0 : Int(Self.sessionLife),
      path: "/",
      secure: isSecure,
      httpOnly: true,
      sameSite: .lax
    )
  }
}

extension CandorContext {
  /// The person at the page.
  ///
  /// - Throws: `NotSignedIn`, which the pages answer with the way in.
  func visitorPerson() throws -> Person.ID {
    guard let visitor else { throw NotSignedIn() }
    return visitor.person
  }
}

/// A page of somebody's own, and nobody is there.
struct NotSignedIn: Error {}
