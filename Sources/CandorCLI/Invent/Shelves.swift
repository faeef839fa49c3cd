import Candor
import Foundation

/// A catalogue, laid out so that readers can draw from it.
struct Shelves: Sendable {
  /// The urns hold places in it.
  let items: [Item]
  let all: Urn<Int>
  /// The more items a genre has, the more like it.
  let genreNames: Urn<String>
  let genres: [String: Urn<Int>]
  let creators: [String: Urn<Int>]
  let circles: [Urn<Int>]
  /// Of each circle, the places of its items.
  let members: [Set<Int>]

  private static let circleCount = 12

  init(_ items: [Item], seed: UInt64, at now: Date) {
    self.items = items
    let weights = items.map { $0.pull(seed: seed, at: now) }
    var all = Urn<Int>()
    var genres: [String: Urn<Int>] = [:]
    var creators: [String: Urn<Int>] = [:]
    var counts: [String: Int] = [:]
    for (place, item) in items.enumerated() {
      all.add(place, weight: weights[place])
      for genre in Set(item.genres) {
        genres[genre, default: Urn()].add(place, weight: weights[place])
        counts[genre, default: 0] += 1
      }
      for creator in Set(item.creators) {
        creators[creator, default: Urn()].add(place, weight: weights[place])
      }
    }
    self.all = all
    self.genres = genres
    self.creators = creators
    var names = Urn<String>()
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
      names.add(name, weight: Double(count))
    }
    genreNames = names
    members = (0..<Self.circleCount).map { Self.members(of: $0, items, seed: seed) }
    circles = members.map { places in
      var urn = Urn<Int>()
      for place in places.sorted() { urn.add(place, weight: weights[place]) }
      return urn
    }
  }

  /// A few items of any genre; the larger the catalogue, the smaller their share of it, so that
  /// some people have each of them in common.
  private static func members(of circle: Int, _ items: [Item], seed: UInt64) -> Set<Int> {
    let order = items.indices
      .map { place in
        var luck = Luck(seed, "circle \(circle) \(items[place].id)")
        return (luck.fraction(), place)
      }
      .sorted { $0 < $1 }
    let count = 10 + Int(Double(items.count).squareRoot())
    return Set(order.prefix(count).map(\.1))
  }
}

extension Item {
  /// How strongly it draws readers: by how known and how new it is, and by chance.
  fileprivate func pull(seed: UInt64, at now: Date) -> Double {
    var luck = Luck(seed, "item \(id)")
    let age = released.map { now.timeIntervalSince($0.date) / 86_400 }
    let newness = 0.4 + (age.map { exp(-max(0, $0) / 120) } ?? 0)
    return pow(Double(1 + max(0, popularity)), 0.35) * newness * exp(0.4 * luck.normal())
  }
}
