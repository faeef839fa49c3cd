import Foundation

/// What of one person's record counts in polls.
public struct Ballot: Hashable, Sendable {
  /// One answer to one question of a poll.
  public struct Mark: Hashable, Sendable {
    public let question: Declaration.Source
    /// A choice, or a step of a scale.
    public let option: String

    public init(_ question: Declaration.Source, _ option: String) {
      self.question = question
      self.option = option
    }
  }

  /// Until when each counts, if nothing is said before.
  public private(set) var marks: [Mark: Date]

  public static let empty = Ballot([:])

  public init(_ marks: [Mark: Date]) {
    self.marks = marks
  }

  /// The first moment at which one of them counts no more.
  public var expiry: Date { marks.values.min() ?? .distantFuture }

  /// The questions that it answers.
  public var questions: Set<Declaration.Source> { Set(marks.keys.map(\.question)) }

  /// Without what counts no more.
  public func at(_ now: Date) -> Ballot { Ballot(marks.filter { $0.value > now }) }
}

extension Gate {
  /// What of a record counts in polls now.
  ///
  /// An answer counts while it is the person's current one, was given in that poll, is not muted, and
  /// the Gate permits it for a purpose that stood under its question. Invented people have no vote.
  public func ballot(of record: Record, at now: Date) -> Ballot {
    guard !record.isInvented else { return .empty }
    var marks: [Ballot.Mark: Date] = [:]
    for experience in rules.experiences where experience.kind == .poll {
      for question in experience.questions {
        let source = Declaration.Source(experience: experience.name, question: question.name)
        guard let answer = record.answers[question.attribute],
          answer.declaration.source == source,
          !record.muted.contains(.attribute(question.attribute)),
          let end = end(of: answer, to: question, on: record, at: now)
        else { continue }
        let options = Set(question.tallied.map(\.value))
        for option in answer.declaration.value.options where options.contains(option) {
          marks[Ballot.Mark(source, option)] = end
        }
      }
    }
    return Ballot(marks)
  }

  /// Until when the answer may be counted; nil when no purpose permits it now.
  private func end(
    of answer: Record.Answer,
    to question: Question,
    on record: Record,
    at now: Date
  ) -> Date? {
    let expiry = answer.expiry(under: rules)
    let ends = question.uses.compactMap { name -> Date? in
      let use = Use(name, of: [question.attribute])
      guard case .allowed = decide(use, on: record, at: now) else { return nil }
      if rules.purpose(name)?.basis == .consent,
        case .granted(_, let until?, _) = record.standing(use.consent, question.attribute)
      {
        return min(expiry, until)
      }
      return expiry
    }
    return ends.max()
  }
}

extension Question {
  /// The answers that a poll counts: choices and scales, never what somebody wrote.
  public var tallied: [(value: String, text: String)] {
    switch valueType {
    case .choice, .choices, .tags: (choices ?? []).map { ($0.value, $0.text) }
    case .rating: rates.map { (String($0), String($0)) }
    case .flag: [("true", labelTrue ?? "Yes"), ("false", labelFalse ?? "No")]
    default: []
    }
  }
}

extension Value {
  fileprivate var options: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let texts): texts
    case .number(let number): [String(number)]
    case .flag(let flag): [String(flag)]
    case .day, .table: []
    }
  }
}
