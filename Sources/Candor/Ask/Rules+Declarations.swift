import Foundation

extension Course {
  /// What is wrong with the answers to some questions, and what is missing among them.
  ///
  /// - Parameter complete: whether every required question must have been answered or skipped.
  /// - Returns: each at `answers.<question>`.
  public func problems(with questions: [Question], complete: Bool = true) -> [Problem] {
    questions.flatMap { question in problems(with: question, complete: complete) }
  }

  private func problems(with question: Question, complete: Bool) -> [Problem] {
    guard isEnabled(question) else { return [] }
    guard let answer = answers[question.name] else {
      return complete ? missing(question) : []
    }
    do throws(Invalid) {
      guard let value = try value(of: answer, to: question) else {
        // An empty field is silence, and no spoken skip.
        return complete && answer.isEmpty ? missing(question) : []
      }
      return (question.validators ?? []).compactMap { $0.broken(by: value, in: scope) }
        .map { Problem("answers.\(question.name)", $0) }
    } catch {
      return error.problems
    }
  }

  private func missing(_ question: Question) -> [Problem] {
    isRequired(question)
      ? [Problem("answers.\(question.name)", "needs an answer, or null to skip it")] : []
  }

  /// The value of an answer, if it was given at all.
  func value(of answer: Answer, to question: Question) throws(Invalid) -> Value? {
    try question.value(of: answer, offered: question.offersChoices ? choices(of: question) : nil)
  }
}

extension Rules {
  /// Turns the answers to an experience into declarations, all or none.
  ///
  /// What is not shown, given these answers, is not declared, whatever was sent.
  ///
  /// - Parameter complete: whether every required question must have been answered or skipped.
  /// - Throws: `Invalid` with every problem, each at `answers.<question>`.
  public func declarations(
    from answers: [Question.Name: Answer],
    to experience: Experience,
    hidden: [String: String] = [:],
    complete: Bool = true,
    at now: Date
  ) throws(Invalid) -> [Declaration] {
    let course = Course(experience, answers, hidden: hidden, at: now).completed
    let names = Set(experience.questions.map(\.name))
    let strange = answers.keys.sorted().filter { !names.contains($0) }
      .map { Problem("answers.\($0)", "is no question of '\(experience.name)'") }
    let asked = course.askedQuestions
    let problems = strange + course.problems(with: asked, complete: complete)
    guard problems.isEmpty else { throw Invalid(problems) }
    var declarations: [Declaration] = []
    for question in asked where course.isEnabled(question) {
      guard let answer = course.answers[question.name],
        let value = try course.value(of: answer, to: question)
      else { continue }
      declarations.append(declaration(of: value, as: question, in: experience, at: now))
    }
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
    to answer: Answer,
    at now: Date
  ) throws(Invalid) -> Correction {
    let source = held.declaration.source
    guard let experience = experience(source.experience),
      let question = experience.question(source.question)
    else { throw Invalid([Problem("value", "cannot be changed: its question is asked no more")]) }
    let course = Course(experience, [question.name: answer], at: now)
    do throws(Invalid) {
      if let value = try question.value(of: answer) {
        let rules = (question.validators ?? []).filter { $0.type != .expression }
          .compactMap { $0.broken(by: value, in: course.scope) }
        guard rules.isEmpty else { throw Invalid(rules.map { Problem("value", $0) }) }
        return Correction(attribute: held.declaration.attribute, value: value)
      }
    } catch {
      throw Invalid(error.problems.map { Problem("value", $0.rule) })
    }
    throw Invalid([Problem("value", "is missing; to take the answer back, remove it")])
  }
}
