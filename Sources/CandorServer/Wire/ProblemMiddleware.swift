import CandorAPI
import Hummingbird
import Logging

/// Answers errors of the JSON side, and logs those that are our fault by their type alone.
struct ProblemMiddleware: RouterMiddleware {
  func handle(
    _ request: Request,
    context: CandorContext,
    next: (Request, CandorContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let problem = ProblemReply(for: error)
      if problem.status >= 500 { context.logger.error("failed: \(type(of: error))") }
      return try Response(problem)
    }
  }
}

/// Answers paths that lead nowhere: a problem under `/v1`, a page elsewhere.
struct NotFoundMiddleware: RouterMiddleware {
  let house: House
  let templates: Templates

  func handle(
    _ request: Request,
    context: CandorContext,
    next: (Request, CandorContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as any HTTPResponseError {
      let problem = ProblemReply(for: error)
      if request.uri.path.hasPrefix("/v1") { return try Response(problem) }
      return try templates.render(
        ErrorPage(error, house.speaking(to: context), context),
        status: error.status
      )
    }
  }
}

extension Response {
  init(_ problem: ProblemReply) throws {
    try self.init(json: problem, status: .init(code: problem.status))
    headers[.contentType] = "application/problem+json"
    if problem.status == 503 { headers[.retryAfter] = "1" }
    if problem.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
  }
}
