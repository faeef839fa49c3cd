import Candor
import CandorFixtures
import Foundation
import Testing

@Suite struct `The tally of a poll` {
  private let rules: Rules
  private let gate: Gate
  private let poll: Experience

  init() throws {
    rules = try Rules.changed("kind: match", to: "kind: poll")
    gate = Gate(rules)
    poll = try #require(rules.experience("tastes"))
  }

  private func question(_ name: Question.Name) throws -> Question {
    try #require(poll.questions.first { $0.name == name })
  }

  private func record(_ mood: String, _ contents: [Event.Content] = []) throws -> Record {
    Record(of: Person.ID(UUID())).adding(
      try rules.declared(["mood": .text(mood)]) + [rules.yes(to: Consent("planning"))] + contents
    )
  }

  private func tally(_ records: [Record], at now: Date = .start) -> Tally {
    records.reduce(into: Tally()) { $0.add(gate.ballot(of: $1, at: now)) }
  }

  private func moods(_ tally: Tally) throws -> Tally.Result? {
    tally.result(of: try question("mood"), in: poll)
  }

  private func tenMoods() throws -> [Record] {
    try (0..<10).map { try record($0 < 3 ? "heronrest" : "larkrise") }
  }

  @Test func `ten people make a result, nine make none`() throws {
    let ten = try tenMoods()
    #expect(try moods(tally(Array(ten.dropLast()))) == nil)
    let result = try #require(try moods(tally(ten)))
    #expect(result.people == 10)
    #expect(result.shares.map(\.percent) == [30, 70, 0])
    #expect(result.shares.map(\.text) == ["To rest", "To start the day", "To stay awake"])
  }

  @Test func `people are told in full tens, shares in whole hundredths`() throws {
    let result = try #require(
      try moods(tally(tenMoods() + (0..<9).map { _ in try record("owlwake") }))
    )
    #expect(result.people == 10)
    #expect(result.shares.map(\.percent) == [16, 37, 47])
  }

  @Test func `an answer that is everybody's is not shown`() throws {
    let same = try (0..<40).map { _ in try record("larkrise") }
    #expect(try moods(tally(same)) == nil)
    #expect(try moods(tally(same + [record("owlwake")])) != nil)
  }

  @Test func `an answer counts only while the Gate lets it`() throws {
    let nine = try tenMoods().dropLast()
    let planning = Consent("planning")
    let answer = try rules.declared(["mood": .text("owlwake")])
    let others: [[Event.Content]] = [
      answer,
      try answer + [rules.no(to: planning)],
      try answer + [rules.yes(to: planning), .withdrawn(Withdrawal(planning))],
      try answer + [rules.yes(to: planning), .muted(.attribute("mood"))],
      try answer + [rules.yes(to: planning), .retracted(.attribute("mood"))],
      try answer + [rules.yes(to: planning), .invented],
      try answer + [rules.yes(to: Consent("lists"))],
      [try rules.yes(to: planning)],
    ]
    for contents in others {
      let other = Record(of: Person.ID(UUID())).adding(contents)
      #expect(try moods(tally(nine + [other])) == nil)
    }
    let permitted = Record(of: Person.ID(UUID())).adding(answer + [try rules.yes(to: planning)])
    #expect(try moods(tally(nine + [permitted])) != nil)
  }

  @Test func `only the current answer counts`() throws {
    let changed = try record("heronrest", rules.declared(["mood": .text("owlwake")]))
    let ballot = gate.ballot(of: changed, at: .start)
    #expect(ballot.marks.keys.map(\.option) == ["owlwake"])
  }

  @Test func `an answer counts to the moment at which it runs out`() throws {
    let ballot = gate.ballot(of: try record("heronrest"), at: .start)
    // The yes ends when the answer does: after a year.
    #expect(gate.ballot(of: try record("heronrest"), at: ballot.expiry) == .empty)
    let before = ballot.expiry.after(milliseconds: -1)
    #expect(gate.ballot(of: try record("heronrest"), at: before) == ballot)
    #expect(ballot.at(before) == ballot)
    #expect(ballot.at(ballot.expiry) == .empty)
  }

  @Test func `with several choices a person counts for each, and what is typed for none`() throws {
    let lists = try rules.yes(to: Consent("lists"))
    let answers: [Question.Name: Answer] = [
      "genres": .list(["Ocean", "Night"]), "makers": .list(["Somebody"]), "verse": .number(4),
    ]
    let record = Record(of: Person.ID(UUID())).adding(try rules.declared(answers) + [lists])
    let ballot = gate.ballot(of: record, at: .start)
    #expect(Set(ballot.marks.keys.map(\.option)) == ["Ocean", "Night", "4"])
    #expect(ballot.questions.count == 2)
  }

  @Test func `an experience that is no poll is not counted`() throws {
    let record = Record(of: Person.ID(UUID())).adding(
      try Rules.small.declared(["mood": .text("owlwake")]) + [rules.yes(to: Consent("planning"))]
    )
    #expect(Gate(.small).ballot(of: record, at: .start) == .empty)
  }

  @Test(arguments: 0..<20)
  func `whoever is taken out leaves no trace, and parts make the whole`(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let ballots = try (0..<30).map { _ -> Ballot in
      let mood = dice.pick(["heronrest", "larkrise", "owlwake"])
      let genres = try rules.declared(["genres": .list(dice.several(["Ocean", "Night", "Bread"]))])
      let more = dice.chance(50) ? genres + [try rules.yes(to: Consent("lists"))] : []
      return gate.ballot(of: try record(mood, more), at: .start)
    }
    let stay = ballots.filter { _ in dice.chance(60) }
    var tally = Tally()
    for ballot in ballots { tally.add(ballot) }
    var rest = ballots
    for ballot in stay { if let place = rest.firstIndex(of: ballot) { rest.remove(at: place) } }
    for ballot in rest { tally.remove(ballot) }
    let whole = stay.reduce(into: Tally()) { $0.add($1) }
    #expect(tally == whole)
    let cut = dice.roll(0...stay.count)
    var merged = stay[..<cut].reduce(into: Tally()) { $0.add($1) }
    merged.merge(stay[cut...].reduce(into: Tally()) { $0.add($1) })
    #expect(merged == whole)
  }
}
