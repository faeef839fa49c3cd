import CandorFixtures
import Foundation
import Testing

@testable import Candor

@Suite struct `The rules for what clients may tell` {
  private static let whole = """
    behaviour:
      consent:
        - {category: C1, purpose: lists}
        - {category: C2, purpose: lists}
        - {category: C3, purpose: planning}
      acts:
        - {type: track, event: Story Read, act: read, item: id, purpose: lists}
        - {type: page, event: Author, act: follow, creator: name, purpose: lists}
      traits:
        - {trait: mood, experience: tastes, question: mood, purpose: planning}
      alias: lists

    """

  /// The small house with these rules, one passage of them written differently.
  private static func rules(_ passage: String = "", to other: String = "") throws(Invalid) -> Rules
  {
    let changed = passage.isEmpty ? whole : whole.replacing(passage, with: other)
    return try Rules.changed("sale: never\n", to: "sale: never\n\n\(changed)")
  }

  @Test func `are read, and a house without them takes nothing`() throws {
    let behaviour = try #require(try Self.rules().behaviour)
    #expect(behaviour.categories(of: "lists") == ["C1", "C2"])
    #expect(behaviour.integration == "Candor")
    #expect(Rules.small.behaviour == nil)
    let message = Message(
      .track,
      id: "1",
      person: .user("mara"),
      event: "Story Read",
      categories: ["C1": true, "C2": true],
      time: .start
    )
    let hearing = Hearing(Gate(Rules.small), by: "website") { _ in true }
    #expect(hearing.heard(message, on: nil, at: .start).drop == .notConfigured)
  }

  @Test(arguments: [
    ("act: read, item: id", "act: read", "behaviour.acts[0].act"),
    ("act: read, item: id", "act: read, creator: id", "behaviour.acts[0].act"),
    ("act: follow, creator: name", "act: follow, item: name", "behaviour.acts[1].act"),
    ("type: page", "type: group", "behaviour.acts[1].type"),
    ("type: page", "type: import", "behaviour.acts[1].type"),
    ("type: page, event: Author", "type: track, event: Story Read", "behaviour.acts[1].event"),
    ("item: id, purpose: lists", "item: id, purpose: planning", "behaviour.acts[0].purpose"),
    ("item: id, purpose: lists", "item: id, purpose: offers", "behaviour.acts[0].purpose"),
    (
      "category: C3, purpose: planning", "category: C3, purpose: sign-in",
      "behaviour.consent[2].purpose"
    ),
    ("category: C3, purpose: planning", "category: C3, purpose: x", "behaviour.consent[2].purpose"),
    ("C2", "C1", "behaviour.consent[1].category"),
    ("C3, purpose: planning", "C3, purpose: lists", "behaviour.traits[0].purpose"),
    ("experience: tastes", "experience: taste", "behaviour.traits[0].experience"),
    ("question: mood", "question: moods", "behaviour.traits[0].question"),
    (
      "question: mood, purpose: planning", "question: mood, purpose: lists",
      "behaviour.traits[0].purpose"
    ),
    (
      "experience: tastes, question: mood", "experience: journey, question: email",
      "behaviour.traits[0].question"
    ),
    ("alias: lists", "alias: offers", "behaviour.alias"),
    ("trait: mood", "trait: mood, attribute: mood", "behaviour.traits[0].attribute"),
  ])
  func `refuse what could be taken without a yes, or not at all`(
    _ passage: String,
    _ other: String,
    _ path: String
  ) throws {
    do throws(Invalid) {
      _ = try Self.rules(passage, to: other)
      Issue.record("nothing was refused")
    } catch {
      #expect(error.problems.map(\.path).contains(path), "\(error.problems)")
      #expect(error.problems.allSatisfy { $0.line != nil })
    }
  }

  @Test func `need every category of a purpose`() throws {
    let rules = try Self.rules()
    let hearing = Hearing(Gate(rules), by: "website") { _ in true }
    for (said, drop) in [
      (["C1": true], Drop.unknownCategory), (["C1": true, "C2": false], .categoryDenied),
      (["C1": true, "C2": true], .unknownPerson), (["c1": true, "C2": true], .unknownCategory),
    ] {
      let message = Message(
        .track,
        id: "1",
        person: .user("mara"),
        event: "Story Read",
        details: ["id": .text("tide-clerk")],
        categories: said,
        time: .start
      )
      #expect(hearing.heard(message, on: nil, at: .start).drop == drop)
    }
  }

  @Test(
    arguments: [
      // By a clock that is ten seconds fast, five seconds before it was sent.
      (5, 10, 95), (100, 100, 100), (nil, 50, 100), (60, nil, 60), (160, nil, 100), (60, 50, 100),
    ] as [(Int?, Int?, Int)]
  )
  func `count the time by our clock, and never what is to come`(
    _ told: Int?,
    _ sent: Int?,
    _ time: Int
  ) {
    func second(_ number: Int) -> Date { Date(milliseconds: Int64(number) * 1000) }
    #expect(
      Message.time(told: told.map(second), sent: sent.map(second), received: second(100))
        == second(time)
    )
  }
}
