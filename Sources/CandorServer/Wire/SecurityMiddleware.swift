import HTTPTypes
import Hummingbird
import Logging

/// What every response tells the browser not to do.
struct SecurityHeaders: RouterMiddleware {
  func handle(
    _ request: Request,
    context: CandorContext,
    next: (Request, CandorContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    // What brings a policy of its own is one file, and its policy the stricter.
    if response.headers[.contentSecurityPolicy] == nil {
      response.headers[.contentSecurityPolicy] = """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """
    }
    response.headers[.xContentTypeOptions] = "nosniff"
    if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "same-origin" }
    return response
  }
}

/// Takes forms from our own pages only (cross-site request forgery).
struct SameOrigin: RouterMiddleware {
  func handle(
    _ request: Request,
    context: CandorContext,
    next: (Request, CandorContext) async throws -> Response
  ) async throws -> Response {
    if request.method != .get && request.method != .head {
      guard isOurs(request) else { throw ForeignOrigin() }
    }
    return try await next(request, context)
  }

  /// By what the browser says and no script can set; what says neither is refused.
  private func isOurs(_ request: Request) -> Bool {
    if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] {
      return site == "same-origin" || site == "none"
    }
    guard let origin = request.headers[.origin], let host = request.head.authority else {
      return false
    }
    return origin == "http://\(host)" || origin == "https://\(host)"
  }
}

/// One line a request: method, route and status, never a path, which may hold a secret.
struct AccessLog: RouterMiddleware {
  func handle(
    _ request: Request,
    context: CandorContext,
    next: (Request, CandorContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let time = start.duration(to: .now)
    context.logger.info(
      "\(request.method) \(context.endpointPath ?? "-") \(response.status.code) \(time.milliseconds) ms"
    )
    return response
  }
}

extension Duration {
  fileprivate var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
