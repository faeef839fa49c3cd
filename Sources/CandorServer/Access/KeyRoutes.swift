import Candor
import CandorAPI
import Foundation
import Hummingbird

/// API keys: made, listed, removed.
///
/// Only the hash of a secret is kept.
struct KeyRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("keys", use: create)
    routes.get("keys", use: list)
    routes.delete("keys/:name", use: remove)
  }

  @Sendable func create(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.keys)
    let bytes = try await request.bytes()
    let key = try key(from: Request.body(KeyRequest.self, from: bytes), context)
    return try await house.once(request, context, bytes) { asked in
      let secret = "candor_" + Access.freshSecret()
      let access = key(Access.Hash(of: secret))
      let kept = Kept.made(KeyReply(access, secret: secret))
      let reply = try asked.map { ($0.request, try house.vault.reply(kept.bytes, to: $0)) }
      try await house.keys.write { transaction in
        guard try !transaction.access(of: .key).contains(where: { $0.name == access.name }) else {
          throw Invalid([Problem("name", "is the name of another key")])
        }
        try transaction.put(access)
        if let (request, reply) = reply { try transaction.keep(reply, to: request) }
      }
      return try kept.response()
    }
  }

  /// The key that is asked for, once it has a secret.
  private func key(
    from body: KeyRequest,
    _ context: CandorContext
  ) throws -> @Sendable (Access.Hash) -> Access {
    var problems: [Problem] = []
    let scopes = body.scopes.enumerated().compactMap { index, text -> Scope? in
      let scope = Scope(rawValue: text)
      if scope == nil {
        let known = Scope.allCases.map(\.rawValue).joined(separator: ", ")
        problems.append(Problem("scopes[\(index)]", "must be one of: \(known)"))
      }
      return scope
    }
    for (index, scope) in scopes.enumerated() where context.key?.scopes.contains(scope) != true {
      problems.append(Problem("scopes[\(index)]", "is more than the key that asks may do"))
    }
    if body.scopes.isEmpty { problems.append(Problem("scopes", "must name at least one scope")) }
    let until = body.until.flatMap { Date(rfc3339: $0) }
    if body.until != nil && until == nil {
      problems.append(Problem("until", "must be RFC 3339 or YYYY-MM-DD"))
    }
    if body.name.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) == nil {
      problems.append(Problem("name", "must be lower-case letters, digits and dashes"))
    }
    guard problems.isEmpty else { throw Invalid(problems) }
    return { [name = body.name] hash in
      Access(hash, .key, name: name, scopes: Set(scopes), until: until)
    }
  }

  @Sendable func list(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.keys)
    let keys = try await house.store.read { try $0.access(of: .key) }
    return try Response(json: KeysReply(keys: keys.map { KeyReply($0) }))
  }

  @Sendable func remove(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.keys)
    let name = try context.parameters.require("name")
    try await house.keys.write { transaction in
      guard let key = try transaction.access(of: .key).first(where: { $0.name == name }) else {
        throw NoSuch(what: "key")
      }
      try transaction.remove(key.hash)
    }
    return Response(status: .noContent)
  }
}

extension KeyReply {
  fileprivate init(_ key: Access, secret: String? = nil) {
    self.init(
      name: key.name,
      scopes: key.scopes.sorted().map(\.rawValue),
      until: key.until?.rfc3339,
      secret: secret
    )
  }
}
