import Candor
import Foundation
import Recommender

/// Invented people: a few items are known to many, and everybody keeps mostly to three genres.
///
/// For speed and memory only: what it is like to read their lists says nothing.
struct Crowd {
  let catalogue: Catalogue
  private let items: Int
  /// Up to each rank, how much all items down to it are wanted.
  private let wanted: [Double]
  /// For each genre, its number in the catalogue.
  private let numbers: [UInt32]
  private var random = Seeded(state: 2_024)

  private static let genres = 40

  /// - Parameter items: a multiple of 40.
  init(items: Int) {
    self.items = items
    var genre = [Int](repeating: 0, count: items)
    for rank in 0..<items { genre[Self.place(of: rank, items)] = rank % Self.genres }
    catalogue = Catalogue(
      genre.enumerated().map { place, genre in
        Item(
          id: Item.ID("\(place)"),
          title: "\(place)",
          creators: ["Creator \(place / 8)"],
          genres: ["Genre \(genre)"]
        )
      }
    )
    let all = catalogue.genres
    numbers = (0..<Self.genres).compactMap { all["Genre \($0)"] }
    var sum = 0.0
    wanted = (0..<items).map { rank in
      sum += pow(Double(rank) + 10, -0.8)
      return sum
    }
  }

  /// Spreads the ranks over the catalogue, since popular items are not all at its start.
  private static func place(of rank: Int, _ items: Int) -> Int { rank * 7_919 % items }

  /// An item of the first so many ranks, the more wanted the more often.
  private mutating func rank(below end: Int) -> Int {
    let mark = Double.random(in: 0..<wanted[end - 1], using: &random)
    var (low, high) = (0, end - 1)
    while low < high {
      let middle = (low + high) / 2
      if wanted[middle] <= mark { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The next person.
  ///
  /// - Parameter count: how many items they have; nil for 8 to 100, most of them few.
  mutating func profile(_ count: Int? = nil) -> Profile {
    let few = pow(Double.random(in: 0..<1, using: &random), 2)
    let count = count ?? 8 + Int(92 * few)
    let tastes = (0..<3).map { _ in Int.random(in: 0..<Self.genres, using: &random) }
    var met: Set<UInt32> = []
    while met.count < count {
      let rank =
        Double.random(in: 0..<1, using: &random) < 0.6
        ? rank(below: items / Self.genres) * Self.genres + tastes[met.count % 3]
        : rank(below: items)
      met.insert(UInt32(Self.place(of: rank, items)))
    }
    return Profile(items: Array(met), tags: Set(tastes.map { numbers[$0] }).sorted())
  }

  /// Writes a split: people to learn from, nobody to validate on, and 300 with 100 items each.
  func write(to folder: URL, people: Int) throws {
    var crowd = self
    let training = Incidence((0..<people).map { _ in crowd.profile().items }, width: items)
    let known = Incidence((0..<300).map { _ in crowd.profile(100).items }, width: items)
    let nobody = Incidence(width: items)
    let nothing = Incidence([[UInt32]](repeating: [], count: 300), width: items)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let blocks = [training, nobody, nobody, known, nothing].map(\.block).reduce(Data(), +)
    try blocks.write(to: folder.appending(path: "split.bin"))
  }
}
