import Candor
import Foundation
import Recommender

/// One list on a page.
struct ListSection: Sendable {
  let id: String
  let title: String
  let sentence: String
  /// For which week it is and until when it stays; nil when it is made at every look.
  let stays: String?
  let unpersonal: Unpersonal?
  let picks: [PickRow]
}

/// Why a list is not personal, and what changes that.
struct Unpersonal: Sendable {
  let says: String
  let link: String
  let action: String
}

/// A mix, told by its first titles.
struct MixCard: Sendable {
  let number: Int
  let name: String
  let why: String
  let titles: [String]
}

extension ListSection {
  init(
    _ title: String,
    _ outcome: GivenBack.Outcome,
    _ record: Record,
    _ words: Words,
    back: String?
  ) {
    let list = outcome.benefit.list?.rawValue ?? ""
    self.init(
      id: list,
      title: title,
      sentence: outcome.benefit.sentence,
      stays: outcome.stay?.tells(words.language),
      unpersonal: outcome.list.isPersonal
        ? nil : Unpersonal(outcome.benefit, outcome.reasons, record, words),
      picks: outcome.list.picks.map { pick in
        let back = back.map { "\($0)#\(list)" }
        return outcome.benefit.list == .radar
          ? PickRow(pick, words, record, back: back, otherwise: words.language("New here"))
          : PickRow(pick, words, record, back: back)
      }
    )
  }
}

extension GivenBack.Stay {
  /// 'For week 48 of 2026. It stays until Monday, or until you change what you told us.'
  fileprivate func tells(_ language: Language) -> String {
    language(
      """
      For week {week} of {year}. It stays as it is until Monday, unless you change what you told us.
      """,
      ["week": String(week.number), "year": String(week.year)]
    )
  }
}

extension Unpersonal {
  init(_ benefit: Benefit, _ reasons: [RefusalReason], _ record: Record, _ words: Words) {
    let language = words.language
    let uses = benefit.purpose.flatMap { words.rules.purpose($0) }?.uses ?? []
    let hasTold = uses.contains { name in
      name == .acts ? !record.acts.isEmpty : record.answers[name] != nil
    }
    let causes = Set(reasons.map(\.cause))
    let isMuted = uses.contains { record.muted.contains(.attribute($0)) }
    if !hasTold {
      let experience = words.rules.experiences.first { experience in
        experience.questions.contains { $0.gives.contains(benefit.name) }
      }
      self.init(
        says: language(
          "You have not told us anything yet, so this list is the same for everybody."
        ),
        link: experience.map { "/e/\($0.name)" } ?? "/",
        action: experience?.title ?? language("Tell us something")
      )
    } else if isMuted && causes.subtracting([.muted]).isEmpty {
      self.init(
        says: language("You muted what would move this list, so it is the same for everybody."),
        link: "/me#answers",
        action: language("Let it count again")
      )
    } else if let reason = reasons.first(where: { $0.cause != .muted }) {
      self.init(
        says: language(
          "This list is the same for everybody. {reason}",
          ["reason": words.tells(reason.cause)]
        ),
        link: "/me/consents",
        action: language("See your yes and no")
      )
    } else {
      self.init(
        says: language(
          "Nothing on our shelf fits what you told us yet, so this is the same for everybody."
        ),
        link: "/me#answers",
        action: language("See or change your answers")
      )
    }
  }
}

extension MixCard {
  init(_ outcome: GivenBack.MixOutcome, _ words: Words) {
    let inputs = outcome.mix.inputs.map { words.words(for: $0) }
    self.init(
      number: outcome.mix.number,
      name: words.genre(outcome.mix.term.name),
      why: inputs.isEmpty
        ? "" : words.language("From {inputs}", ["inputs": words.language.list(inputs)]),
      titles: outcome.list.picks.prefix(4).map(\.item.title)
    )
  }
}
