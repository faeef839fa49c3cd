import Candor
import Foundation
import Recommender

/// What an experience says at its end, besides the lists: its own words, a score, an outcome with what
/// fits it.
struct Ended: Sendable {
  struct Fit: Sendable {
    let title: String
    let byline: String
    let link: String?
  }

  /// Something that was worked out.
  struct Result: Sendable {
    let name: String
    let value: String
  }

  let html: String?
  let score: String?
  let results: [Result]
  let hasResults: Bool
  let title: String?
  let text: String?
  let fits: [Fit]
  let hasFits: Bool
  /// Why there are no picks, where there could be.
  let unfit: String?
}

extension House {
  /// The end of an experience, as the answers that are held now make it; nil when it has none.
  ///
  /// Its words are told to the person alone, from their own record. Picks are a use, and go through
  /// the Gate.
  func ended(
    _ experience: Experience,
    by record: Record,
    link: (String) -> String?
  ) -> Ended? {
    var answers: [Question.Name: Answer] = [:]
    for question in experience.questions {
      guard let held = record.answers[question.attribute] else { continue }
      answers[question.name] = question.answer(Typed(held.declaration.value, into: question))
    }
    var told: [String: String] = [:]
    for name in experience.hidden ?? [] { told[name] = link(name) }
    let course = Course(experience, answers, hidden: told, at: now()).completed
    let outcome = course.outcome
    guard course.ending != nil || course.isScored || outcome != nil || !course.results.isEmpty
    else { return nil }
    let fits = outcome.map { self.fits($0, of: experience, record) } ?? .some([])
    return Ended(
      html: course.ending?.html(course.display),
      score: course.isScored ? "\(course.score) of \(course.bestScore)" : nil,
      results: course.results.map { Ended.Result(name: $0.name, value: $0.value) },
      hasResults: !course.results.isEmpty,
      title: outcome?.title.filled(course.display),
      text: outcome?.text?.filled(course.display),
      fits: fits ?? [],
      hasFits: fits?.isEmpty == false,
      unfit: fits == nil
        ? "We pick nothing by your answers, because you have not said yes to that." : nil
    )
  }

  /// What fits an outcome; nil when the Gate refuses.
  private func fits(
    _ outcome: Outcome,
    of experience: Experience,
    _ record: Record
  ) -> [Ended.Fit]? {
    guard let match = experience.match, let picks = outcome.picks else { return [] }
    // All that the outcome was found by: the questions that are asked for this purpose.
    let attributes = Set(
      experience.questions.filter { $0.uses.contains(match.purpose) }.map(\.attribute)
    )
    let use = Use(match.purpose, of: attributes)
    guard case .allowed(let permitted) = gate.decide(use, on: record, at: now()) else { return nil }
    return match.items(for: picks, by: permitted, among: shelf.recommender.catalogue.items).map {
      Ended.Fit(
        title: $0.title,
        byline: $0.creators.formatted(.list(type: .and)),
        link: $0.url.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil }
      )
    }
  }
}
