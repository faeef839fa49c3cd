import Candor
import Fingerprints
import Synchronization

/// What is in copies: of whom, which values, and whose copies those are.
///
/// Made of the records' events for one trace, and kept no longer: nobody is looked up by their values.
struct Circulation: Sendable {
  /// What a copy may hold of people, in one order for all.
  let columns: [Column]
  let editions: [Edition]
  private(set) var people: [Known] = []
  private var holders: [Row.Person: Set<Edition.ID>] = [:]

  /// - Parameter disclosures: all that were agreed on.
  init(_ disclosures: [Disclosure], under rules: Rules, keys: CopyKeys) {
    let names = Set(disclosures.flatMap(\.attributes)).sorted()
    columns = names.map { Column($0, under: rules) }
    var editions: [Edition.ID: Edition] = [:]
    for disclosure in disclosures {
      let edition = Edition(disclosure, under: rules, keys: keys)
      editions[edition.id] = editions[edition.id] ?? edition
    }
    self.editions = editions.values.sorted { $0.id < $1.id }
  }

  /// Takes in somebody, if anything of theirs was ever disclosed.
  mutating func add(_ events: [Event], of person: Candor.Person.ID) {
    let given = Set(
      events.compactMap { event -> Edition.ID? in
        guard case .disclosed(let disclosed) = event.content else { return nil }
        return Edition.ID(disclosed.consent)
      }
    )
    guard !given.isEmpty else { return }
    let row = Row.Person(person)
    holders[row] = given
    people.append(Known(row, versions(in: events, of: person)))
  }

  func holds(_ edition: Edition.ID, _ person: Row.Person) -> Bool {
    holders[person]?.contains(edition) ?? false
  }

  /// All values that each column ever had, the newest first: a copy may be of long ago.
  private func versions(in events: [Event], of person: Candor.Person.ID) -> [[Row.Value]] {
    var record = Record(of: person)
    var versions = [[Row.Value]](repeating: [], count: columns.count)
    for event in events {
      record = record.applying([event])
      for (place, column) in columns.enumerated() {
        guard let written = record.written(Attribute.Name(column.name)),
          versions[place].first?.version != UInt64(written.version)
        else { continue }
        versions[place].insert(Row.Value(written), at: 0)
      }
    }
    return versions
  }
}

extension House {
  /// What is in copies of everybody.
  func circulation() async throws -> Circulation {
    let disclosures = try await store.read { try $0.disclosures() }
    let all = Mutex(Circulation(disclosures, under: rules, keys: copyKeys))
    guard !disclosures.isEmpty else { return all.withLock { $0 } }
    let empty = all.withLock { $0 }
    try await vault.forEachHistory { record, events in
      var one = empty
      one.add(events, of: record.person)
      guard !one.people.isEmpty else { return }
      all.withLock { [one] in $0.merge(one) }
    }
    return all.withLock { $0 }
  }
}

extension Circulation {
  fileprivate mutating func merge(_ other: Circulation) {
    people += other.people
    holders.merge(other.holders) { $0.union($1) }
  }
}
