import Candor
import CandorAPI
import Foundation
import Hummingbird

/// Yes, no and stop, each with one click.
struct ConsentPages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("me/consents", use: show)
    routes.get("me/consents/:purpose", use: showOne)
    routes.get("me/consents/:purpose/:recipient", use: showOne)
    routes.post("me/consents", use: answer)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let record = try await house.vault.record(of: context.visitorPerson())
    let note = request.uri.queryParameters["note"]
    let words = await house.words()
    let rules = house.rules
    let ordered = rules.purposes.filter { $0.basis == .contract }
    return try templates.render(
      ConsentsPage(
        frame: house.frame(house.language("Your yes and no"), context),
        isStale: note == "stale",
        isUnlearned: note == "unlearned",
        requests: rules.notices.map { ConsentRow($0, record, house, words) },
        ordered: ordered.map { purpose in
          let helpers = rules.recipients.filter { $0.purposes.contains(purpose.name) }
          return ConsentsPage.Ordered(
            sentence: purpose.sentence,
            fields: purpose.uses.map { words.title(of: $0) }.joined(
              separator: house.language(", ")
            ),
            helpers: helpers.isEmpty
              ? nil : helpers.map { "\($0.title) \($0.for)." }.joined(separator: " ")
          )
        },
        hasOrdered: !ordered.isEmpty
      )
    )
  }

  @Sendable func showOne(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let record = try await house.vault.record(of: context.visitorPerson())
    let recipient = context.parameters.get("recipient").map { Recipient.Name($0) }
    let consent = Consent(try context.name("purpose"), at: recipient)
    guard let notice = house.rules.notice(for: consent) else { throw NoSuch(what: "request") }
    return try templates.render(
      ConsentPage(
        frame: house.frame(house.language("Yes or no"), context),
        isStale: request.uri.queryParameters["note"] == "stale",
        row: ConsentRow(notice, record, house, await house.words(), back: consent.path)
      )
    )
  }

  @Sendable func answer(_ request: Request, _ context: CandorContext) async throws -> Response {
    let person = try context.visitorPerson()
    let form = try await request.form()
    guard let purpose = form.first("purpose") else { throw HTTPError(.badRequest) }
    let recipient = form.first("recipient").map { Recipient.Name($0) }
    let notice = Notice.Hash(form.first("notice") ?? "")
    let answer: House.ConsentAnswer
    switch form.first("answer") {
    case "grant":
      let despite = form.first("despite") == "gpc" ? Signal(gpc: true) : nil
      answer = .grant(shown: notice, attributes: nil, despite: despite)
    case "refuse": answer = .refuse(shown: notice, attributes: nil)
    case "withdraw": answer = .withdraw
    default: throw HTTPError(.badRequest)
    }
    let consent = Consent(Purpose.Name(purpose), at: recipient)
    let back = form.back(or: "/me/consents")
    let changed: House.Changed
    do {
      changed = try await house.consent(consent, answer, by: person)
    } catch is StaleNotice {
      return .seeOther("\(back == consent.path ? back : "/me/consents")?note=stale")
    }
    if case .wrote(let reply) = changed.reply, reply.unlearned != nil, back == "/me/consents" {
      return .seeOther("/me/consents?note=unlearned")
    }
    return .seeOther(back)
  }
}
