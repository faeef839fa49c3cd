import Candor
import Foundation
import Hummingbird

/// The languages of a house: those of its rules that the pages have words for.
struct Languages: Sendable {
  /// The house's own first.
  let all: [Language]

  init(of rules: Rules) throws {
    let folder = Bundle.module.bundleURL.appending(path: "Languages")
    all = try rules.languages.enumerated().compactMap { index, code in
      let file = folder.appending(path: "\(code).json")
      if let data = try? Data(contentsOf: file) {
        let phrases = try JSONDecoder().decode([String: Language.Phrase].self, from: data)
        return Language(code, phrases: phrases)
      }
      // The house's own language is always spoken, if need be with English around it.
      let isSpoken = index == 0 || code == "en" || code.hasPrefix("en-")
      return isSpoken ? Language(code, phrases: [:]) : nil
    }
  }

  /// The house's own.
  var own: Language { all.first ?? .english }

  subscript(code: String) -> Language? { all.first { $0.code == code } }

  /// The language for a request: the one that was chosen, or else the one that the browser likes
  /// best, or else the house's own.
  func language(chosen: String?, accepted: String?) -> Language {
    if let chosen, let language = self[chosen] { return language }
    let wishes = (accepted ?? "").split(separator: ",").prefix(20).map { part in
      let pieces = part.split(separator: ";")
      let weight =
        pieces.dropFirst()
        .compactMap { Double($0.drop { $0 == " " }.trimmingPrefix("q=")) }.first ?? 1
      return (tag: pieces.first.map { String($0).trimmed.lowercased() } ?? "", weight: weight)
    }
    // The sort keeps the order of equals.
    for wish in wishes.sorted(by: { $0.weight > $1.weight }) where wish.weight > 0 {
      let base = wish.tag.prefix { $0 != "-" }
      let exact = all.first { $0.code.lowercased() == wish.tag }
      if let language = exact ?? all.first(where: { $0.code.lowercased() == base }) {
        return language
      }
    }
    return own
  }
}

/// Finds the language of a request to the pages.
struct LanguageMiddleware: RouterMiddleware {
  let house: House

  func handle(
    _ request: Request,
    context: CandorContext,
    next: (Request, CandorContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.language = house.languages.language(
      chosen: request.cookies[Language.cookie]?.value,
      accepted: request.headers[.acceptLanguage]
    )
    if request.method == .get { context.path = request.uri.description }
    return try await next(request, context)
  }
}

/// Takes the choice of a language, from the foot of a page.
struct LanguagePages {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("language", use: choose)
  }

  @Sendable func choose(_ request: Request, _ context: CandorContext) async throws -> Response {
    let form = try await request.form()
    guard let language = house.languages[form.first("language") ?? ""] else {
      throw HTTPError(.badRequest)
    }
    var response = Response.seeOther(form.back(or: "/"))
    response.setCookie(house.cookie(for: language))
    return response
  }
}

extension Language {
  static let cookie = "candor-language"
}

extension House {
  /// Says nothing of the person but how to speak to them.
  func cookie(for language: Language) -> Cookie {
    Cookie(
      name: Language.cookie,
      value: language.code,
      maxAge: 365 * 24 * 60 * 60,
      path: "/",
      secure: isSecure,
      httpOnly: true,
      sameSite: .lax
    )
  }
}
