import Foundation

/// What arrived for one question, before it is held against the question.
public enum Answer: Hashable, Sendable {
  case text(String)
  case list([String])
  case number(Double)
  case flag(Bool)
  /// By row of a matrix, or by field of a multiple text.
  case table([String: String])
  /// 'Skip this one', said aloud.
  case skipped
}

extension Answer {
  /// Whether nothing was said, and no skip either.
  var isEmpty: Bool {
    switch self {
    case .text(let text): text.trimmed.isEmpty
    case .list(let texts): texts.allSatisfy(\.trimmed.isEmpty)
    case .table(let table): table.values.allSatisfy(\.trimmed.isEmpty)
    case .number, .flag, .skipped: false
    }
  }

  /// What is held, as it would be said again.
  public init(_ value: Value) {
    switch value {
    case .text(let text): self = .text(text)
    case .list(let texts): self = .list(texts)
    case .number(let number): self = .number(Double(number))
    case .day(let day): self = .text(String(describing: day))
    case .flag(let flag): self = .flag(flag)
    case .table(let table): self = .table(table)
    }
  }
}

extension Question {
  /// The value that the answer is, or the rule that it breaks.
  ///
  /// - Parameter offered: the choices that the person saw; nil for all.
  /// - Returns: nil when the question was skipped, or answered by 'I would rather not say'.
  func value(of answer: Answer, offered: [Choice]? = nil) throws(Invalid) -> Value? {
    func invalid(_ rule: String) -> Invalid { Invalid([Problem("answers.\(name)", rule)]) }
    switch (valueType, answer) {
    case (_, .skipped): return nil
    case (.choice, .text(let text)):
      if isUntold(text) { return nil }
      guard let text = chosen(text, offered) else {
        throw invalid("must be one of the question's choices")
      }
      return .text(text)
    case (.choices, .list(let texts)): return try list(texts, offered)
    case (.tags, .list(let texts)):
      let tags = texts.map(\.trimmed).filter { !$0.isEmpty }
      guard tags.count <= 50, tags.allSatisfy({ $0.count <= 100 }) else {
        throw invalid("must hold at most 50 tags of at most 100 letters")
      }
      var seen: Set<String> = []
      let distinct = tags.filter { seen.insert($0.lowercased()).inserted }
      return distinct.isEmpty ? nil : .list(distinct)
    case (.rating, .number(let number)):
      guard let rating = Int(exactly: number), rates.contains(rating) else {
        throw invalid("must be a whole number from \(scale.lowerBound) to \(scale.upperBound)")
      }
      return .number(rating)
    case (.number, .number(let number)): return .number(try whole(number))
    case (.number, .text(let text)):
      if text.trimmed.isEmpty { return nil }
      guard let number = Double(text.trimmed) else { throw invalid("must be a number") }
      return .number(try whole(number))
    case (.flag, .flag(let flag)): return .flag(flag)
    case (.table, .table(let table)): return try self.table(table)
    case (.text, .text(let text)): return try self.text(text)
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
    case .number: "must be a whole number"
    case .flag: "must be true or false"
    case .table: "must be an object with a text for each row"
    case .text: "must be text"
    case .date: "must be a day as YYYY-MM-DD"
    case .email: "must be an e-mail address"
    case .acts: "cannot be answered: acts come from what you do"
    }
  }
}
