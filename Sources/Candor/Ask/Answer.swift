import Foundation

/// What arrived for one question, before it is held against the question.
public enum Answer: Hashable, Sendable {
  case text(String)
  case list([String])
  case number(Double)
  /// 'Skip this one', said aloud.
  case skipped
}

extension Question {
  /// The value that the answer is, or the rule that it breaks.
  ///
  /// - Returns: nil when the question was skipped.
  func value(of answer: Answer) throws(Invalid) -> Value? {
    func invalid(_ rule: String) -> Invalid { Invalid([Problem("answers.\(name)", rule)]) }
    switch (valueType, answer) {
    case (_, .skipped): return nil
    case (.choice, .text(let text)):
      guard choices?.contains(where: { $0.value == text }) == true else {
        throw invalid("must be one of the question's choices")
      }
      return .text(text)
    case (.choices, .list(let texts)):
      let known = Set(choices?.map(\.value) ?? [])
      guard texts.allSatisfy(known.contains), Set(texts).count == texts.count else {
        throw invalid("must hold only the question's choices, each once")
      }
      return texts.isEmpty ? nil : .list(texts)
    case (.tags, .list(let texts)):
      let tags = texts.map(\.trimmed).filter { !$0.isEmpty }
      guard tags.count <= 50, tags.allSatisfy({ $0.count <= 100 }) else {
        throw invalid("must hold at most 50 tags of at most 100 letters")
      }
      var seen: Set<String> = []
      let distinct = tags.filter { seen.insert($0.lowercased()).inserted }
      return distinct.isEmpty ? nil : .list(distinct)
    case (.rating, .number(let number)):
      guard let rating = Int(exactly: number), scale.contains(rating) else {
        throw invalid("must be a whole number from \(scale.lowerBound) to \(scale.upperBound)")
      }
      return .number(rating)
    case (.text, .text(let text)):
      let limit = maxLength ?? 2000
      guard text.count <= limit else { throw invalid("must be at most \(limit) letters") }
      let trimmed = text.trimmed
      guard attribute != .timezone || trimmed.isEmpty || TimeZone(iana: trimmed) != nil else {
        throw invalid(TimeZone.rule)
      }
      return trimmed.isEmpty ? nil : .text(trimmed)
    case (.date, .text(let text)):
      guard let day = Day(text) else { throw invalid("must be a day as YYYY-MM-DD") }
      return .day(day)
    case (.email, .text(let text)):
      guard let address = EmailAddress(text) else { throw invalid("must be an e-mail address") }
      return .text(address.normalized)
    default: throw invalid(expectation)
    }
  }

  /// What form an answer takes.
  private var expectation: String {
    switch valueType {
    case .choice: "must be one of the question's choices, as text"
    case .choices: "must be a list of the question's choices"
    case .tags: "must be a list of tags"
    case .rating: "must be a number"
    case .text: "must be text"
    case .date: "must be a day as YYYY-MM-DD"
    case .email: "must be an e-mail address"
    case .acts: "cannot be answered: acts come from what you do"
    }
  }
}

extension Rules {
  /// Turns the answers to an experience into declarations, all or none.
  ///
  /// - Parameter complete: whether every required question must have been answered or skipped.
  /// - Throws: `Invalid` with every problem, each at `answers.<question>`.
  public func declarations(
    from answers: [Question.Name: Answer],
    to experience: Experience,
    complete: Bool = true,
    at now: Date
  ) throws(Invalid) -> [Declaration] {
    var problems: [Problem] = []
    var declarations: [Declaration] = []
    let questions = experience.questions
    for name in answers.keys.sorted() where !questions.contains(where: { $0.name == name }) {
      problems.append(Problem("answers.\(name)", "is no question of '\(experience.name)'"))
    }
    for question in questions {
      guard let answer = answers[question.name] else {
        if complete && question.isRequired == true {
          problems.append(
            Problem("answers.\(question.name)", "needs an answer, or null to skip it")
          )
        }
        continue
      }
      do {
        guard let value = try question.value(of: answer) else { continue }
        declarations.append(
          declaration(of: value, as: question, in: experience, at: now)
        )
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw Invalid(problems) }
    return declarations
  }

  private func declaration(
    of value: Value,
    as question: Question,
    in experience: Experience,
    at now: Date
  ) -> Declaration {
    Declaration(
      attribute: question.attribute,
      value: value,
      source: .init(experience: experience.name, question: question.name),
      promise: promise(of: question, at: now)
    )
  }

  /// What stands under the question: why, for whom, in return for what, until when.
  public func promise(of question: Question, at now: Date) -> Declaration.Promise {
    let term = question.expires ?? attribute(question.attribute)?.expires ?? Term(1, .day)
    return Declaration.Promise(
      purposes: question.uses,
      recipients: recipients.filter { recipient in
        recipient.purposes.contains { question.uses.contains($0) }
      }.map(\.name),
      benefits: question.gives,
      until: term.end(from: now)
    )
  }

  /// A new value for an answer that is held, under the question that it answered.
  ///
  /// - Throws: `Invalid` at `value`, also when that question is asked no more.
  public func correction(
    of held: Record.Answer,
    to answer: Answer
  ) throws(Invalid) -> Correction {
    let source = held.declaration.source
    let question = experience(source.experience)?.questions.first { $0.name == source.question }
    guard let question else {
      throw Invalid([Problem("value", "cannot be changed: its question is asked no more")])
    }
    do {
      if let value = try question.value(of: answer) {
        return Correction(attribute: held.declaration.attribute, value: value)
      }
    } catch {
      throw Invalid(error.problems.map { Problem("value", $0.rule) })
    }
    throw Invalid([Problem("value", "is missing; to take the answer back, remove it")])
  }
}
