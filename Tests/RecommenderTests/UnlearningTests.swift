import Candor
import CandorFixtures
import Testing

@testable import Recommender

/// Whoever is taken out is out of the next model as if they had never been there.
struct UnlearningTests {
  private static let items = 120
  private let circles = Circles(readers: 200, items: Self.items, told: 30)

  private func stamp(_ statistics: Statistics) throws -> Model.Stamp {
    try Model.trained(on: Evidence(statistics), for: circles.catalogue).stamp
  }

  @Test func `after each of a hundred people the model is that of a house without them`() throws {
    var dice = Dice(7)
    let gone = Array(Array(circles.profiles.indices).shuffled(using: &dice).prefix(100))
    var profiles = Profiles(items: Self.items)
    for (number, profile) in circles.profiles.enumerated() {
      profiles.put(profile, of: Circles.person(number), at: 1)
    }
    var hashes = [try stamp(profiles.statistics).hash]
    for (count, number) in gone.enumerated() {
      profiles.remove(Circles.person(number))
      let absent = Set(gone[...count])
      let rest = circles.profiles.indices.filter { !absent.contains($0) }
      let never = Statistics(rest.map { circles.profiles[$0] }, items: Self.items)
      let (left, fresh) = (try stamp(profiles.evidence(smallest: 5).statistics), try stamp(never))
      #expect(left == fresh)
      #expect(left.hash == fresh.hash && left.statistics == fresh.statistics)
      #expect(left.people == rest.count { !circles.profiles[$0].items.isEmpty })
      hashes.append(left.hash)
    }
    // With each of them it was another model.
    #expect(Set(hashes).count == hashes.count)
  }

  @Test func `who comes back is learned as before`() throws {
    let first = try stamp(circles.statistics)
    var statistics = circles.statistics
    statistics.change(from: circles.profiles[3], to: .empty)
    let without = try stamp(statistics)
    statistics.change(from: .empty, to: circles.profiles[3])
    #expect(without.hash != first.hash && without.statistics != first.statistics)
    #expect(try stamp(statistics) == first)
  }

  @Test func `the model tells what it was learned from`() throws {
    let stamp = try stamp(circles.statistics)
    let counts = circles.statistics.counts
    #expect(stamp.people == circles.profiles.count)
    #expect(stamp.items == counts.count { $0 >= 5 })
    #expect(stamp.items < Self.items && stamp.weights > 0)
    #expect(stamp.method == .dense)
    #expect(
      stamp.hash.count == 64 && stamp.statistics.count == 64 && stamp.hash != stamp.statistics
    )
    #expect(!stamp.pin.isEmpty)
  }

  @Test func `nobody makes a model of nothing`() throws {
    let nothing = try stamp(Statistics(items: Self.items))
    #expect(nothing.people == 0 && nothing.items == 0 && nothing.weights == 0)
    #expect(
      try Model.trained(on: Evidence(Statistics(items: 0)), for: Catalogue([])).items.size == 0
    )
  }

  @Test func `stages come in their order`() throws {
    var stages: [Model.Stage] = []
    var progress: [Double] = []
    _ = try Model.trained(on: Evidence(circles.statistics), for: circles.catalogue) {
      if stages.last != $0 { stages.append($0) }
      progress.append($1)
    }
    #expect(stages == Model.Stage.allCases)
    #expect(progress == progress.sorted() && progress.first == 0 && progress.last == 1)
  }
}
