import Candor
import Foundation

/// What stands under a question before it is answered, in the words of the rules.
struct Promised: Sendable {
  /// What it is for: a sentence for each purpose.
  let purposes: [String]
  /// Who sees it: the company, and who else after a yes, by name.
  let recipients: [String]
  /// What the person gets.
  let benefits: [String]
  let until: Date

  /// - Parameter until: what was promised before, for an answer that is held.
  init(
    _ question: Question,
    _ rules: Rules,
    _ language: Language,
    at now: Date,
    until: Date? = nil
  ) {
    let promise = rules.promise(of: question, at: now)
    purposes = promise.purposes.compactMap { rules.purpose($0)?.sentence }
    recipients =
      [rules.company.name]
      + promise.recipients.compactMap { name in
        rules.recipient(name).map { recipient in
          recipient.role == .partner
            ? language("{name}, if you say yes", ["name": recipient.title]) : recipient.title
        }
      }
    benefits = promise.benefits.compactMap { rules.benefit($0)?.sentence }
    self.until = until ?? promise.until
  }
}

extension Rules {
  /// The notices that the answers to an experience need, and that this person has not answered.
  func notices(for experience: Experience, toAsk record: Record?, at now: Date) -> [Notice] {
    let purposes = Set(experience.questions.flatMap(\.uses))
    return notices.filter { notice in
      guard purposes.contains(notice.purpose) else { return false }
      guard let record else { return true }
      return !notice.attributes.allSatisfy { name in
        switch record.standing(notice.consent, name) {
        case nil, .withdrawn: false
        case .refused: true
        case .granted(let hash, let until, _):
          notice.hashes.contains(hash) && until.map { $0 > now } ?? true
        }
      }
    }
  }
}
