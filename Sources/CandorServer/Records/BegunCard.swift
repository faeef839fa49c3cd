import Candor
import Foundation

/// An experience in My record that was begun and not finished.
struct BegunCard: Sendable {
  let experience: String
  let title: String
  let until: Moment
}

extension BegunCard {
  /// Those that can be gone on with.
  static func all(_ record: Record, _ words: Words, at now: Date) -> [BegunCard] {
    words.rules.experiences.compactMap { experience in
      guard let begun = record.begun[experience.name], begun.isOpen(at: now) else { return nil }
      return BegunCard(
        experience: experience.name.rawValue,
        title: experience.title,
        until: Moment(begun.until, words.language)
      )
    }
  }
}
