import Candor
import CandorFixtures
import Foundation
import Testing

@testable import Recommender

/// The small house's catalogue, and what the Gate lets through to it.
enum Shelf {
  static let catalogue = Catalogue(Item.catalogue)
  static let recommender = Recommender(catalogue)

  /// What the Gate permits for lists after a yes and all this; the recommender takes nothing else.
  static func permitted(
    _ contents: [Event.Content] = [],
    of member: Cast = .mara,
    at now: Date = .start
  ) throws -> Permitted {
    let yes = try Rules.small.yes(to: Consent("lists"), at: now)
    let record = Record.after([yes] + contents, of: member, at: now)
    let decision = Gate(.small).decideWidest("lists", on: record, at: now)
    guard case .allowed(let permitted) = decision else { throw Closed() }
    return permitted
  }

  /// What the Gate permits of answers alone.
  static func permitted(
    _ answers: [Question.Name: Answer],
    of member: Cast = .mara
  ) throws -> Permitted {
    try permitted(Rules.small.declared(answers), of: member)
  }

  /// What the Gate permits of all that one of the cast answers.
  static func permitted(all member: Cast) throws -> Permitted {
    try permitted(Rules.small.declared(by: member), of: member)
  }

  /// A profile in words, in the order of the alphabet.
  static func names(of profile: Profile) -> (items: [String], tags: [String]) {
    (
      profile.items.map { catalogue[Int($0)].id.rawValue }.sorted(),
      profile.tags.map { catalogue.spelled(Int($0)).name }.sorted()
    )
  }

  struct Closed: Error {}
}

extension Recommender {
  /// Of items that nobody here has yet.
  init(_ catalogue: Catalogue, model: Model? = nil, lists: Lists = Rules.small.lists) {
    let counts = [Int32](repeating: 0, count: catalogue.items.count)
    self.init(catalogue, counts: counts, model: model, lists: lists)
  }

  /// The list of the week in which tests begin.
  func discover(_ permitted: Permitted) -> PickList { discover(permitted, in: .start) }
}

extension Week {
  static let start = Week(at: .start, in: .gmt)

  /// So many weeks later.
  func after(weeks: Int) -> Week { (0..<weeks).reduce(self) { week, _ in week.next } }
}

extension PickList {
  var ids: [String] { picks.map(\.item.id.rawValue) }

  /// How many picks each creator has.
  var byCreator: [String: Int] {
    picks.flatMap(\.item.creators).reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// The picks that something the person told spoke for.
  var explained: [Pick] { picks.filter { !$0.whys.isEmpty } }
}

extension Pick {
  /// What spoke for it, each input once.
  var inputs: Set<Input> { Set(whys.map(\.input)) }
}
