import Candor
import Foundation

extension Date {
  /// The moment at which tests begin: 2009-02-13T23:31:30Z.
  public static let start = Date(timeIntervalSince1970: 1_234_567_890)

  /// So many days of 24 hours later, or earlier.
  public func after(days: Int) -> Date {
    after(milliseconds: Int64(days) * 86_400_000)
  }

  /// So many milliseconds later, or earlier.
  public func after(milliseconds: Int64) -> Date {
    Date(milliseconds: self.milliseconds + milliseconds)
  }
}

extension Record {
  /// The record of one of the cast, after all this was written at one moment.
  public static func after(
    _ contents: [Event.Content],
    of member: Cast = .mara,
    at now: Date = .start
  ) -> Record {
    Record(of: member.id).adding(contents, at: now)
  }

  public func adding(_ contents: [Event.Content], at now: Date = .start) -> Record {
    applying(events(adding: contents, at: now))
  }
}

extension Rules {
  /// A yes to the notice of today, to all that it covers or to less.
  public func yes(
    to consent: Consent,
    _ attributes: [Attribute.Name]? = nil,
    at now: Date = .start,
    despite: Signal? = nil
  ) throws -> Event.Content {
    let shown = notice(for: consent)?.hash ?? "no notice"
    return .granted(
      try grant(consent, attributes: attributes, shown: shown, despite: despite, at: now)
    )
  }

  /// A no to the notice of today.
  public func no(to consent: Consent) throws -> Event.Content {
    let shown = notice(for: consent)?.hash ?? "no notice"
    return .refused(try refusal(consent, attributes: nil, shown: shown))
  }

  /// Answers as the events that they become; not every question must be answered.
  public func declared(
    _ answers: [Question.Name: Answer],
    in name: Experience.Name = "tastes",
    at now: Date = .start
  ) throws -> [Event.Content] {
    guard let experience = experience(name) else { return [] }
    return try declarations(from: answers, to: experience, complete: false, at: now)
      .map(Event.Content.declared)
  }

  /// All that one of the cast answers here.
  public func declared(by member: Cast, at now: Date = .start) throws -> [Event.Content] {
    try experiences.flatMap { try declared(member.answers(to: $0.name), in: $0.name, at: now) }
  }
}

extension Event.Content {
  /// Something that was done; a kind that does not fit the object is a broken test.
  public static func did(
    _ kind: Act.Kind,
    _ object: Act.Object,
    at time: Date = .start,
    toldBy source: String? = nil
  ) -> Event.Content {
    guard let act = Act(kind, object, at: time, toldBy: source) else {
      preconditionFailure("nobody \(kind)s that")
    }
    return .acted(act)
  }
}
