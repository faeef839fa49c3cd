import Foundation

extension Rules {
  /// Every way in which an experience asks what it may not, or cannot be answered.
  var brokenExperiences: [Problem] {
    experiences.enumerated().flatMap { index, experience in
      let path = "experiences[\(index)]"
      let names = Self.repeated(experience.questions.map(\.name.rawValue), in: "\(path).pages")
      let questions = experience.pages.enumerated().flatMap { page, content in
        content.elements.enumerated().flatMap { element, question in
          broken(question, at: "\(path).pages[\(page)].elements[\(element)]")
        }
      }
      let empty =
        experience.questions.isEmpty ? [Problem("\(path).pages", "asks nothing")] : []
      // The first problem's place is a count over all pages; the page itself is near enough.
      return names.map { Problem("\(path).pages", $0.rule) } + questions + empty
    }
  }

  private func broken(_ question: Question, at path: String) -> [Problem] {
    var problems: [Problem] = []
    func wrong(_ key: String, _ rule: String) { problems.append(Problem("\(path).\(key)", rule)) }

    // The pages' own fields; a question of that name would be taken for one.
    if ["page", "go", "say", "skipped", "notice"].contains(question.name.rawValue) {
      wrong("name", "'\(question.name)' is a word of the pages; choose another")
    }
    if question.gives.isEmpty {
      wrong("gives", "is empty: a question that gives nothing back may not be asked")
    }
    for name in question.gives where benefit(name) == nil {
      wrong("gives", "'\(name)' is no benefit of these rules")
    }
    if question.uses.isEmpty {
      wrong("uses", "is empty: a question that nobody uses may not be asked")
    }
    problems += unknown(question.uses, at: "\(path).uses")
    problems += unknown([question.attribute], at: "\(path).attribute")
    for purpose in question.uses.compactMap(purpose)
    where !purpose.uses.contains(question.attribute) {
      wrong("uses", "'\(purpose.name)' does not use the attribute '\(question.attribute)'")
    }
    if let attribute = attribute(question.attribute) {
      if attribute.type != question.valueType {
        wrong(
          "type",
          "asks for a \(question.valueType.rawValue), but '\(attribute.name)' is a \(attribute.type.rawValue)"
        )
      }
      if let term = question.expires, term.end(from: .epoch) > attribute.expires.end(from: .epoch) {
        wrong("expires", "is longer than the \(attribute.expires) of '\(attribute.name)'")
      }
    }
    problems += brokenChoices(of: question, at: path)
    if isNeverUsed(question) {
      wrong("uses", "no notice of these purposes covers '\(question.attribute)': it is never used")
    }
    // SurveyJS's defaults, as in `Question.scale`.
    if (question.rateMin ?? 1) >= (question.rateMax ?? 5) {
      if question.rateMax == nil {
        wrong("rateMin", "must be below rateMax, which is 5 when it is not given")
      } else {
        wrong("rateMax", "must be above rateMin, which is 1 when it is not given")
      }
    }
    return problems
  }

  /// Whether every use needs a yes, and no notice that asks for one covers the attribute.
  private func isNeverUsed(_ question: Question) -> Bool {
    let purposes = question.uses.compactMap(purpose)
      .filter { $0.uses.contains(question.attribute) }
    // A purpose that no notice asks for is a problem of its own.
    let asking = notices.filter { notice in purposes.contains { $0.name == notice.purpose } }
    return !asking.isEmpty && purposes.allSatisfy { $0.basis == .consent }
      && !asking.contains { $0.attributes.contains(question.attribute) }
  }

  private func brokenChoices(of question: Question, at path: String) -> [Problem] {
    switch question.type {
    case .radiogroup, .dropdown, .checkbox:
      guard let choices = question.choices, choices.count > 1 else {
        return [Problem("\(path).choices", "must hold at least two choices")]
      }
      let zones = question.attribute == .timezone ? choices.map(\.value) : []
      return Self.repeated(choices.map(\.value), in: "\(path).choices")
        .map { Problem("\(path).choices", $0.rule) }
        + zones.filter { TimeZone(iana: $0) == nil }
        .map { Problem("\(path).choices", "'\($0)' \(TimeZone.rule)") }
    case .tagbox:
      return []
    case .rating, .comment, .text:
      return question.choices == nil
        ? [] : [Problem("\(path).choices", "do not belong to a \(question.type.rawValue)")]
    }
  }
}
