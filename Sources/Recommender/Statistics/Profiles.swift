import Candor

/// The profiles of all people, and the statistics over them.
public struct Profiles: Sendable {
  public private(set) var statistics: Statistics
  private var people: [Person.ID: (profile: Profile, version: Int)] = [:]

  public init(items: Int) {
    statistics = Statistics(items: items)
  }

  /// Puts a profile in the place of the one before.
  ///
  /// - Parameter version: of the record that it was made from; what is older than what is there comes
  ///   too late.
  /// - Returns: the profile that was replaced, empty for somebody new; nil when it came too late.
  @discardableResult
  public mutating func put(
    _ profile: Profile,
    of person: Person.ID,
    at version: Int
  ) -> Profile? {
    let known = people[person]
    if let known, known.version > version { return nil }
    let old = known?.profile ?? .empty
    people[person] = (profile, version)
    statistics.change(from: old, to: profile)
    return old
  }

  /// Takes somebody out for good: what arrives later comes too late.
  ///
  /// - Returns: the profile that they had.
  @discardableResult
  public mutating func remove(_ person: Person.ID) -> Profile {
    put(.empty, of: person, at: .max) ?? .empty
  }

  /// What a model is learned from.
  public func evidence(smallest: Int) -> Evidence {
    let incidence =
      statistics.gram == nil
      ? Incidence(
        people.filter { !$0.value.profile.items.isEmpty }.sorted { $0.key < $1.key }
          .map(\.value.profile.items),
        width: statistics.counts.count
      ) : nil
    return Evidence(statistics, people: incidence, smallest: smallest)
  }
}
