import Candor
import Hummingbird

/// Finds the key that the caller shows.
///
/// Whether it suffices, each route says for itself.
struct KeyMiddleware: RouterMiddleware {
  let house: House

  func handle(
    _ request: Request,
    context: CandorContext,
    next: (Request, CandorContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    if let header = request.headers[.authorization], header.hasPrefix("Bearer ") {
      context.key = try await house.key(String(header.dropFirst("Bearer ".count)))
    }
    guard context.key != nil else { throw Refused.noKey }
    return try await next(request, context)
  }
}

extension House {
  /// The key of this secret, while it lives.
  func key(_ secret: String) async throws -> Access? {
    let hash = Access.Hash(of: secret)
    if let ownKey, ownKey.hash == hash { return ownKey }
    guard let key = try await keys.key(hash), key.kind == .key,
      key.until.map({ $0 > now() }) ?? true
    else { return nil }
    return key
  }
}
