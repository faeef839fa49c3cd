import Foundation

/// Whether people get something for what they answer: what was asked, what was answered, and which
/// answers moved a list that was given back.
///
/// Counted from the records alone; nothing is watched for it. So people who skipped every question
/// of an experience do not show: they left no event. Invented people are in none of the counts.
public struct Reciprocity: Hashable, Sendable {
  /// How far back lists count.
  public static let span = Term(30, .day)

  public struct Count: Hashable, Sendable {
    /// How often an experience with the question was answered, at least in part.
    public internal(set) var asked = 0
    /// How often the question itself was.
    public internal(set) var answered = 0
    /// How many people hold such an answer now.
    public internal(set) var held = 0
    /// Lists of the last 30 days that an answer was promised to help, and that it was free to move:
    /// with a yes, and not muted.
    public internal(set) var given = 0
    /// Those of them that an answer did help to choose.
    public internal(set) var moved = 0

    public init() {}
  }

  public private(set) var people = 0
  /// Personal lists that were given in the last 30 days.
  public private(set) var lists = 0
  /// An answer counts for the question that was answered, also when another asks the same.
  public private(set) var questions: [Declaration.Source: Count] = [:]
  /// Also those that the rules no longer know, while somebody's record holds them.
  public private(set) var attributes: [Attribute.Name: Count] = [:]

  public init() {}
}

extension Reciprocity {
  /// Adds one person.
  ///
  /// - Parameters:
  ///   - events: all of the record, oldest first.
  ///   - rules: those of today; they say what stood beside an answered question.
  public mutating func count(
    _ record: Record,
    _ events: [Event],
    by rules: Rules,
    at now: Date
  ) {
    guard !record.isInvented else { return }
    people += 1
    let since = Self.span.start(to: now)
    var submissions: [Submission: Submission.Asked] = [:]
    var state = Record(of: record.person)
    for event in events {
      switch event.content {
      case .declared(let declaration):
        let submission = Submission(declaration.source.experience, at: event.time)
        submissions[submission, default: .init(submission, rules)].insert(declaration)
        add(declaration) { $0.answered += 1 }
      case .given(let gift) where event.time > since && event.time <= now:
        count(gift, to: state, by: rules)
      default: break
      }
      state.apply(event)
    }
    for asked in submissions.values {
      for question in asked.questions { questions[question, default: Count()].asked += 1 }
      for attribute in asked.attributes { attributes[attribute, default: Count()].asked += 1 }
    }
    for answer in record.answers.values { add(answer.declaration) { $0.held += 1 } }
    if !record.acts.isEmpty { attributes[.acts, default: Count()].held += 1 }
  }

  private mutating func add(_ declaration: Declaration, _ change: (inout Count) -> Void) {
    change(&questions[declaration.source, default: Count()])
    change(&attributes[declaration.attribute, default: Count()])
  }

  /// Counts a list for everything that moved it, or could have.
  private mutating func count(_ gift: Gift, to state: Record, by rules: Rules) {
    lists += 1
    let moving = Set(gift.because.keys.map(\.attribute))
    for (name, answer) in state.answers {
      let isMoving = moving.contains(name)
      let isPromised = answer.declaration.promise.benefits.contains(gift.benefit)
      guard isMoving || isPromised && state.lets(name, move: gift.benefit, by: rules) else {
        continue
      }
      add(answer.declaration) {
        $0.given += 1
        if isMoving { $0.moved += 1 }
      }
    }
    guard !state.acts.isEmpty else { return }
    let isMoving = moving.contains(.acts)
    guard isMoving || state.lets(.acts, move: gift.benefit, by: rules) else { return }
    attributes[.acts, default: Count()].given += 1
    if isMoving { attributes[.acts, default: Count()].moved += 1 }
  }

  /// Adds what was counted elsewhere, of other people.
  public mutating func merge(_ other: Reciprocity) {
    people += other.people
    lists += other.lists
    questions.merge(other.questions) { $0 + $1 }
    attributes.merge(other.attributes) { $0 + $1 }
  }
}

extension Reciprocity.Count {
  fileprivate static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.asked += right.asked
    sum.answered += right.answered
    sum.held += right.held
    sum.given += right.given
    sum.moved += right.moved
    return sum
  }
}

/// One person's answers to one experience, sent together.
private struct Submission: Hashable {
  let experience: Experience.Name
  let time: Date

  init(_ experience: Experience.Name, at time: Date) {
    self.experience = experience
    self.time = time
  }

  /// What it was asked by, answered or not.
  struct Asked {
    var questions: Set<Declaration.Source>
    var attributes: Set<Attribute.Name>

    init(_ submission: Submission, _ rules: Rules) {
      let asked = rules.experience(submission.experience)?.questions ?? []
      questions = Set(asked.map { .init(experience: submission.experience, question: $0.name) })
      attributes = Set(asked.map(\.attribute))
    }

    /// What was answered was asked, also where the rules have no such question any more.
    mutating func insert(_ declaration: Declaration) {
      questions.insert(declaration.source)
      attributes.insert(declaration.attribute)
    }
  }
}

extension Record {
  /// Whether the person was willing to have it move the list.
  fileprivate func lets(
    _ attribute: Attribute.Name,
    move benefit: Benefit.Name,
    by rules: Rules
  ) -> Bool {
    guard !muted.contains(.attribute(attribute)),
      let purpose = rules.benefit(benefit)?.purpose.flatMap({ rules.purpose($0) })
    else { return false }
    if purpose.basis == .contract { return true }
    guard case .granted? = standing(Consent(purpose.name), attribute) else { return false }
    return true
  }
}

extension Input {
  fileprivate var attribute: Attribute.Name {
    switch self {
    case .attribute(let name): name
    case .act: .acts
    }
  }
}
