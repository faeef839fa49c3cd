import Candor
import Recommender

extension House {
  /// Takes acts, all or none.
  func act(
    _ acts: [Act],
    by person: Person.ID,
    _ wish: Wish = Wish()
  ) async throws -> Changed {
    let recommender = shelf.recommender
    let problems = acts.enumerated().compactMap { index, act -> Problem? in
      guard case .item(let id) = act.object, !recommender.has(id) else { return nil }
      return Problem("acts[\(index)].item", "is no item of the catalogue")
    }
    guard problems.isEmpty else { throw Invalid(problems) }
    guard rules.attribute(.acts) != nil else {
      throw Invalid([Problem("acts", "these rules do not keep acts")])
    }
    return try await change(person, wish) { _ in acts.map { .acted($0) } }
  }
}
