import Candor
import Foundation
import SQLiteStore

/// What an event costs in bulk, what an erasure takes, and whether either grows with the log.
enum Bulk {
  private static let eventsEach = 100

  static func run(in folder: URL, upTo largest: Int) async throws {
    print("many events a write, \(eventsEach) for each person; then single ones, on what is there")
    print(Row.line("", "in bulk/s", "single/s", "p99 ms", "erase ms", "proof ms", "open ms"))
    let place = folder.appending(path: "bulk")
    let keyring = try Keyring(Keyring.freshText())
    var size = 0
    for goal in [100_000, 300_000, 1_000_000, 3_000_000, 10_000_000] where goal <= largest {
      let clock = ContinuousClock()
      let store = try SQLiteStore(place, keyring.rowTags)
      let opening = clock.now
      let vault = try await Vault(store, keyring)
      let opened = opening.duration(to: clock.now)
      let start = clock.now
      let before = size
      var last: [Person.ID] = []
      while size < goal {
        last = try await add(min(50_000, goal - size), to: vault)
        size += min(50_000, goal - size)
      }
      let bulk = Double(size - before) / (start.duration(to: clock.now) / .seconds(1))
      let (erased, proven) = try await (
        time { try await vault.erase(last[$0], at: Date()) },
        time { _ = try await vault.receipts(of: last[50 + $0]) }
      )
      let single = try await Load(64, Place(store, vault, Array(last.suffix(300)))).run("") {
        try await $0.write(as: $1)
      }
      print(
        Row.line(
          "\(size) events",
          bulk.formatted(.number.precision(.fractionLength(0))),
          single.perSecond.formatted(.number.precision(.fractionLength(0))),
          Row.milliseconds(single.p99),
          Row.milliseconds(erased),
          Row.milliseconds(proven),
          Row.milliseconds(opened)
        )
      )
    }
  }

  /// - Returns: whom the events are of.
  private static func add(_ count: Int, to vault: Vault) async throws -> [Person.ID] {
    var random = SystemRandomNumberGenerator()
    let people = (0..<(count / eventsEach)).map { _ in Person.ID(at: Date(), using: &random) }
    let lines = people.map { person in
      Vault.Line(person, isNew: true) { _ in
        Vault.Entry((0..<eventsEach).map { Place.content($0) })
      }
    }
    try await vault.write(lines, at: Date())
    return people
  }

  /// The middle of eleven.
  private static func time(_ body: (Int) async throws -> Void) async throws -> Duration {
    let clock = ContinuousClock()
    var times: [Duration] = []
    for number in 0..<11 { times.append(try await clock.measure { try await body(number) }) }
    return times.sorted()[5]
  }
}
