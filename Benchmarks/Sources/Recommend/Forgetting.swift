import Candor
import Foundation
import Recommender

/// Takes people out, and compares with never having had them.
enum Forgetting {
  /// - Parameters:
  ///   - folder: a SET; with an `items.csv` that names genres, people have tags too.
  ///   - singles: how many people are taken out by themselves, each with a model made anew.
  static func run(in folder: URL, singles: Int) throws {
    let split = try Split(folder)
    var profiles = split.profiles
    var catalogue = Catalogue(numbered: split.training.width)
    // Sets that are not of movies have no such file, or another one.
    if let movies = try? Movies(folder) {
      catalogue = movies.catalogue
      let shares = movies.shares(in: split.training)
      profiles = profiles.map { profile in
        Profile(items: profile.items, tags: movies.declared(by: profile.items, shares))
      }
    }
    var random = Seeded(state: 4)
    try printLine(statistics(without: 1_000, of: profiles, catalogue.items.count, &random))
    let alone = [Int](repeating: 1, count: singles)
    try printLine(models(without: alone, profiles, catalogue, &random))
    try printLine(models(without: [100], profiles, catalogue, &random))
  }

  private struct Counts: Encodable {
    let people: Int
    let isEqual: Bool
    let isSameHash: Bool
    /// Microseconds a person.
    let p50: Double
    let p99: Double
  }

  private static func statistics(
    without count: Int,
    of profiles: [Profile],
    _ items: Int,
    _ random: inout Seeded
  ) -> Counts {
    let (gone, stayed) = profiles.parted(count, &random)
    let rebuilt = Statistics(stayed, items: items)
    var statistics = Statistics(profiles, items: items)
    let clock = ContinuousClock()
    let times = gone.map { profile in
      clock.measure { statistics.change(from: profile, to: .empty) }
    }
    let spread = Spread(times)
    return Counts(
      people: count,
      isEqual: statistics == rebuilt,
      isSameHash: statistics.hash == rebuilt.hash,
      p50: spread.p50 * 1_000,
      p99: spread.p99 * 1_000
    )
  }

  private struct Models: Encodable {
    /// How many were taken out each time.
    let people: [Int]
    let items: Int
    /// How often the model had the hash of one that never saw them.
    let same: Int
    /// How often it had another one than before, as it must.
    let changed: Int
  }

  private static func models(
    without counts: [Int],
    _ profiles: [Profile],
    _ catalogue: Catalogue,
    _ random: inout Seeded
  ) throws -> Models {
    let items = catalogue.items.count
    var (same, changed) = (0, 0)
    guard !counts.isEmpty else { return Models(people: [], items: items, same: 0, changed: 0) }
    var statistics = Statistics(profiles, items: items)
    let before = try Learned.model(statistics, catalogue).stamp.hash
    for count in counts {
      let (gone, stayed) = profiles.parted(count, &random)
      for profile in gone { statistics.change(from: profile, to: .empty) }
      let forgot = try Learned.model(statistics, catalogue).stamp.hash
      let never = try Learned.model(Statistics(stayed, items: items), catalogue).stamp.hash
      for profile in gone { statistics.change(from: .empty, to: profile) }
      same += forgot == never ? 1 : 0
      changed += forgot != before ? 1 : 0
    }
    return Models(people: counts, items: items, same: same, changed: changed)
  }
}

extension [Profile] {
  /// So many at random, and the others.
  fileprivate func parted(_ count: Int, _ random: inout Seeded) -> ([Profile], [Profile]) {
    let chosen = Set(indices.shuffled(using: &random).prefix(count))
    return (
      indices.filter(chosen.contains).map { self[$0] },
      indices.filter { !chosen.contains($0) }.map { self[$0] }
    )
  }
}
