import Candor
import Foundation
import Hummingbird

/// Somebody at an experience that another site shows.
struct Guest: Sendable {
  /// Of the session; nil for somebody who only looks.
  var secret: String?
  /// Whether the company said who it is.
  var isKnown = false
}

/// Finds the session that the element carries.
///
/// Never by a cookie, which belongs to our own pages.
struct GuestMiddleware: RouterMiddleware {
  let house: House

  func handle(
    _ request: Request,
    context: CandorContext,
    next: (Request, CandorContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.visitor = nil
    context.guest = Guest()
    if let secret = request.bearer {
      guard let session = try await house.embeddedSession(secret) else { throw SessionEnded() }
      context.guest = Guest(secret: secret, isKnown: session.name == Access.known)
      context.visitor = session.person.map { Visitor(person: $0, secret: secret) }
    }
    var response = try await next(request, context)
    if let location = response.headers[.location], location.hasPrefix("/") {
      response.headers[.location] = "/embed\(location)"
    }
    response.headers[.setCookie] = nil
    return response
  }
}

extension Request {
  var bearer: String? {
    guard let header = headers[.authorization], header.hasPrefix("Bearer ") else { return nil }
    return String(header.dropFirst("Bearer ".count))
  }
}

/// A session of an element that is over, or never was.
struct SessionEnded: Error {}

extension Access {
  /// The names of sessions that begin on another site: such a one opens nothing but what is shown
  /// there, and a session of our own pages opens nothing there.
  static let known = "embedded"
  static let anonymous = "embedded-anonymous"
  /// Of a token that works once, and was used.
  static let spent = "spent-token"
}

extension House {
  /// The session that an element carries, while it lasts.
  func embeddedSession(_ secret: String) async throws -> Access? {
    let session = try await store.read { try $0.access(Access.Hash(of: secret)) }
    guard let session, session.kind == .session, session.until.map({ $0 > now() }) ?? false,
      [Access.known, Access.anonymous].contains(session.name)
    else { return nil }
    return session
  }

  /// Begins a session of nobody yet.
  func beginAnonymousSession() async throws -> BegunSession {
    let begun = BegunSession(nil, Access.anonymous, at: now())
    let now = now()
    try await store.write { transaction in
      try transaction.removeAccess(before: now)
      try transaction.put(begun.access)
    }
    return begun
  }

  /// Begins a session of whom a token names, who is met if they are new.
  ///
  /// - Parameter claiming: an anonymous session, whose record becomes theirs and which ends.
  func beginSession(
    by token: PersonToken,
    claiming secret: String? = nil,
    signal: Signal? = nil
  ) async throws -> BegunSession {
    let spent = token.spent
    if let spent, try await store.read({ try $0.access(spent.hash) }) != nil {
      throw TokenRefused.usedUp
    }
    let person = try await person(named: token.sub ?? "", signal: signal)
    let now = now()
    let begun = BegunSession(person, Access.known, at: now)
    try await store.write { transaction in
      try transaction.removeAccess(before: now)
      if let spent {
        guard try transaction.access(spent.hash) == nil else { throw TokenRefused.usedUp }
        try transaction.put(spent)
      }
      try transaction.put(begun.access)
    }
    guard let secret else { return begun }
    if let anonymous = try await embeddedSession(secret)?.person {
      _ = try await claim(anonymous, for: person)
    }
    try await endSession(secret)
    return begun
  }

  private func person(named name: String, signal: Signal?) async throws -> Person.ID {
    let handle = vault.keyring.handle(ofExternal: name)
    if let known = try await vault.person(of: handle) { return known }
    do {
      return try await meet(handles: [handle], signal: signal).person
    } catch let taken as HandleTaken {
      guard let known = try await vault.person(of: handle) else { throw taken }
      return known
    }
  }

  /// Makes it known, from here on, who answered: by the cookie of our pages, or by the session that
  /// an element began before.
  func remember(
    _ newcomer: Person.ID,
    _ context: CandorContext,
    in response: inout Response
  ) async throws {
    guard let guest = context.guest else {
      response.setCookie(cookie(try await beginSession(of: newcomer)))
      return
    }
    guard let secret = guest.secret else { throw SessionEnded() }
    try await store.write { transaction in
      // Of two who come at once with it, one gets it.
      guard let session = try transaction.access(Access.Hash(of: secret)), session.person == nil
      else { throw SessionEnded() }
      try transaction.put(
        Access(session.hash, .session, person: newcomer, name: session.name, until: session.until)
      )
    }
  }
}

/// A session that has just begun.
struct BegunSession: Sendable {
  let secret: String
  let access: Access

  init(_ person: Person.ID?, _ name: String, at now: Date) {
    secret = Access.freshSecret()
    let until = now.addingTimeInterval(House.sessionLife)
    access = Access(Access.Hash(of: secret), .session, person: person, name: name, until: until)
  }
}

extension TokenRefused {
  fileprivate static let usedUp = TokenRefused("token.jti", "was used before: make a new token")
}

extension PersonToken {
  /// What shows that it was used; nil for one that may be used again.
  fileprivate var spent: Access? {
    guard let jti, let exp else { return nil }
    let hash = Access.Hash(of: "candor/spent-token/v1\0\(jti)")
    let until = Date(timeIntervalSince1970: exp)
    return Access(hash, .session, name: Access.spent, until: until)
  }
}
