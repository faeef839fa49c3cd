import Candor
import CandorFixtures
import Foundation
import Testing

@Suite struct `What is given back for answers` {
  private let rules = Rules.small
  private let lists = Consent("lists")

  /// What is written at one moment, so many days before now.
  private struct Written {
    let days: Int
    let contents: [Event.Content]
  }

  private func count(
    _ written: [Written],
    of member: Cast = .mara,
    into reciprocity: inout Reciprocity
  ) {
    var record = Record(of: member.id)
    var events: [Event] = []
    for one in written {
      let more = record.events(adding: one.contents, at: .start.after(days: -one.days))
      events += more
      record = record.applying(more)
    }
    reciprocity.count(record, events, by: rules, at: .start)
  }

  private func counted(_ written: Written..., by member: Cast = .mara) -> Reciprocity {
    var reciprocity = Reciprocity()
    count(written, of: member, into: &reciprocity)
    return reciprocity
  }

  private func question(_ name: Question.Name) throws -> Question {
    try #require(rules.experience("tastes")?.questions.first { $0.name == name })
  }

  private func found(_ name: Question.Name, in counts: Reciprocity) throws -> Reciprocity.Count {
    counts.count(of: try question(name), in: "tastes")
  }

  private func verdict(_ name: Question.Name, _ counts: Reciprocity) throws -> Reciprocity.Verdict {
    counts.verdict(on: try question(name), of: "tastes", by: rules)
  }

  /// Subjects and verse, with a yes, and a list that the subjects alone helped to choose.
  private func answered() throws -> [Event.Content] {
    let told = try rules.declared(["genres": .list(["Ocean"]), "verse": .number(3)])
    return told + [try rules.yes(to: lists), given("discover", ["genres"])]
  }

  private func given(
    _ benefit: Benefit.Name,
    _ attributes: [Attribute.Name]
  ) -> Event.Content {
    let because = attributes.map { (Input.attribute($0), 2) }
    return .given(
      Gift(
        benefit: benefit,
        items: ["tide-clerk", "starter"],
        because: Dictionary(uniqueKeysWithValues: because)
      )
    )
  }

  @Test func `every question of an experience was asked when one of them is answered`() throws {
    let told = try rules.declared(by: .oona)
    let counts = counted(Written(days: 400, contents: told), by: .oona)
    for name: Question.Name in ["genres", "makers", "verse", "mood", "pace"] {
      #expect(try found(name, in: counts).asked == 1)
      #expect(try found(name, in: counts).answered == (name == "genres" ? 1 : 0))
    }
    #expect(counts.attributes["genres"]?.held == 1)
    #expect(counts.attributes["wish"] == nil)
  }

  @Test func `who answers again was asked again, and holds one answer`() throws {
    let told = try rules.declared(["genres": .list(["Ocean"])])
    let counts = counted(Written(days: 9, contents: told), Written(days: 1, contents: told))
    let genres = try found("genres", in: counts)
    #expect((genres.asked, genres.answered, genres.held) == (2, 2, 1))
  }

  @Test func `a list counts for what it names, and against what it was promised to`() throws {
    let counts = counted(Written(days: 2, contents: try answered()))
    #expect(counts.lists == 1)
    let (genres, verse) = (try found("genres", in: counts), try found("verse", in: counts))
    #expect((genres.given, genres.moved) == (1, 1))
    #expect((verse.given, verse.moved) == (1, 0))
    #expect(try verdict("genres", counts) == .movesLists)
    #expect(try verdict("verse", counts) == .movesNothing)
    #expect(try verdict("makers", counts) == .tooEarly)
  }

  @Test func `a list that was not promised says nothing against an answer`() throws {
    let told = try rules.declared(["verse": .number(3)])
    let radar = told + [try rules.yes(to: lists), given("radar", [])]
    let counts = counted(Written(days: 2, contents: radar))
    #expect(try found("verse", in: counts).given == 0)
    #expect(try verdict("verse", counts) == .tooEarly)
  }

  @Test func `lists of more than thirty days ago count no more`() throws {
    let counts = counted(Written(days: 31, contents: try answered()))
    #expect(counts.lists == 0)
    #expect(try found("genres", in: counts).given == 0)
    #expect(try found("genres", in: counts).held == 1)
    let later = counted(Written(days: 29, contents: try answered()))
    #expect(later.lists == 1)
  }

  @Test func `what was muted, or had no yes, was not free to move anything`() throws {
    let told = try rules.declared(["genres": .list(["Ocean"]), "verse": .number(3)])
    let yes = try rules.yes(to: lists, ["genres", "makers"])
    let counts = counted(
      Written(days: 3, contents: told + [yes, .muted(.attribute("genres"))]),
      Written(days: 2, contents: [given("discover", [])])
    )
    #expect(counts.lists == 1)
    #expect(try found("genres", in: counts).given == 0)
    #expect(try found("verse", in: counts).given == 0)
    #expect(try verdict("verse", counts) == .tooEarly)
  }

  @Test func `a question that gives no list is not measured by lists`() throws {
    let told = try rules.declared(["mood": .text("owlwake")])
    let counts = counted(
      Written(days: 2, contents: told + [try rules.yes(to: lists), given("discover", [])])
    )
    #expect(try found("mood", in: counts).answered == 1)
    #expect(try verdict("mood", counts) == .givesNoList)
  }

  @Test func `what people did counts as an attribute of its own`() throws {
    let liked = Event.Content.did(.like, .item("tide-clerk"))
    let gift = Gift(
      benefit: "discover",
      items: ["starter"],
      because: [.act(.item("tide-clerk")): 1, .act(.item("starter")): 1]
    )
    let counts = counted(
      Written(days: 1, contents: [try rules.yes(to: lists), liked, .given(gift)])
    )
    let acts = try #require(counts.attributes[.acts])
    #expect((acts.asked, acts.held, acts.given, acts.moved) == (0, 1, 1, 1))
  }

  @Test func `an answer that the rules no longer know is told as long as it is held`() throws {
    let told = try rules.declared(["wish": .text("almanacs")], in: "journey")
    let gone = try Rules.changed(
      "name: wish\n            title",
      to: "name: dream\n            title"
    )
    var reciprocity = Reciprocity()
    let record = Record.after(told)
    let events = Record(of: record.person).events(adding: told, at: .start)
    reciprocity.count(record, events, by: gone, at: .start)
    let source = Declaration.Source(experience: "journey", question: "wish")
    #expect(reciprocity.questions[source]?.asked == 1)
    #expect(reciprocity.questions[source]?.held == 1)
  }

  @Test func `invented people are in none of the counts`() throws {
    let counts = counted(Written(days: 2, contents: [.invented] + (try answered())))
    #expect(counts == Reciprocity())
  }

  @Test func `the counts of some and of others are the counts of all`() throws {
    let some = Written(days: 2, contents: try answered())
    let other = Written(days: 1, contents: try rules.declared(by: .teodor))
    var all = Reciprocity()
    count([some], into: &all)
    count([other], of: .teodor, into: &all)
    var merged = counted(some)
    merged.merge(counted(other, by: .teodor))
    #expect(merged == all)
    #expect(all.people == 2)
  }
}
