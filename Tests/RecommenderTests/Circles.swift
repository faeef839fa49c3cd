import Candor
import CandorFixtures

@testable import Recommender

/// Invented catalogues, and invented readers of them who come in circles: each circle reads mostly
/// what is of its genre.
struct Circles {
  let catalogue: Catalogue
  let profiles: [Profile]

  /// - Parameters:
  ///   - items: nil for the small house's own.
  ///   - told: of a hundred readers, so many say which genre is theirs.
  init(readers: Int, items: Int? = nil, told: Int = 60, seed: UInt64 = 1) {
    var dice = Dice(seed)
    let catalogue = items.map { Catalogue(Self.items($0)) } ?? Shelf.catalogue
    self.catalogue = catalogue
    let genres = catalogue.vocabulary.indices.filter { catalogue.vocabulary[$0].match == .genre }
    profiles = (0..<readers).map { _ in
      Self.profile(in: catalogue, genres, told: told, &dice)
    }
  }

  var statistics: Statistics { Statistics(profiles, items: catalogue.items.count) }

  var incidence: Incidence { Incidence(profiles.map(\.items), width: catalogue.items.count) }

  func model(smallest: Int = 5, _ regularisation: Regularisation = .mild) throws -> Model {
    let evidence = Evidence(statistics, people: incidence, smallest: smallest)
    return try Model.trained(on: evidence, for: catalogue, regularisation)
  }

  private static func profile(
    in catalogue: Catalogue,
    _ genres: [Int],
    told: Int,
    _ dice: inout Dice
  ) -> Profile {
    let own = dice.pick(genres)
    var items: Set<Int> = []
    for _ in 0..<dice.roll(1...14) {
      let place =
        dice.chance(75)
        ? dice.pick(catalogue.postings[own]) : dice.roll(0...catalogue.items.count - 1)
      items.insert(place)
    }
    var tags: Set<Int> = []
    if dice.chance(told) { tags.insert(own) }
    if dice.chance(told / 2) { tags.insert(dice.roll(0...catalogue.vocabulary.count - 1)) }
    return Profile(items: items.map(UInt32.init), tags: tags.map(UInt32.init))
  }

  /// Of twelve genres, of which each item has one or two; a creator made three items on average.
  static func items(_ count: Int) -> [Item] {
    var dice = Dice(99)
    let genres = (0..<12).map { "Genre \($0)" }
    let creators = (0..<max(1, count / 3)).map { "Creator \($0)" }
    return (0..<count).map { number in
      Item(
        id: Item.ID("item-\(number)"),
        title: "Item \(number)",
        creators: [dice.pick(creators)],
        genres: Array(Set([dice.pick(genres), dice.pick(genres)])).sorted(),
        popularity: dice.roll(0...300)
      )
    }
  }

  /// One of many people, in the order of their numbers.
  static func person(_ number: Int) -> Person.ID {
    var bytes = Cast.mara.id.bytes
    bytes[14] = UInt8(number / 256)
    bytes[15] = UInt8(number % 256)
    return Person.ID(bytes: bytes)
  }
}

extension Regularisation {
  /// Fit for some hundreds of people.
  static let mild = Regularisation(ridge: 300, dropout: 0.3, calibration: 0.1)
}

extension Model {
  /// One that was not learned.
  static func by(_ items: ItemWeights, _ catalogue: Catalogue) throws -> Model {
    let nobody = Statistics(items: catalogue.items.count)
    let stamp = try trained(on: Evidence(nobody), for: catalogue).stamp
    return Model(
      stamp: stamp,
      items: items,
      tastes: TasteWeights(Appeal(nobody.counts, catalogue))
    )
  }
}
