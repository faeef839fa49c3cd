import Candor
import Foundation
import Recommender
import Synchronization

/// What lists are made from at one moment.
struct Stock: Sendable {
  var recommender: Recommender
  /// Since when lists are made with the recommender's model.
  var live: Date?
  /// How often the catalogue was read.
  let edition: Int

  /// What a list that is given now names as its maker.
  var model: Gift.Model? {
    guard let stamp = recommender.model?.stamp, let live else { return nil }
    return Gift.Model(hash: stamp.hash, live: live)
  }
}

/// What a model is learned from, and what it is learned for.
struct Lesson: Sendable {
  let evidence: Evidence
  let catalogue: Catalogue
  /// The numbering of items and tags that it goes by.
  let numbering: Int
  /// The state of the statistics.
  let revision: Int
  /// How many of the people in it do not exist.
  let invented: Int
}

/// The catalogue as it is now, and what people read of it, ready to choose from.
///
/// What is learned from is a fold over the records, held in memory alone: who is taken out of it is
/// out of every model that is made from then on.
actor Shelf {
  /// What the change of a profile means for the model.
  enum Change: Sendable {
    case none, added, taken
  }

  /// Read by every request, so nobody queues for it.
  private let current: Mutex<Stock>
  private let store: any Store
  private let smallest: Int
  private let lists: Lists
  /// Nil when nothing is learned here.
  private var profiles: Profiles?
  /// The last full count for each item.
  private var counts: [Int32]
  /// Whether the records have to be read before the profiles are those of everybody.
  private(set) var isUnread: Bool
  private(set) var numbering = 0
  /// Goes up with each change of a profile.
  private(set) var revision = 0
  /// The revision that the model was learned from.
  private var learned: Int?
  /// Never to be counted again, whatever is still on its way.
  private var erased: Set<Person.ID> = []
  /// Those who read something and do not exist.
  private var invented: Set<Person.ID> = []
  private var reloads = 0
  /// The first moment at which something runs out that a profile was made from.
  private(set) var expiry = Date.distantFuture

  /// - Parameter learns: false when lists need not know what others read.
  init(_ store: any Store, lists: Lists, learns: Bool) async throws {
    let items = try await store.read { try $0.items() }
    self.store = store
    self.lists = lists
    smallest = lists.smallest
    counts = [Int32](repeating: 0, count: items.count)
    profiles = learns ? Profiles(items: items.count) : nil
    isUnread = learns
    let recommender = Recommender(Catalogue(items), counts: counts, lists: lists)
    current = Mutex(Stock(recommender: recommender, live: nil, edition: 0))
  }

  nonisolated var stock: Stock { current.withLock { $0 } }

  nonisolated var recommender: Recommender { stock.recommender }

  var statistics: Statistics? { profiles?.statistics }

  /// How many people have read something, without those who do not exist, and how many of those.
  var readers: (real: Int, invented: Int) {
    ((profiles?.statistics.people ?? 0) - invented.count, invented.count)
  }

  /// Whether the model was learned from something else than there is now.
  ///
  /// Nobody is no reason to make the first one.
  var isStale: Bool {
    guard let profiles else { return false }
    return learned.map { $0 != revision } ?? (profiles.statistics.people > 0)
  }
}

extension Shelf {
  /// Puts what the Gate permits of a record now in the place of what it permitted before.
  ///
  /// - Parameters:
  ///   - permitted: nil when it permits nothing.
  ///   - version: of the record; what is older than what is there comes too late.
  ///   - expiry: when the Gate may permit less though nothing is said.
  func put(
    _ permitted: Permitted?,
    of person: Person.ID,
    at version: Int,
    until expiry: Date,
    isInvented: Bool
  ) -> Change {
    let profile = permitted.map(recommender.catalogue.profile) ?? .empty
    if profile != .empty { self.expiry = min(self.expiry, expiry) }
    return put(profile, of: person, at: version, isInvented: isInvented)
  }

  /// All profiles are about to be made anew, and tell when they run out.
  func forgetExpiries() { expiry = .distantFuture }

  private func put(
    _ profile: Profile,
    of person: Person.ID,
    at version: Int,
    isInvented: Bool
  ) -> Change {
    guard !erased.contains(person),
      let old = profiles?.put(profile, of: person, at: version), old != profile
    else { return .none }
    if isInvented && !profile.items.isEmpty {
      invented.insert(person)
    } else {
      invented.remove(person)
    }
    return follow(old, profile)
  }

  /// Takes somebody out for good.
  func remove(_ person: Person.ID) -> Change {
    guard let old = profiles?.remove(person) else { return .none }
    erased.insert(person)
    invented.remove(person)
    return old == .empty ? .none : follow(old, .empty)
  }

  private func follow(_ old: Profile, _ new: Profile) -> Change {
    revision += 1
    // While records are read, popularity is that of before; afterwards it is counted whole.
    if !isUnread { current.withLock { $0.recommender.count(from: old, to: new) } }
    let stays =
      Set(old.items).isSubset(of: new.items) && Set(old.tags).isSubset(of: new.tags)
    return stays ? .added : .taken
  }
}

extension Shelf {
  /// A record as the statistics count it.
  struct Reader: Sendable {
    let person: Person.ID
    let profile: Profile
    let version: Int
    /// As of `put`.
    let expiry: Date
    let isInvented: Bool
  }

  /// Puts the profiles of everybody, as they come.
  ///
  /// - Parameter numbering: what the profiles go by; when it is another by now, they are left out.
  /// - Returns: who changed, and how.
  func take(
    _ readers: AsyncStream<Reader>,
    numbering: Int
  ) async -> [(Person.ID, Change)] {
    var changes: [(Person.ID, Change)] = []
    for await reader in readers where numbering == self.numbering {
      if reader.profile != .empty { expiry = min(expiry, reader.expiry) }
      let change = put(
        reader.profile,
        of: reader.person,
        at: reader.version,
        isInvented: reader.isInvented
      )
      if change != .none { changes.append((reader.person, change)) }
    }
    return changes
  }

  /// From now on the profiles are those of everybody.
  func finishReading(numbering: Int) {
    guard numbering == self.numbering, isUnread, let profiles else { return }
    isUnread = false
    counts = profiles.statistics.counts
    let known = recommender
    let counted = Recommender(known.catalogue, counts: counts, model: known.model, lists: lists)
    current.withLock { $0.recommender = counted }
  }

  /// Takes up what was put into the catalogue.
  ///
  /// Of several at once the last one wins: it read the latest state. When items came, or what joins
  /// them changed, everything is numbered anew: then there is no model until the records are read.
  func reload() async throws {
    reloads += 1
    let mine = reloads
    let catalogue = Catalogue(try await store.read { try $0.items() })
    guard mine == reloads else { return }
    let old = recommender
    let known = isUnread ? counts : profiles?.statistics.counts ?? counts
    let isSame = catalogue.isNumbered(as: old.catalogue)
    counts = catalogue.items.map { item in
      old.catalogue.place(of: item.id).map { known[$0] } ?? 0
    }
    let counted = Recommender(
      catalogue,
      counts: counts,
      model: isSame ? old.model : nil,
      lists: lists
    )
    current.withLock { stock in
      stock = Stock(
        recommender: counted,
        live: isSame ? stock.live : nil,
        edition: stock.edition + 1
      )
    }
    guard !isSame, profiles != nil else { return }
    profiles = Profiles(items: catalogue.items.count)
    invented = []
    isUnread = true
    numbering += 1
    revision += 1
    learned = nil
  }

  /// What there is to learn from now; nil when nothing is learned here, or not all was read.
  func lesson() -> Lesson? {
    guard !isUnread, let evidence = profiles?.evidence(smallest: smallest) else { return nil }
    return Lesson(
      evidence: evidence,
      catalogue: recommender.catalogue,
      numbering: numbering,
      revision: revision,
      invented: invented.count
    )
  }

  /// Makes lists with a model from now on.
  ///
  /// - Returns: since when; nil, and nothing happens, when it was learned for another catalogue.
  func use(_ model: Model, from lesson: Lesson, at now: Date) -> Date? {
    guard lesson.numbering == numbering else { return nil }
    learned = lesson.revision
    return current.withLock { stock in
      if stock.recommender.model?.stamp.hash != model.stamp.hash { stock.live = now }
      stock.recommender.use(model)
      return stock.live
    }
  }
}

extension Catalogue {
  /// Whether items, genres and creators have the same numbers in both.
  fileprivate func isNumbered(as other: Catalogue) -> Bool {
    items.count == other.items.count
      && zip(items, other.items).allSatisfy {
        $0.id == $1.id && $0.genres == $1.genres && $0.creators == $1.creators
      }
  }
}
