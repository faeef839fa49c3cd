import CandorFixtures
import Foundation
import Testing

@testable import Candor

struct RecordTests {
  private let lists = Consent("lists")

  private func wish(_ text: String) throws -> [Event.Content] {
    try Rules.small.declared(["wish": .text(text)], in: "journey")
  }

  @Test func `what was said last is the answer`() throws {
    let record = Record.after(try wish("clocks") + wish("bells"))
    let answer = try #require(record.answers["wish"])
    #expect(answer.declaration.value == .text("bells"))
    #expect(answer.sequence == 2)
    #expect(record.version == 2)
  }

  @Test func `a correction changes the value and leaves the promise`() throws {
    let later = Date.start.after(days: 9)
    let told = Record.after(try wish("clocks"))
    let record = told.adding(
      [.corrected(Correction(attribute: "wish", value: .text("bells")))],
      at: later
    )
    let (before, after) = (try #require(told.answers["wish"]), try #require(record.answers["wish"]))
    #expect(after.declaration.value == .text("bells"))
    #expect(after.declaration.promise == before.declaration.promise)
    #expect(after.declaration.source == before.declaration.source)
    #expect(after.said == later)
    #expect(after.sequence == 2)
  }

  @Test func `a correction of what was never said says nothing`() {
    let record = Record.after([.corrected(Correction(attribute: "wish", value: .text("bells")))])
    #expect(record.answers.isEmpty)
    #expect(record.version == 1)
  }

  @Test func `what is taken back is gone, and so is its mute`() throws {
    let wish = try wish("bells")
    let mute = Event.Content.muted(.attribute("wish"))
    let record = Record.after(wish + [mute, .retracted(.attribute("wish"))])
    #expect(record.answers.isEmpty)
    #expect(record.muted.isEmpty)
  }

  @Test func `acts are taken back one by one or all at once`() {
    let read = Event.Content.did(.read, .item("starter"))
    let record = Record.after([
      read, .did(.like, .item("drift-line")), .did(.follow, .creator("Ana")),
    ])
    #expect(record.acts.count == 3)
    let one = record.adding([.retracted(.act(.item("starter")))])
    #expect(Set(one.acts.keys) == [.item("drift-line"), .creator("Ana")])
    #expect(record.adding([.retracted(.attribute(.acts))]).acts.isEmpty)
  }

  @Test func `a like takes back a dismissal, and the other way round`() {
    let item = Act.Object.item("starter")
    let later = Date.start.after(days: 1)
    let liked = Record.after([
      .did(.read, item), .did(.dismiss, item), .did(.like, item, at: later),
    ])
    #expect(liked.acts[item] == [.read: .start, .like: later])
    let dismissed = liked.adding([.did(.dismiss, item, at: later)])
    #expect(dismissed.acts[item] == [.read: .start, .dismiss: later])
  }

  @Test func `a mute holds until it is lifted`() {
    let muted = Record.after([.muted(.attribute("genres")), .muted(.act(.item("starter")))])
    #expect(muted.muted == [.attribute("genres"), .act(.item("starter"))])
    #expect(muted.adding([.unmuted(.attribute("genres"))]).muted == [.act(.item("starter"))])
  }

  @Test func `a yes stands for the attributes that it names`() throws {
    let yes = try Rules.small.yes(to: lists, ["genres", "verse"])
    let record = Record.after([yes])
    #expect(record.standings[lists]?.keys.sorted() == ["genres", "verse"])
    #expect(record.standing(lists, "acts") == nil)
    #expect(record.standing(Consent("planning"), "genres") == nil)
  }

  @Test func `a withdrawal outlives the grant before it`() throws {
    let later = Date.start.after(days: 1)
    let record = Record.after([try Rules.small.yes(to: lists)])
      .adding([.withdrawn(Withdrawal(lists))], at: later)
    for name: Attribute.Name in ["genres", "makers", "verse", "acts"] {
      #expect(record.standing(lists, name) == .withdrawn(at: later))
    }
  }

  @Test func `a yes after a withdrawal is a yes`() throws {
    let yes = try Rules.small.yes(to: lists)
    let record = Record.after([yes, .withdrawn(Withdrawal(lists)), yes])
    guard case .granted? = record.standing(lists, "genres") else {
      Issue.record("the last word does not count")
      return
    }
  }

  @Test func `a withdrawal leaves a no, silence and other consents as they are`() throws {
    let planning = Consent("planning")
    let record = Record.after([
      try Rules.small.no(to: lists), try Rules.small.yes(to: planning),
      .withdrawn(Withdrawal(lists)), .withdrawn(Withdrawal(Consent("offers", at: "tern-travel"))),
    ])
    #expect(record.standing(lists, "genres") == .refused(at: .start))
    #expect(record.standings.keys.count == 2)
    guard case .granted? = record.standing(planning, "mood") else {
      Issue.record("the other consent was withdrawn as well")
      return
    }
  }

  private func given(_ item: Item.ID, _ week: Week?) -> Event.Content {
    .given(Gift(benefit: "discover", items: [item], because: [.attribute("genres"): 1], week: week))
  }

  @Test func `a list that was given for a week is kept, and another in its place`() {
    let week = Week(at: .start, in: .gmt)
    let because: Set<Input> = [.attribute("genres")]
    let record = Record.after([given("starter", week), given("dew-point", nil)])
    #expect(
      record.kept == [
        "discover": .init(week: week, items: ["starter"], sequence: 1, because: because)
      ]
    )
    let later = record.adding([given("drift-line", week.next)])
    #expect(
      later.kept == [
        "discover": .init(week: week.next, items: ["drift-line"], sequence: 3, because: because)
      ]
    )
  }

  @Test func `what a person reads, likes and follows leaves the list of the week as it is`() {
    let record = Record.after([given("starter", Week(at: .start, in: .gmt))])
    let later = record.adding([
      .did(.read, .item("starter")), .did(.like, .item("starter")), .did(.follow, .creator("Ana")),
      .exported, .unknown(kind: "paid", [:]),
    ])
    #expect(later.kept == record.kept)
    #expect(later.adding([.did(.dismiss, .item("starter"))]).kept.isEmpty)
  }

  @Test func `whatever a person says of their lists ends the list of the week`() throws {
    let record = Record.after([given("starter", Week(at: .start, in: .gmt))])
    let words: [Event.Content] = [
      try #require(try wish("bells").first),
      .corrected(Correction(attribute: "wish", value: .text("bells"))),
      .retracted(.attribute("wish")), .muted(.attribute("genres")), .unmuted(.attribute("genres")),
      try Rules.small.yes(to: lists), try Rules.small.no(to: lists), .withdrawn(Withdrawal(lists)),
    ]
    for word in words {
      #expect(record.adding([word]).kept.isEmpty, "\(word.kind)")
    }
  }

  @Test func `who was made up for a demonstration stays so`() throws {
    let record = Record.after([.invented] + (try Rules.small.declared(by: .mara)))
    #expect(record.isInvented)
    #expect(!Record.after(try Rules.small.declared(by: .mara)).isInvented)
  }

  @Test func `after an erasure nothing is left but the count of lines`() throws {
    let contents = try Rules.small.declared(by: .mara) + [Rules.small.yes(to: lists)]
    let record = Record.after(
      contents + [
        .did(.read, .item("starter")), .muted(.attribute("genres")), .unknown(kind: "paid", [:]),
        .invented, given("starter", Week(at: .start, in: .gmt)), .erased,
      ]
    )
    #expect(record == Record(of: Cast.mara.id).counted(to: contents.count + 6))
  }

  @Test func `what a later Candor wrote is counted and stops nothing`() throws {
    let paid = Event.Content.unknown(kind: "paid", ["cents": .integer(20)])
    let record = Record.after([paid] + (try wish("bells")) + [paid, .did(.read, .item("starter"))])
    #expect(record.unknown == 2)
    #expect(record.version == 4)
    #expect(record.answers["wish"]?.declaration.value == .text("bells"))
    #expect(record.acts[.item("starter")] != nil)
  }
}

extension Record {
  /// An empty record of so many lines.
  fileprivate func counted(to version: Int) -> Record {
    let last = Event(person: person, sequence: version, time: .start, content: .exported)
    return applying([last])
  }
}
