import Candor
import Hummingbird

/// Offers to look at, accept, decline and end.
struct OfferPages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("me/offers", use: show)
    routes.post("me/offers", use: answer)
    routes.get("whatif", use: whatIf)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let record = try await house.vault.record(of: context.visitorPerson())
    guard house.rules.sale == .exchange else { throw NoSuch(what: "page") }
    let words = await house.words()
    let all = try await house.allPosted(of: record.person)
    let statement = try await house.statement(of: record.person)
    let isLoose = try await house.isLoose(record.person)
    let recipients = Dictionary(all.map { ($0.offer.id, $0.offer.recipient) }) { first, _ in first }
    return try templates.render(
      OffersPage(
        frame: house.frame(house.language("What others offer for a yes"), context),
        flash: request.uri.queryParameters["note"].flatMap {
          Self.flash(String($0), house.language)
        },
        isLoose: isLoose,
        offers: all.compactMap { OfferRow($0, record, isLoose: isLoose, house, words) },
        balance: house.language(
          "You have {money} with us that is not paid out yet.",
          ["money": String(describing: statement.balance)]
        ),
        lines: statement.lines.compactMap { OffersPage.Line($0, recipients, words) }
      )
    )
  }

  private static func flash(_ note: String, _ language: Language) -> String? {
    switch note {
    case "stale":
      language(
        "We have changed that text since you saw it. Read it below, and say yes or no to it."
      )
    case "gone":
      language("That offer cannot be accepted any more. Nothing was written.")
    default: nil
    }
  }

  @Sendable func answer(_ request: Request, _ context: CandorContext) async throws -> Response {
    let person = try context.visitorPerson()
    let form = try await request.form()
    guard let offer = form.first("offer") else { throw HTTPError(.badRequest) }
    let terms = Notice.Hash(form.first("terms") ?? "")
    let answer: House.OfferAnswer
    switch form.first("answer") {
    case "accept":
      // Who signs in with another record leaves this one, and what it earned would be nobody's.
      guard try await !house.isLoose(person) else { return .seeOther("/me/offers") }
      let despite = form.first("despite") == "gpc" ? Signal(gpc: true) : nil
      answer = .accept(shown: terms, despite: despite)
    case "decline": answer = .decline(shown: terms)
    case "withdraw": answer = .withdraw
    default: throw HTTPError(.badRequest)
    }
    do {
      _ = try await house.answer(Offer.ID(offer), answer, by: person)
    } catch let reason as Offer.Unavailable {
      switch reason {
      case .otherTerms: return .seeOther("/me/offers?note=stale")
      // Who clicks twice has said it once.
      case .alreadyAccepted: return .seeOther("/me/offers")
      default: return .seeOther("/me/offers?note=gone")
      }
    }
    return .seeOther("/me/offers")
  }

  /// No person and no record: figures come with the address, and go with it.
  @Sendable func whatIf(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let query = request.uri.queryParameters
    let page = WhatIfPage(
      house.frame(house.language("The price of selling"), context),
      house.language
    ) { name in query[Substring(name)].map { String($0) } }
    return try templates.render(page)
  }
}
