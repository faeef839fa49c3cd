import Candor
import Foundation
import Recommender

extension House {
  /// Lists for somebody, as of now, and the record that they were made for.
  ///
  /// Who looks at Discover for the first time in a week is given the list of that week: it is written
  /// into the record, and stays.
  func lists(
    _ lists: Set<Benefit.List> = Set(Benefit.List.allCases),
    for person: Person.ID
  ) async throws -> (record: Record, given: GivenBack) {
    try await self.lists(lists, for: person, from: shelf.stock, at: now())
  }

  func lists(
    _ lists: Set<Benefit.List>,
    for person: Person.ID,
    from stock: Stock,
    at now: Date
  ) async throws -> (record: Record, given: GivenBack) {
    let record = try await vault.record(of: person)
    let given = GivenBack(lists, to: record, by: self, from: stock, at: now)
    guard given.discover?.stay?.isNew == true else { return (record, given) }
    let written = try await vault.write(to: person, at: now) { record in
      // Somebody else may have looked in the meantime.
      let given = GivenBack(lists, to: record, by: self, from: stock, at: now)
      return (Vault.Entry(given.gifts([]).map { .given($0) }), given)
    }
    return (written.record, written.result)
  }

  /// The lists of somebody who is not known.
  func listsForAnybody() async -> (record: Record, given: GivenBack) {
    let nobody = Record(of: Person.ID(UUID()))
    return (nobody, GivenBack(to: nobody, by: self, from: shelf.stock, at: now()))
  }

  /// One page of a mix; nil when the person has no such mix, or the Gate refuses it.
  func mix(
    _ number: Int,
    for person: Person.ID,
    from position: Int
  ) async throws -> GivenBack.MixOutcome? {
    let recommender = shelf.recommender
    let record = try await vault.record(of: person)
    guard let benefit = rules.benefit(for: .mixes), let purpose = benefit.purpose,
      case .allowed(let permitted) = gate.decideWidest(purpose, on: record, at: now()),
      let mix = recommender.mixes(permitted).first(where: { $0.number == number })
    else { return nil }
    let count = GivenBack.mixPage
    let page = recommender.page(of: mix, for: permitted, from: position, count: count)
    return GivenBack.MixOutcome(benefit: benefit, mix: mix, list: page.picks, next: page.next)
  }
}
