import Candor
import CandorAPI
import Hummingbird
import Logging

/// What went wrong, what to do next, and nothing else.
struct ErrorPage: Page {
  static let template = "error"

  let frame: Frame
  let status: Int
  let title: String
  let lead: String?
  let mistakes: [String]
  let advice: String
  /// Whether to sign in, perhaps anew, is a way on.
  let leadsIn: Bool

  /// - Parameter house: as it speaks to whoever asked.
  init(_ error: any Error, _ house: House, _ context: CandorContext) {
    let language = house.language
    status = ProblemReply(for: error).status
    (title, lead) = Self.says(error, status, language)
    mistakes = (error as? Invalid)?.problems.map { $0.asMistake(language) } ?? []
    advice = Self.advice(for: status, language)
    frame = house.frame(title, context)
    leadsIn = !frame.isSignedIn || status == 410
  }

  private static func says(
    _ error: any Error,
    _ status: Int,
    _ language: Language
  ) -> (title: String, lead: String?) {
    switch error {
    case is Invalid: (language("Something in it does not fit"), nil)
    case is StaleNotice:
      (
        language("The text has changed"),
        language("You answered a text that is no longer shown. Read the new one first.")
      )
    case is Busy:
      (language("Too many are here just now"), language("Nothing was written."))
    case is HandleTaken:
      (
        language("Somebody is known by that address"),
        language("An address leads to one record only.")
      )
    case is NotHeld:
      (language("Not in your record"), language("Your record holds no such answer."))
    case is LinkRefused: (language("This link opens nothing any more"), nil)
    case is ForeignOrigin:
      (
        language("Not from our pages"),
        language("We take forms from this site only.")
      )
    case let missing as NoSuch:
      (language("There is no such page"), Self.says(missing, language))
    default:
      switch status {
      case 404: (language("There is no such page"), nil)
      case 413: (language("That is too much at once"), nil)
      case 400..<500: (language("We could not read that"), nil)
      default: (language("Something went wrong here"), language("The fault is ours."))
      }
    }
  }

  private static func says(_ missing: NoSuch, _ language: Language) -> String? {
    switch missing.what {
    case "receipt": language("There is no such receipt.")
    case "experience": language("There is no such experience.")
    case "privacy text": language("There is no such privacy text.")
    default: nil
    }
  }

  private static func advice(for status: Int, _ language: Language) -> String {
    switch status {
    case 403:
      language("Go back to the page, load it again, and press the button once more.")
    case 404:
      language("Perhaps it moved, or what it showed is gone. Start from the first page.")
    case 410:
      language("A link works once, for fifteen minutes. Ask for a new one: it takes a moment.")
    case 500...: language("Nothing was lost. Wait a little, then try again.")
    default: language("Nothing was written. Go back and try again.")
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
      let page = ErrorPage(error, house.speaking(to: context), context)
      return try templates.render(page, status: .init(code: problem.status))
    }
  }

  private func noRecord(_ context: CandorContext) throws -> Response {
    // A session of a record that is erased opens nothing.
    var stranger = context
    stranger.visitor = nil
    let house = house.speaking(to: context)
    let page = NoRecordPage(
      frame: house.frame(house.language("No record is open here"), stranger),
      experiences: house.rules.experiences.map { HomePage.Entry($0, house) }
    )
    return try templates.render(page, status: .unauthorized)
  }
}
