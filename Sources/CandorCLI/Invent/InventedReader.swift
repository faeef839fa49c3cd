import Candor
import Foundation

/// Somebody who does not exist, as lifelike as a demo needs them.
struct InventedReader: Hashable, Sendable {
  /// What they told in one experience.
  struct Answered: Hashable, Sendable {
    let experience: Experience.Name
    let answers: [Question.Name: Answer]
  }

  /// What they like best; the dearest first.
  let genres: [String]
  let creators: [String]
  /// The numbers of the circles whose shelves they read from, beyond any genre.
  let circles: [Int]
  /// Empty for those who only read.
  let answered: [Answered]
  /// The oldest first.
  let acts: [Act]

  static let evidence = "Invented by the demo"

  /// Their whole record: that they are invented, what they told, their yes to the lists, their acts.
  ///
  /// - Throws: `Invalid` when the rules do not take the answers.
  func contents(under rules: Rules, at now: Date) throws -> [Event.Content] {
    let declarations = try answered.flatMap { answered -> [Declaration] in
      guard let experience = rules.experience(answered.experience) else { return [] }
      return try rules.declarations(
        from: answered.answers,
        to: experience,
        complete: false,
        at: now
      )
    }
    let grants = try rules.listConsents.map { notice in
      try rules.grant(
        notice.consent,
        attributes: nil,
        shown: notice.hash,
        evidence: Self.evidence,
        at: now
      )
    }
    var contents: [Event.Content] = [.invented]
    contents += declarations.map { .declared($0) }
    contents += grants.map { .granted($0) }
    contents += acts.map { .acted($0) }
    return contents
  }
}

extension Rules {
  /// The notices that ask for the lists, each once.
  fileprivate var listConsents: [Notice] {
    let purposes = Set(benefits.filter { $0.list != nil }.compactMap(\.purpose))
    return notices.filter { $0.recipient == nil && purposes.contains($0.purpose) }
  }
}
