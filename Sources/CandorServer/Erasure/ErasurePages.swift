import Candor
import CandorAPI
import Foundation
import Hummingbird

/// What goes when everything is erased.
struct ErasePage: Page {
  static let template = "erase"

  let frame: Frame
  let goes: [String]
  /// What cannot go; empty when nothing stays.
  let stays: [String]
  let holders: [Holder]
}

/// What a person keeps to show that everything was erased.
struct ErasedPage: Page {
  static let template = "erased"

  let frame: Frame
  let person: String
  let time: Moment
  let events: Int
  /// What became of what lists had learned; nil when there was nothing.
  let unlearned: String?
  /// The receipt as a file, in a link that holds it: by then there is nobody to ask for it.
  let receipt: String?
}

/// The end of a record: told first, confirmed once.
struct ErasurePages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("me/erase", use: show)
    routes.post("me/erase", use: erase)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let person = try context.visitorPerson()
    let record = try await house.vault.record(of: person)
    let events = try await house.vault.events(of: person)
    let holders = Holder.all(record, events, house, await house.words())
    return try templates.render(
      ErasePage(
        frame: house.frame(house.language("Erase everything"), context),
        goes: goes(record, house.language),
        stays: try await stays(person, house.language),
        holders: holders.filter { $0.hadYes || $0.needed != nil && !$0.fields.isEmpty }
      )
    )
  }

  @Sendable func erase(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let person = try context.visitorPerson()
    guard try await request.form().first("confirm") == "erase" else {
      return .seeOther("/me/erase")
    }
    let erasure = try await house.erase(person)
    var stranger = context
    stranger.visitor = nil
    let page = ErasedPage(
      frame: house.frame(house.language("Everything is erased"), stranger),
      person: String(describing: person),
      time: Moment(house.now(), house.language),
      events: erasure.events,
      unlearned: erasure.unlearned?.says,
      receipt: try erasure.receipt.map { try house.file(of: [$0]) }
    )
    var response = try templates.render(page)
    response.setCookie(house.cookie(""))
    return response
  }

  /// Books are kept when people are not.
  private func stays(_ person: Person.ID, _ language: Language) async throws -> [String] {
    guard house.rules.sale == .exchange else { return [] }
    let statement = try await house.statement(of: person)
    guard !statement.lines.isEmpty else { return [] }
    let lines = language(
      """
      What you earned and what was paid out to you stays in our books, under a number and no name.
      """
    )
    guard !statement.balance.isNone else { return [lines] }
    let owed = language(
      """
      You have {money} with us that is not paid out yet. Ask us for it before you erase: after that \
      nobody can tell whose it was.
      """,
      ["money": String(describing: statement.balance)]
    )
    return [lines, owed]
  }

  private func goes(_ record: Record, _ language: Language) -> [String] {
    let answers = record.answers.count
    var goes = [
      language.counted(answers, "{n} answer you gave.", "{n} answers you gave.").asOpening
    ]
    if !record.acts.isEmpty {
      let things = language.counted(
        record.acts.count,
        "{n} thing you read, liked or followed.",
        "{n} things you read, liked or followed."
      )
      goes.append(things.asOpening)
    }
    if !record.standings.isEmpty { goes.append(language("Every yes and no you said.")) }
    if record.answers[.email] != nil {
      goes.append(language("Your e-mail address, and with it your way to sign in."))
    }
    goes.append(language("Your lists, and what moved them."))
    if house.permitted(record, at: house.now()) != nil {
      goes.append(language("Your part in what lists learn from what people read together."))
    }
    let lines = language.counted(record.version, "{n} line", "{n} lines")
    goes.append(language("Your history: {lines}.", ["lines": lines]))
    return goes
  }
}
