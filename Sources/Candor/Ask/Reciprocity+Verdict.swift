extension Reciprocity {
  /// What the counts say of one question.
  public enum Verdict: String, Sendable, CaseIterable {
    case movesLists = "moves-lists"
    /// It was free to, and did not: it should not be asked.
    case movesNothing = "moves-nothing"
    /// No list was given that its answers were free to move.
    case tooEarly = "too-early"
    /// It promises something else, which no event tells of.
    case givesNoList = "gives-no-list"
  }

  /// - Parameter experience: the one that asks the question.
  public func verdict(
    on question: Question,
    of experience: Experience.Name,
    by rules: Rules
  ) -> Verdict {
    let count = count(of: question, in: experience)
    if count.moved > 0 { return .movesLists }
    let promisesList = question.gives.contains { rules.benefit($0)?.list != nil }
    // Where somebody's clock stands says when their week begins, never what is in it.
    guard promisesList, question.attribute != .timezone else { return .givesNoList }
    return count.given > 0 ? .movesNothing : .tooEarly
  }

  public func count(of question: Question, in experience: Experience.Name) -> Count {
    questions[.init(experience: experience, question: question.name)] ?? Count()
  }
}
