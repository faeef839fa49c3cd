import Foundation

extension Hearing {
  /// Each trait for itself: the message is taken when one of them is.
  func traits(_ one: Case, _ record: Record?) throws(Drop) -> Heard {
    var heard = Heard()
    var after = record
    var drops: [Drop] = []
    for (key, answer) in one.message.details.sorted(by: { $0.key < $1.key }) {
      do throws(Drop) {
        guard let trait = one.behaviour.traits.first(where: { $0.trait == key }) else {
          throw .notConfigured
        }
        let content = try content(of: trait, answer, one, after)
        heard.contents.append(content)
        after = after.map { $0.applying($0.events(adding: [content], at: one.now)) }
      } catch {
        heard.parts.append(Heard.Part(kind: .trait, name: key, drop: error))
        drops.append(error)
      }
    }
    if heard.contents.isEmpty {
      // What is not mapped says least of why.
      heard.drop = drops.first { $0 != .notConfigured } ?? .notConfigured
    }
    return heard
  }

  private func content(
    of trait: Behaviour.Trait,
    _ answer: Answer,
    _ one: Case,
    _ record: Record?
  ) throws(Drop) -> Event.Content {
    try one.passes(for: trait.purpose)
    guard let record else { throw .unknownPerson }
    guard let declaration = declaration(of: answer, as: trait, at: one.now) else {
      throw .invalidValue
    }
    let name = declaration.attribute
    guard let term = rules.attribute(name)?.expires, term.end(from: one.message.time) > one.now
    else { throw .tooOld }
    if let held = record.answers[name] {
      if held.said > one.message.time { throw .superseded }
      if held.declaration.value == declaration.value && held.expiry(under: rules) > one.now {
        throw .unchanged
      }
    } else if one.past.hasTakenBack(name) {
      throw .takenBack
    }
    let content = Event.Content.declared(declaration)
    let after = record.applying(record.events(adding: [content], at: one.now))
    try permits(trait.purpose, name, on: after, one)
    return content
  }

  /// As if the question had been answered here; nil when the answer breaks one of its rules.
  private func declaration(of answer: Answer, as trait: Behaviour.Trait, at now: Date)
    -> Declaration?
  {
    guard let experience = rules.experience(trait.experience) else { return nil }
    do throws(Invalid) {
      return try rules.declarations(
        from: [trait.question: answer],
        to: experience,
        complete: false,
        at: now
      ).first { $0.source.question == trait.question }?.told(by: source)
    } catch {
      return nil
    }
  }

  /// What turned false is a withdrawal; what turned true is no grant, since no text was shown here.
  func withdrawals(_ one: Case, _ record: Record?) throws(Drop) -> Heard {
    guard let said = one.message.categories, !said.isEmpty else { throw .noConsent }
    guard let record else { throw .unknownPerson }
    var heard = Heard()
    var isLate = false
    for (name, purposes) in Dictionary(grouping: one.behaviour.consent, by: \.category).sorted(by: {
      $0.key < $1.key
    }) {
      guard let isYes = said[name] else { continue }
      for purpose in purposes.map(\.purpose) {
        let standing = record.granted(purpose)
        if isYes {
          if standing.isEmpty {
            heard.parts.append(Heard.Part(kind: .category, name: name, drop: .notAGrant))
          }
          continue
        }
        // A yes that was given since is the later word.
        let earlier = standing.filter { $0.given <= one.message.time }
        isLate = isLate || earlier.count < standing.count
        heard.contents += earlier.map { .withdrawn(Withdrawal($0.consent)) }
          .filter { !heard.contents.contains($0) }
      }
    }
    if heard.contents.isEmpty {
      heard.drop = isLate ? .beforeConsent : heard.parts.isEmpty ? .unchanged : .notAGrant
    }
    return heard
  }
}

extension Record {
  /// What is granted for a purpose, here and at recipients, and when it was last.
  fileprivate func granted(_ purpose: Purpose.Name) -> [(consent: Consent, given: Date)] {
    standings.filter { $0.key.purpose == purpose }.compactMap { consent, words in
      let dates = words.values.compactMap { standing -> Date? in
        if case .granted(_, _, let given) = standing { given } else { nil }
      }
      return dates.max().map { (consent, $0) }
    }
    .sorted { ($0.0.recipient?.rawValue ?? "") < ($1.0.recipient?.rawValue ?? "") }
  }
}
