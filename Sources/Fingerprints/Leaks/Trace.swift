import Foundation

/// Finds the copies that a leak derives from.
public struct Trace: Sendable {
  private let keys: CopyKeys
  let columns: [Column]
  let editions: [Edition.ID]
  let editionKeys: [EditionKey]
  private let matcher: Matcher
  private let relay: String
  private let issued: @Sendable (Alias) -> Alias.Issue?

  /// - Parameters:
  ///   - columns: all that were disclosed in any edition, in the order of people's values.
  ///   - editions: all that may be named.
  ///   - relay: the domain of aliases.
  ///   - issued: to whom an alias was given, seeds included.
  public init(
    _ keys: CopyKeys,
    columns: [Column],
    people: People,
    editions: [Edition.ID],
    relay: String,
    issued: @escaping @Sendable (Alias) -> Alias.Issue? = { _ in nil }
  ) {
    self.keys = keys
    self.columns = columns
    self.editions = editions
    editionKeys = editions.map(keys.edition)
    matcher = Matcher(people: people, columns: columns)
    self.relay = relay
    self.issued = issued
  }

  /// What a leak says of where it came from.
  ///
  /// - Parameters:
  ///   - holds: whether an edition was given a person. Only those that hold somebody of the leak can
  ///     be named; the fewer, the fewer rows it takes.
  ///   - errorChance: that anybody is named wrongly.
  public func verdict(
    on leak: Leak,
    holds: ((Edition.ID, Row.Person) -> Bool)? = nil,
    errorChance: Double = 1e-6
  ) -> Verdict {
    finding(in: leak, holds: holds, errorChance: errorChance).verdict
  }

  /// The same, and whom the leak is about: those who have to hear of it.
  public func finding(
    in leak: Leak,
    holds: ((Edition.ID, Row.Person) -> Bool)? = nil,
    errorChance: Double = 1e-6
  ) -> (verdict: Verdict, people: Set<Row.Person>) {
    let harvest = read(leak.rows)
    let holders = editions.indices.filter { edition in
      guard let holds else { return true }
      return harvest.matched.contains { holds(editions[edition], $0) }
    }
    let weighing = Weighing(
      rows(of: harvest),
      by: holders.map { editionKeys[$0] },
      errorChance: errorChance
    )
    let verdict = Verdict(
      exact: exact([leak]),
      named: weighing.named { editions[holders[$0]] },
      leads: weighing.leads { editions[holders[$0]] },
      coverage: harvest.coverage(columns, holders: holders.count),
      weighing: weighing
    )
    return (verdict, harvest.matched)
  }

  /// What was read of all rows that are about somebody.
  func read(_ rows: [LeakedRow]) -> Harvest {
    var harvest = Harvest()
    for row in rows {
      harvest.add(matcher.match(row, aliased: aliased(row)), row)
    }
    harvest.eraseHabits()
    return harvest
  }

  /// The person of the one alias in a row.
  private func aliased(_ row: LeakedRow) -> Row.Person? {
    let people = Set(
      row.cells.filter { $0.utf8.contains(UInt8(ascii: "@")) }
        .flatMap { Alias.all(in: $0, relay: relay) }
        .compactMap { issued($0)?.person }
    )
    return people.count == 1 ? people.first : nil
  }

  /// The rows that marks are counted in, in an order that the leak's does not change.
  func rows(of harvest: Harvest) -> [ReadMarks.Row] {
    harvest.entries.filter { $0.value.reading.known != 0 }
      .sorted { one, other in
        let (one, other) = (one.key, other.key)
        guard one.person == other.person else { return one.person < other.person }
        return (one.column, one.version) < (other.column, other.version)
      }
      .map { spot, entry in
        let place = keys.place(of: spot.person, columns[spot.column], version: spot.version)
        let count = Writings.slots - entry.reading.known.leadingZeroBitCount
        return ReadMarks.Row(
          place,
          levels: keys.marks.levels(at: place, count: count),
          bits: (0..<count).map(entry.reading.mark)
        )
      }
  }

  /// Editions that alone had an address that the finds have.
  func exact(_ leaks: [Leak]) -> [Verdict.Exact] {
    let aliases = Set(leaks.flatMap { Alias.all(in: $0.text, relay: relay) })
    let issues = aliases.compactMap(issued)
    return Dictionary(grouping: issues, by: \.edition).map { edition, issues in
      Verdict.Exact(
        edition: edition,
        aliases: issues.count { !$0.isSeed },
        seeds: issues.count(where: \.isSeed)
      )
    }.sorted { $0.edition < $1.edition }
  }
}
