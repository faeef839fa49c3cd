/// Somebody whose values were disclosed, as the store has them.
public struct Known: Hashable, Sendable {
  public let person: Row.Person
  /// For each column all versions that were disclosed, the newest first.
  public let values: [[Row.Value]]

  public init(_ person: Row.Person, _ values: [[Row.Value]]) {
    self.person = person
    self.values = values
  }

  public init(_ row: Row) {
    self.init(row.person, row.values.map { $0.map { [$0] } ?? [] })
  }
}

/// Everybody that a leaked row may be about.
public struct People: Sendable {
  /// Those that share any of the keys with a row, and those with an identifier.
  let find: @Sendable (Set<String>) -> [Known]
  let known: @Sendable (Row.Person) -> Known?

  /// People who are kept elsewhere.
  ///
  /// - Parameters:
  ///   - find: everybody who has any of these blocking keys, each once.
  ///   - known: somebody by identifier.
  public init(
    find: @escaping @Sendable (Set<String>) -> [Known],
    known: @escaping @Sendable (Row.Person) -> Known?
  ) {
    self.find = find
    self.known = known
  }

  /// People who are all at hand.
  public init(_ people: [Known], _ columns: [Column]) {
    var byKey: [String: [Int]] = [:]
    var byPerson: [Row.Person: Int] = [:]
    for (number, known) in people.enumerated() {
      byPerson[known.person] = number
      for key in known.keys(columns) { byKey[key, default: []].append(number) }
    }
    find = { [byKey] keys in
      Set(keys.flatMap { byKey[$0] ?? [] }).sorted().map { people[$0] }
    }
    known = { [byPerson] person in byPerson[person].map { people[$0] } }
  }
}

extension Known {
  /// All that rows about this person are found by.
  public func keys(_ columns: [Column]) -> Set<String> {
    Set(
      zip(columns, values).flatMap { column, versions in
        versions.flatMap { BlockingKey.keys(of: $0, column.kind) }
      }
    )
  }
}
