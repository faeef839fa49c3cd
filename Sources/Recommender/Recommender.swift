import Candor
import Foundation

/// Makes lists from what the Gate permitted: a catalogue, how popular its items are, and a model of
/// what goes together.
///
/// Without a model it goes by the catalogue alone: genres and creators that the person told or met,
/// by how rare they are, times popularity.
public struct Recommender: Sendable {
  public let catalogue: Catalogue
  let lists: Lists
  public private(set) var model: Model?
  /// What tastes say, learned or not.
  private(set) var tastes: TasteWeights
  /// For each item, how many people are known to have it.
  private var popularity: [Int]
  /// Places of the items, the most popular first.
  private(set) var byPopularity: [Int]

  /// - Parameters:
  ///   - counts: how many people have each item here.
  ///   - model: nil until one was made.
  public init(_ catalogue: Catalogue, counts: [Int32], model: Model? = nil, lists: Lists) {
    self.catalogue = catalogue
    self.lists = lists
    self.model = model
    tastes = model?.tastes ?? TasteWeights(Appeal(counts, catalogue))
    let popularity = zip(catalogue.items, counts).map { $0.popularity + Int($1) }
    self.popularity = popularity
    byPopularity = popularity.indices.sorted {
      (popularity[$1], $0) < (popularity[$0], $1)
    }
  }

  public func has(_ item: Item.ID) -> Bool { catalogue.place(of: item) != nil }

  public func item(_ id: Item.ID) -> Item? { catalogue.place(of: id).map { catalogue[$0] } }

  /// From now on with this model, which was made for this catalogue.
  public mutating func use(_ model: Model) {
    precondition(model.items.size == catalogue.items.count, "a model of another catalogue")
    self.model = model
    tastes = model.tastes
  }

  /// Whether the model has learned what an item says for others.
  func knows(_ place: Int) -> Bool { model?.items.speaks(place) ?? false }

  /// Follows the change of one profile, without ordering the whole catalogue anew.
  public mutating func count(from old: Profile, to new: Profile) {
    let (gone, _, come) = old.items.compared(to: new.items)
    for (places, change) in [(gone, -1), (come, 1)] {
      for place in places.map(Int.init) {
        byPopularity.remove(at: rank(of: place))
        popularity[place] += change
        byPopularity.insert(place, at: rank(of: place))
      }
    }
  }

  /// Where the item is among the others by popularity, or belongs when it is not there.
  func rank(of place: Int) -> Int {
    var (low, high) = (0, byPopularity.count)
    while low < high {
      let middle = (low + high) / 2
      let other = byPopularity[middle]
      if (popularity[place], other) < (popularity[other], place) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
