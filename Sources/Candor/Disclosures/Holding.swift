import Foundation

/// What one recipient holds of somebody for one purpose, as far as we gave it to them.
public struct Holding: Hashable, Sendable {
  /// One value that they were given.
  public struct Part: Hashable, Sendable {
    public let disclosure: Disclosure.ID
    /// The event that said the value.
    public internal(set) var sequence: Int
    public let given: Date
    /// What they have to do about it, since something changed; nil while it may stay as it is.
    public internal(set) var due: Due?
  }

  /// What a recipient has to do about a value.
  public struct Due: Hashable, Sendable {
    public let kind: Change.Kind
    public let since: Date
    /// When word of it reached them.
    public internal(set) var told: Date?
    /// When they said, signed, that they did it.
    public internal(set) var confirmed: Date?
  }

  public let role: Recipient.Role
  public internal(set) var parts: [Attribute.Name: Part] = [:]
}

extension Record {
  mutating func apply(_ disclosed: Disclosed, of event: Event) {
    var holding = held[disclosed.consent] ?? Holding(role: disclosed.role)
    for name in disclosed.attributes {
      holding.parts[name] = Holding.Part(
        disclosure: disclosed.disclosure,
        sequence: answers[name]?.sequence ?? event.sequence,
        given: event.time,
        due: nil
      )
    }
    held[disclosed.consent] = holding
  }

  /// Notes what recipients have to do after something else was said.
  ///
  /// Whatever was said: it compares what they hold with what stands now.
  mutating func recall(after event: Event) {
    guard !held.isEmpty else { return }
    for (consent, holding) in held {
      for (name, part) in holding.parts {
        guard let kind = cause(to: consent, holding.role, name, part) else { continue }
        // What has to go need not be mended, and what has to be mended is told once until it is.
        if let due = part.due, due.kind > kind || (due.kind == kind && due.confirmed == nil) {
          continue
        }
        held[consent]?.parts[name]?.due = Holding.Due(kind: kind, since: event.time)
      }
    }
  }

  private func cause(
    to consent: Consent,
    _ role: Recipient.Role,
    _ name: Attribute.Name,
    _ part: Holding.Part
  ) -> Change.Kind? {
    guard let answer = answers[name] else { return .erased }
    switch standing(consent, name) {
    case .withdrawn, .refused: return .withdrawn
    case .granted, nil: break
    }
    if role == .partner, let optOut, !optOut.yields(to: consent, name) { return .withdrawn }
    return answer.sequence == part.sequence ? nil : .corrected
  }

  /// Word of a change reached the recipient.
  mutating func hear(_ told: Change, at time: Date) {
    for name in told.attributes where isDue(name, by: told) {
      held[told.consent]?.parts[name]?.due?.told = time
    }
  }

  /// The recipient did what a change asks.
  ///
  /// What is gone there is held there no more.
  mutating func settle(_ confirmed: Change, at time: Date) {
    for name in confirmed.attributes where isDue(name, by: confirmed) {
      switch confirmed.kind {
      case .withdrawn, .erased: held[confirmed.consent]?.parts[name] = nil
      case .corrected:
        held[confirmed.consent]?.parts[name]?.due?.confirmed = time
        // What was said after that is told anew.
        if let answer = answers[name], answer.said <= confirmed.since {
          held[confirmed.consent]?.parts[name]?.sequence = answer.sequence
        }
      }
    }
    if held[confirmed.consent]?.parts.isEmpty == true { held[confirmed.consent] = nil }
  }

  /// Whether a part waits for this change, and not for a later one.
  private func isDue(_ name: Attribute.Name, by change: Change) -> Bool {
    let due = held[change.consent]?.parts[name]?.due
    return due?.kind == change.kind && due?.since == change.since
  }
}
