import Candor
import Foundation
import Recommender

/// What an experience says at its end, besides the lists: its own words, a score, an outcome with what
/// fits it.
struct Closing: Sendable {
  struct Fit: Sendable {
    let title: String
    let byline: String
    let link: String?
    let why: String
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
  /// Its words are told to the person alone, from their own record. An outcome is a use, and goes
  /// through the Gate.
  func closing(
    _ experience: Experience,
    by record: Record,
    link: (String) -> String?,
    _ words: Words
  ) -> Closing? {
    var answers: [Question.Name: Answer] = [:]
    for question in experience.questions {
      answers[question.name] = record.answers[question.attribute].map {
        Answer($0.declaration.value)
      }
    }
    var told: [String: String] = [:]
    for name in experience.hidden ?? [] { told[name] = link(name) }
    let course = Course(experience, answers, hidden: told, at: now()).completed
    let end = end(experience, record)
    let hasEnd = course.ending != nil || course.isScored || !course.results.isEmpty
    guard hasEnd || experience.match != nil else { return nil }
    let picks = end.map { $0.picks.compactMap { Closing.Fit($0, in: experience, words) } } ?? []
    return Closing(
      html: course.endingHTML,
      score: course.isScored
        ? language(
          "{score} of {most}",
          ["score": String(course.score), "most": String(course.bestScore)]
        ) : nil,
      results: course.results.map { Closing.Result(name: $0.name, value: $0.value) },
      hasResults: !course.results.isEmpty,
      title: end?.title,
      text: end?.text,
      fits: picks,
      hasFits: !picks.isEmpty,
      unfit: end == nil && experience.match != nil
        ? language("We pick nothing by your answers, because you have not said yes to that.") : nil
    )
  }

  /// What the Gate lets the outcomes see: everything that is asked for their purpose.
  private func end(_ experience: Experience, _ record: Record) -> Ended? {
    guard let match = experience.match,
      case .allowed(let permitted) = gate.decideWidest(match.purpose, on: record, at: now())
    else { return nil }
    return experience.end(from: permitted, among: shelf.recommender.catalogue.items)
  }
}

extension Closing.Fit {
  /// - Returns: nil when the item is gone.
  fileprivate init?(_ pick: Ended.Pick, in experience: Experience, _ words: Words) {
    guard let item = words.recommender.item(pick.item) else { return nil }
    let language = words.language
    let because = pick.because.map { because in
      because.question == nil
        ? words.genre(because.word)
        : language("you said {what}", ["what": words.genre(because.word)])
    }
    self.init(
      title: item.title,
      byline: language.list(item.creators),
      link: item.url.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil },
      why: because.isEmpty
        ? language("Fills the list")
        : language("Because of this: {reasons}", ["reasons": language.list(because)])
    )
  }
}
