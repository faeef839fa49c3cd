/// How many people gave each answer to the questions of polls.
///
/// A fold over ballots: it can be made in parts and merged, and whoever is taken out leaves no trace.
public struct Tally: Hashable, Sendable {
  /// Of fewer people no result is shown: in a small circle, shares tell who said what.
  public static let fewest = 10

  private var people: [Declaration.Source: Int] = [:]
  private var counts: [Ballot.Mark: Int] = [:]

  public init() {}

  public mutating func add(_ ballot: Ballot) { add(ballot, 1) }

  /// Takes out what was added before.
  public mutating func remove(_ ballot: Ballot) { add(ballot, -1) }

  private mutating func add(_ ballot: Ballot, _ one: Int) {
    for question in ballot.questions { Self.add(one, to: &people[question]) }
    for mark in ballot.marks.keys { Self.add(one, to: &counts[mark]) }
  }

  /// Adds what was counted elsewhere, of other people.
  public mutating func merge(_ other: Tally) {
    for (question, count) in other.people { Self.add(count, to: &people[question]) }
    for (mark, count) in other.counts { Self.add(count, to: &counts[mark]) }
  }

  /// Nobody leaves no entry, so that equal tallies are equal.
  private static func add(_ count: Int, to entry: inout Int?) {
    let sum = (entry ?? 0) + count
    entry = sum == 0 ? nil : sum
  }
}

extension Tally {
  /// What is shown of one question.
  public struct Result: Hashable, Sendable {
    public struct Share: Hashable, Sendable {
      public let value: String
      public let text: String
      /// Whole, of the people who answered; with several choices a person counts for each.
      public let percent: Int
    }

    /// At least so many answered: the full tens.
    public let people: Int
    /// In the order of the question.
    public let shares: [Share]
  }

  /// Nil while a share could tell what one person said: of fewer than 10 people, and when one answer
  /// is everybody's.
  public func result(of question: Question, in experience: Experience) -> Result? {
    let source = Declaration.Source(experience: experience.name, question: question.name)
    let people = people[source] ?? 0
    guard people >= Self.fewest else { return nil }
    let options = question.tallied
    let found = options.map { counts[Ballot.Mark(source, $0.value)] ?? 0 }
    guard !found.contains(people) else { return nil }
    return Result(
      people: people / 10 * 10,
      shares: zip(options, found).map { option, count in
        Result.Share(
          value: option.value,
          text: option.text,
          percent: Int((100 * Double(count) / Double(people)).rounded())
        )
      }
    )
  }
}
