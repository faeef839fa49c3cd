import Candor
import CandorAPI
import Foundation
import Hummingbird

/// People come, are found again, and go.
struct PeopleRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("people", use: meet)
    routes.post("people/lookup", use: lookup)
    routes.delete("people/:person", use: erase)
  }

  @Sendable func meet(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    let bytes = try await request.bytes()
    let names = try names(in: bytes)
    let signal = names.gpc == true ? Signal(gpc: true) : nil
    return try await house.once(request, context, bytes) { asked in
      let known = try await house.people(of: names.handles)
      if let person = known.first {
        guard known.count == 1, try await house.binds(names.handles, to: person) else {
          throw HandleTaken()
        }
        if let signal { _ = try await house.signal(signal, by: person, .init(isMinimal: true)) }
        return try Response(json: PersonReply(person: String(describing: person)))
      }
      let met = try await house.meet(
        email: names.email,
        handles: names.handles,
        signal: signal,
        asked: asked
      )
      return try met.reply.response(await house.receipts(of: met.committed))
    }
  }

  @Sendable func lookup(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    let known = try await house.people(of: names(in: await request.bytes()).handles)
    guard let person = known.first, known.count == 1 else { throw Vault.UnknownPerson() }
    return try Response(json: PersonReply(person: String(describing: person)))
  }

  @Sendable func erase(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.erase)
    let person = try context.person()
    return try Response(json: try await house.erase(person))
  }

  private func names(
    in bytes: Data
  ) throws -> (email: EmailAddress?, handles: [Handle], gpc: Bool?) {
    let body = try Request.body(PersonRequest.self, from: bytes)
    let email = body.email.flatMap(EmailAddress.init)
    if body.email != nil && email == nil {
      throw Invalid([Problem("email", "must be an e-mail address")])
    }
    if let id = body.externalId, !(1...200).contains(id.utf8.count) {
      throw Invalid([Problem("externalId", "must be 1 to 200 bytes long")])
    }
    if let id = body.anonymousId, !(1...200).contains(id.utf8.count) {
      throw Invalid([Problem("anonymousId", "must be 1 to 200 bytes long")])
    }
    if body.anonymousId != nil && (body.email ?? body.externalId) != nil {
      throw Invalid([Problem("anonymousId", "is for who has no other name yet")])
    }
    let keyring = house.vault.keyring
    let external = body.externalId.map { keyring.handle(ofExternal: $0) }
    let anonymous = body.anonymousId.map { keyring.handle(ofAnonymous: $0) }
    let handles = [email.map { keyring.handle(of: $0) }, external, anonymous].compactMap { $0 }
    return (email, handles, body.gpc)
  }
}

extension House {
  /// Everybody who is known by one of the handles.
  func people(of handles: [Handle]) async throws -> Set<Person.ID> {
    try await store.read { reader in
      Set(try handles.compactMap { try reader.person(of: $0) })
    }
  }

  /// Whether every handle is the person's already: a known person gets no new names this way.
  func binds(_ handles: [Handle], to person: Person.ID) async throws -> Bool {
    try await store.read { reader in
      try handles.allSatisfy { try reader.person(of: $0) == person }
    }
  }
}
