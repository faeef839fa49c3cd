import Candor
import Recommender

extension House {
  /// All lists for a person, as of now.
  func lists(for person: Person.ID) async throws -> GivenBack {
    lists(for: try await vault.record(of: person), from: await shelf.recommender)
  }

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
