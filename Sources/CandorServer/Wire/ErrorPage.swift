import CandorAPI
import Hummingbird
import Logging

/// What went wrong, what to do next, and nothing else.
struct ErrorPage: Page {
  static let template = "error"

  let frame: Frame
  let problem: ProblemReply
}

/// Answers errors of the pages with a page, and logs those that are our fault by their type alone.
struct ErrorPageMiddleware: RouterMiddleware {
  let house: House
  let templates: Templates

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
      let page = ErrorPage(frame: house.frame(problem.title, context), problem: problem)
      return try templates.render(page, status: .init(code: problem.status))
    }
  }
}
