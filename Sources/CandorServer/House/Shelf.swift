import Candor
import Recommender

/// The catalogue as it is now, ready to choose from.
actor Shelf {
  private(set) var recommender: Recommender
  private let store: any Store
  private let lists: Lists
  private var reloads = 0

  init(_ store: any Store, lists: Lists) async throws {
    self.store = store
    self.lists = lists
    self.recommender = try await Self.read(store, lists)
  }

  /// Takes up what was put into the catalogue.
  ///
  /// Of several at once the last one wins: it read the latest state.
  func reload() async throws {
    reloads += 1
    let mine = reloads
    let fresh = try await Self.read(store, lists)
    if mine == reloads { recommender = fresh }
  }

  /// Follows the counts that were committed with an event.
  func count(_ changes: [Item.ID: Int]) {
    recommender.count(changes)
  }

  private static func read(_ store: any Store, _ lists: Lists) async throws -> Recommender {
    let (items, tally) = try await store.read { (try $0.items(), try $0.tally()) }
    return Recommender(items, tally: tally, lists: lists)
  }
}
