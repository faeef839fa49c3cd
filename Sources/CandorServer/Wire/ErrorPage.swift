import Candor
import CandorAPI
import Hummingbird
import Logging

/// What went wrong, what to do next, and nothing else.
struct ErrorPage: Page {
  static let template = "error"

  let frame: Frame
  let problem: ProblemReply
  let advice: String
  /// Whether to sign in, perhaps anew, is a way on.
  let leadsIn: Bool

  init(_ problem: ProblemReply, _ frame: Frame) {
    self.frame = frame
    self.problem = problem
    self.advice = Self.advice(for: problem.status)
    self.leadsIn = !frame.isSignedIn || problem.status == 410
  }

  private static func advice(for status: Int) -> String {
    switch status {
    case 403: "Go back to the page, load it again, and press the button once more."
    case 404: "The page may have moved, or what it showed is gone. Start from the first page."
    case 409, 422: "Nothing was written. Go back and try again."
    case 410: "A link works once, for fifteen minutes. Ask for a new one: it takes a moment."
    case 500...: "Nothing was lost. Wait a little, then try again."
    default: "Go back and try again."
    }
  }
}

/// A page of somebody's own, and no record is open: the ways in.
struct NoRecordPage: Page {
  static let template = "no-record"

  let frame: Frame
  let experiences: [HomePage.Entry]
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
    } catch is NotSignedIn {
      return try noRecord(context)
    } catch is Vault.UnknownPerson {
      return try noRecord(context)
    } catch {
      let problem = ProblemReply(for: error)
      if problem.status >= 500 { context.logger.error("failed: \(type(of: error))") }
      let page = ErrorPage(problem, house.frame(problem.title, context))
      return try templates.render(page, status: .init(code: problem.status))
    }
  }

  private func noRecord(_ context: CandorContext) throws -> Response {
    // A session of a record that is erased opens nothing.
    var stranger = context
    stranger.visitor = nil
    let page = NoRecordPage(
      frame: house.frame("No record is open here", stranger),
      experiences: house.rules.experiences.map { HomePage.Entry($0, house.rules) }
    )
    return try templates.render(page, status: .unauthorized)
  }
}
