/// One thing that is wrong with what somebody sent or wrote.
public struct Problem: Hashable, Sendable {
  /// Where: `attributes[3].expires`, `answers.genres`.
  public let path: String
  /// The rule that it breaks, as a sentence that says what to do.
  ///
  /// Never holds a person's value.
  public let rule: String
  /// The line in the file, from 1, where there is a file.
  public let line: Int?

  public init(_ path: String, _ rule: String, line: Int? = nil) {
    self.path = path
    self.rule = rule
    self.line = line
  }
}

/// Input that was refused whole: every problem that was found, not just the first.
public struct Invalid: Error, Equatable {
  public let problems: [Problem]

  public init(_ problems: [Problem]) {
    self.problems = problems
  }
}
