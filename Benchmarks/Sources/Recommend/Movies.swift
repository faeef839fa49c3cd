import Candor
import Foundation
import Recommender

/// The catalogue of ml1m, with genres and decades, and what people would say that they like.
///
/// Nobody was asked: as in the notes' protocol, a person's tags are the three genres and the one
/// decade that stand out most in what they have.
struct Movies {
  let catalogue: Catalogue
  /// Genres by name, then decades.
  private let names: [String]
  private let isGenre: [Bool]
  /// For each item, which of the names it carries.
  private let carried: [[Int]]
  /// For each name, its number in the catalogue.
  private let numbers: [UInt32]

  /// - Parameter folder: its `items.csv` has a line for each item: number, id, title, genres, year.
  init(_ folder: URL) throws {
    let text = try String(contentsOf: folder.appending(path: "items.csv"), encoding: .utf8)
    let items = try text.split(separator: "\n").map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 5 else { throw NoMovies() }
      let year = fields[4].trimmingCharacters(in: .whitespaces)
      let decades = Int(year) == nil ? [] : ["d" + year.prefix(3)]
      let genres = fields[3].split(separator: "|").map(String.init)
      return Item(id: Item.ID(fields[0]), title: fields[2], genres: genres + decades)
    }
    catalogue = Catalogue(items)
    let all = catalogue.genres
    let decades = Set(items.compactMap { $0.genres.last }.filter { Self.isDecade($0) })
    let genres = Set(all.keys).subtracting(decades)
    names = genres.sorted() + decades.sorted()
    isGenre = names.map { genres.contains($0) }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    carried = items.map { $0.genres.compactMap { places[$0] } }
    numbers = names.compactMap { all[$0] }
  }

  struct NoMovies: Error {}

  private static func isDecade(_ name: String) -> Bool {
    name.count == 4 && name.first == "d" && name.dropFirst().allSatisfy(\.isNumber)
  }

  /// How often each name occurs in what all these people have, as a part of one.
  func shares(in people: Incidence) -> [Float] {
    let counts = counts(in: people.columns)
    let whole = counts.reduce(0, +)
    return counts.map { $0 / whole }
  }

  private func counts(in items: some Sequence<UInt32>) -> [Float] {
    var counts = [Float](repeating: 0, count: names.count)
    for item in items {
      for name in carried[Int(item)] { counts[name] += 1 }
    }
    return counts
  }

  /// The tags of somebody with these items: those of the highest lift that three items carry.
  ///
  /// - Parameter shares: what is usual.
  func declared(by items: some Sequence<UInt32>, _ shares: [Float]) -> [UInt32] {
    let counts = counts(in: items)
    let whole = counts.reduce(0, +)
    let lifts = counts.indices.filter { counts[$0] >= 3 }.map {
      (name: $0, lift: (counts[$0] + 1) / (whole * shares[$0] + 5))
    }
    let order = lifts.sorted { ($1.lift, $0.name) < ($0.lift, $1.name) }.map(\.name)
    let chosen = order.filter { isGenre[$0] }.prefix(3) + order.filter { !isGenre[$0] }.prefix(1)
    return chosen.map { numbers[$0] }.sorted()
  }

  /// For each item, how many of the tags it carries.
  func matches(_ tags: [UInt32]) -> [Float] {
    let told = Set(tags)
    return carried.map { names in Float(names.count { told.contains(numbers[$0]) }) }
  }
}
