import Candor

extension Rules {
  /// What somebody of these tastes answers, wherever a question is about a genre or a creator.
  ///
  /// An attribute that two experiences ask for is told once, in the first of them.
  func invented(
    genres: [String],
    creators: [String],
    _ luck: inout Luck
  ) -> [InventedReader.Answered] {
    var told: Set<Attribute.Name> = []
    var all: [InventedReader.Answered] = []
    for experience in experiences {
      var answers: [Question.Name: Answer] = [:]
      for question in experience.questions where !told.contains(question.attribute) {
        guard let attribute = attribute(question.attribute), let match = attribute.matches else {
          continue
        }
        // Not everybody answers everything; what comes first is answered most.
        let isAnswered = told.isEmpty || luck.happens(0.75)
        let names = match == .genre ? genres : creators
        guard isAnswered, let answer = question.invented(names, about: attribute.term, &luck) else {
          continue
        }
        answers[question.name] = answer
        told.insert(question.attribute)
      }
      if !answers.isEmpty { all.append(.init(experience: experience.name, answers: answers)) }
    }
    return all
  }
}

extension Question {
  /// - Parameters:
  ///   - names: what is liked.
  ///   - term: what a rating is about.
  /// - Returns: nil when the question has no answer for that.
  fileprivate func invented(
    _ names: [String],
    about term: String?,
    _ luck: inout Luck
  ) -> Answer? {
    let liked = Set(names.map { $0.lowercased() })
    let fitting = (choices ?? []).map(\.value).filter { liked.contains($0.lowercased()) }
    switch valueType {
    case .choices: return fitting.isEmpty ? nil : .list(fitting)
    case .choice: return fitting.first.map { .text($0) }
    case .tags:
      let tags = names.filter { $0.count <= 100 }
      return tags.isEmpty ? nil : .list(tags)
    case .text: return names.first { $0.count <= maxLength ?? 100 }.map { .text($0) }
    case .rating:
      guard let term else { return nil }
      let isLiked = liked.contains(term.lowercased())
      let half = scale.count / 2
      // Liked is the top of the scale or just below; the rest rate it somewhere in the lower half.
      let rating =
        isLiked
        ? scale.upperBound - luck.number(below: Swift.min(2, half))
        : scale.lowerBound + luck.number(below: half + 1)
      return .number(Double(rating))
    case .date, .email, .acts, .number, .flag, .table: return nil
    }
  }
}
