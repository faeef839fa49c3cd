import Candor
import CandorAPI
import Foundation

extension House {
  /// A yes or a no, as it arrived.
  struct Said: Sendable {
    let consent: Consent
    let isYes: Bool
    let attributes: [Attribute.Name]?
    let notice: Notice.Hash
    /// Of a yes: the signal against it that was shown beside the notice.
    var despite: Signal?
  }

  /// Takes the answers to an experience, with what was said to its notices, and gives back.
  ///
  /// - Throws: `Invalid` or `StaleNotice`; nothing is written then.
  func answer(
    _ experience: Experience,
    _ answers: [Question.Name: Answer],
    hidden: [String: String] = [:],
    saying said: [Said],
    signal: Signal? = nil,
    by person: Person.ID,
    _ wish: Wish = Wish()
  ) async throws -> Changed {
    let now = now()
    let declarations = try rules.declarations(
      from: answers,
      to: experience,
      hidden: hidden,
      at: now
    )
    let consents = try said.map { try content(of: $0, at: now) }
    let lists = experience.questions.flatMap(\.gives).compactMap { rules.benefit($0)?.list }
    return try await change(person, gifts: Set(lists), wish) { record in
      // What was said after the signal is said after it here too.
      record.contents(of: signal) + consents + declarations.map { .declared($0) }
    }
  }

  private func content(of said: Said, at now: Date) throws -> Event.Content {
    if said.isYes {
      .granted(
        try rules.grant(
          said.consent,
          attributes: said.attributes,
          shown: said.notice,
          despite: said.despite,
          at: now
        )
      )
    } else {
      .refused(try rules.refusal(said.consent, attributes: said.attributes, shown: said.notice))
    }
  }

  /// Replaces the value of an answer that is held, under the question that it answered.
  func correct(
    _ attribute: Attribute.Name,
    to answer: Answer,
    by person: Person.ID
  ) async throws -> Changed {
    let lists = Set(Benefit.List.allCases)
    let now = now()
    return try await change(person, gifts: lists) { [rules] record in
      guard let held = record.answers[attribute] else { throw NotHeld(attribute: attribute) }
      return [.corrected(try rules.correction(of: held, to: answer, at: now))]
    }
  }

  /// Removes an answer.
  func retract(_ attribute: Attribute.Name, by person: Person.ID) async throws -> Changed {
    try await change(person) { record in
      let isHeld = attribute == .acts ? !record.acts.isEmpty : record.answers[attribute] != nil
      guard isHeld else { throw NotHeld(attribute: attribute) }
      return [.retracted(.attribute(attribute))]
    }
  }

  /// Takes an input out of all lists, or lets it back in.
  func mute(_ input: Input, _ isMuted: Bool, by person: Person.ID) async throws -> Changed {
    try await change(person) { record in
      switch input {
      case .attribute(.acts): break
      case .attribute(let name):
        guard record.answers[name] != nil else { throw NotHeld(attribute: name) }
      case .act(let object):
        guard record.acts[object] != nil else { throw NotHeld(attribute: .acts) }
      }
      if record.muted.contains(input) == isMuted { return [] }
      return [isMuted ? .muted(input) : .unmuted(input)]
    }
  }
}

/// The record holds nothing of the kind that was to be changed.
struct NotHeld: Error {
  let attribute: Attribute.Name
}
