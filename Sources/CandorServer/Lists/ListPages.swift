import Candor
import Foundation
import Hummingbird
import Recommender

/// Every list there is for a person.
struct ListsPage: Page {
  static let template = "lists"

  let frame: Frame
  let asked: AskedAgain?
  let sections: [ListSection]
  let mixes: [MixCard]
  let mixesSentence: String?
  let unmixed: Unpersonal?
}

/// A page of an endless mix.
struct MixPage: Page {
  static let template = "mix"

  let frame: Frame
  let name: String
  let number: Int
  let picks: [PickRow]
  let next: Int
  let isLater: Bool
}

struct ListPages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("me/lists", use: lists)
    routes.get("me/lists/weeks", use: weeks)
    routes.get("me/lists/mixes/:number", use: mix)
  }

  @Sendable func lists(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let (record, given) = try await house.lists(for: context.visitorPerson())
    let words = await house.words()
    let named = [("Discover", given.discover), ("Radar", given.radar)]
    let asked = AskedAgain(record, house, request)
    var response = try templates.render(
      ListsPage(
        frame: house.frame(house.language("My lists"), context),
        asked: asked,
        sections: named.compactMap { title, outcome in
          outcome.map { ListSection(title, $0, record, words, back: "/me/lists") }
        },
        mixes: given.mixes.map { MixCard($0, words) },
        mixesSentence: house.rules.benefit(for: .mixes)?.sentence,
        unmixed: given.mixes.isEmpty
          ? house.rules.benefit(for: .mixes).map { benefit in
            Unpersonal(benefit, given.mixReasons, record, words)
          } : nil
      )
    )
    if asked != nil { response.setCookie(AskedAgain.told(record, house)) }
    return response
  }

  @Sendable func weeks(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let past = try await house.pastWeeks(of: context.visitorPerson())
    let words = await house.words()
    return try templates.render(
      WeeksPage(
        frame: house.frame(house.language("Earlier weeks"), context),
        weeks: past.map { WeeksPage.Past($0, words) }
      )
    )
  }

  @Sendable func mix(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let person = try context.visitorPerson()
    let position = request.uri.queryParameters["cursor"].map { Int($0) } ?? 0
    guard let number = context.parameters.get("number", as: Int.self), let position,
      (0...1_000_000_000).contains(position),
      let outcome = try await house.mix(number, for: person, from: position)
    else { throw NoSuch(what: "mix") }
    let record = try await house.vault.record(of: person)
    let words = await house.words()
    let name = words.genre(outcome.mix.term.name)
    let back = "/me/lists/mixes/\(number)?cursor=\(position)#mix"
    return try templates.render(
      MixPage(
        frame: house.frame(house.language("Your mix: {name}", ["name": name]), context),
        name: name,
        number: number,
        picks: outcome.list.picks.map { PickRow($0, words, record, back: back) },
        next: outcome.next,
        isLater: position > 0
      )
    )
  }
}
