import Foundation

extension Rules {
  /// Every way in which an experience asks what it may not, or cannot be answered.
  var brokenExperiences: [Problem] {
    experiences.enumerated().flatMap { broken($1, at: "experiences[\($0)]") }
  }

  private func broken(_ experience: Experience, at path: String) -> [Problem] {
    var problems: [Problem] = []
    if experience.questions.isEmpty { problems.append(Problem("\(path).pages", "asks nothing")) }
    for (index, page) in experience.pages.enumerated() {
      problems += broken(page.elements, at: "\(path).pages[\(index)].elements")
    }
    problems += experience.brokenNames.map { Problem("\(path).pages", $0) }
    problems += experience.brokenReferences.map { Problem("\(path).\($0.path)", $0.rule) }
    return problems + brokenOutcomes(of: experience, at: path)
  }

  private func broken(_ elements: [Element], at path: String) -> [Problem] {
    elements.enumerated().flatMap { index, element -> [Problem] in
      switch element {
      case .question(let question): broken(question, at: "\(path)[\(index)]")
      case .panel(let panel): broken(panel.elements, at: "\(path)[\(index)].elements")
      case .html, .expression: []
      }
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
    if isNeverUsed(question) {
      wrong("uses", "no notice of these purposes covers '\(question.attribute)': it is never used")
    }
    return problems + question.broken.map { Problem("\(path).\($0.path)", $0.rule) }
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

  private func brokenOutcomes(of experience: Experience, at path: String) -> [Problem] {
    let outcomes = experience.outcomes ?? []
    var problems = Self.repeated(outcomes.map(\.name.rawValue), in: "\(path).outcomes")
    if !outcomes.isEmpty && outcomes.allSatisfy({ $0.when != nil }) {
      problems.append(
        Problem("\(path).outcomes", "must end with one without 'when', for when no other holds")
      )
    }
    guard let match = experience.match else {
      // What an outcome says of somebody is a use of their answers, whether or not it picks.
      return outcomes.isEmpty
        ? [] : problems + [Problem("\(path).outcomes", "need 'match' to say for which purpose")]
    }
    problems += unknown([match.purpose], at: "\(path).match.purpose")
    if outcomes.isEmpty { problems.append(Problem("\(path).match", "has no outcome")) }
    let uses = Set(experience.questions.flatMap(\.uses))
    if purpose(match.purpose) != nil, !uses.contains(match.purpose) {
      problems.append(
        Problem("\(path).match.purpose", "'\(match.purpose)' is promised under no question here")
      )
    }
    return problems
  }
}
