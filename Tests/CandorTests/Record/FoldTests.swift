import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// What must hold of the fold whatever the events say.
struct FoldTests {
  @Test(arguments: UInt64(0)..<100)
  func `the same events make the same record`(_ seed: UInt64) {
    var (first, second) = (Dice(seed), Dice(seed))
    let record = Record(of: Cast.mara.id, first.events(of: Cast.mara.id, count: 60))
    #expect(record == Record(of: Cast.mara.id, second.events(of: Cast.mara.id, count: 60)))
    #expect(record.version == 60)
  }

  @Test(arguments: UInt64(0)..<100)
  func `folding in two parts is folding at once`(_ seed: UInt64) {
    var dice = Dice(seed)
    let events = dice.events(of: Cast.mara.id, count: 60)
    let parting = dice.roll(0...60)
    let early = Record(of: Cast.mara.id, events.prefix(parting))
    #expect(early.applying(events.dropFirst(parting)) == Record(of: Cast.mara.id, events))
  }

  @Test(arguments: UInt64(0)..<100)
  func `a snapshot is read as the record that it was written of`(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let record = Record(of: Cast.mara.id, dice.events(of: Cast.mara.id, count: 60))
    #expect(try Record(snapshot: Data(record.snapshot)) == record)
  }

  @Test(arguments: UInt64(0)..<100)
  func `a record folded from written events is the same`(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let events = dice.events(of: Cast.mara.id, count: 60)
    let read = try events.map { try Event(canonicalBytes: $0.canonicalBytes) }
    #expect(read == events)
    #expect(Record(of: Cast.mara.id, read) == Record(of: Cast.mara.id, events))
  }

  @Test(arguments: UInt64(0)..<100)
  func `a list is kept until something is said that moves lists`(_ seed: UInt64) {
    var dice = Dice(seed)
    let events = dice.events(of: Cast.mara.id, count: 60)
    for count in 0...60 {
      let events = events.prefix(count)
      let record = Record(of: Cast.mara.id, events)
      for benefit in ["discover", "radar"] as [Benefit.Name] {
        #expect(record.kept[benefit] == kept(benefit, after: events))
      }
    }
  }

  /// The last list that was given for a week and has not been moved since, found without the fold.
  private func kept(_ benefit: Benefit.Name, after events: some Sequence<Event>) -> Record.Kept? {
    for event in events.reversed() {
      switch event.content.kind {
      case "given":
        guard case .given(let gift) = event.content, gift.benefit == benefit, let week = gift.week
        else { continue }
        return Record.Kept(
          week: week,
          items: gift.items,
          sequence: event.sequence,
          because: Set(gift.because.keys),
          model: gift.model
        )
      case "acted":
        guard case .acted(let act) = event.content, act.kind == .dismiss else { continue }
        return nil
      case "begun", "signalled", "disclosed", "told", "confirmed", "invented", "exported", "lent",
        "offered", "accepted", "paid":
        continue
      case "granted", "refused", "withdrawn":
        // What is said to an offer moves no list.
        if event.content.offer == nil { return nil }
      default: return nil
      }
    }
    return nil
  }

  @Test(arguments: UInt64(0)..<20)
  func `a snapshot that was cut off or changed is refused, or another record`(
    _ seed: UInt64
  ) throws {
    var dice = Dice(seed)
    let record = Record(of: Cast.mara.id, dice.events(of: Cast.mara.id, count: 60))
    let bytes = record.snapshot
    for length in 0..<bytes.count {
      #expect(throws: Malformed.self) { try Record(snapshot: Data(bytes.prefix(length))) }
    }
    #expect(throws: Malformed.self) { try Record(snapshot: Data(bytes + [0])) }
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= UInt8(dice.roll(1...255))
      #expect((try? Record(snapshot: Data(changed))) != record)
    }
  }

  @Test func `the fold goes on in whatever order events come`() {
    var dice = Dice(1)
    for seed in UInt64(0)..<50 {
      var other = Dice(seed)
      let events = other.events(of: Cast.mara.id, count: 60).shuffled(using: &dice)
      #expect(Record(of: Cast.mara.id, events).version == 60)
    }
  }

  @Test func `what is written next follows the last line without a gap`() {
    let record = Record.after([.exported, .exported])
    let events = record.events(adding: [.exported, .exported, .exported], at: .start)
    #expect(events.map(\.sequence) == [3, 4, 5])
    #expect(events.allSatisfy { $0.person == Cast.mara.id && $0.time == .start })
  }
}
