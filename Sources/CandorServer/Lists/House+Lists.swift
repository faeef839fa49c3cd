import Candor
import Recommender

extension House {
  /// One kind of list for a person, as of now.
  func list(_ list: Benefit.List, for person: Person.ID) async throws -> GivenBack {
    let record = try await vault.record(of: person)
    return GivenBack([list], to: record, by: self, from: await shelf.recommender, at: now())
  }

  /// All lists for a record, as of now.
  func lists(for record: Record, from recommender: Recommender) -> GivenBack {
    GivenBack(to: record, by: self, from: recommender, at: now())
  }

  /// One page of a mix; nil when the person has no such mix, or the Gate refuses it.
  func mix(
    _ number: Int,
    for person: Person.ID,
    from position: Int
  ) async throws -> GivenBack.MixOutcome? {
    let recommender = await shelf.recommender
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
