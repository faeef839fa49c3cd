import Candor
import Foundation

/// The items that lists are made of, with the genres and creators that join them.
///
/// Everything is numbered: an item by its place, a genre or creator by its first appearance.
public struct Catalogue: Sendable {
  public let items: [Item]
  private let places: [Item.ID: Int]
  /// Every genre and creator, once, as keys.
  let vocabulary: [Term]
  private let tags: [Term: Int]
  /// For each item, the numbers of its genres and creators.
  let terms: [[Int]]
  /// For each genre and creator, the places of the items that carry it.
  let postings: [[Int]]
  /// For each genre and creator, from 0.2 (on every item) to 1 (on one).
  let rarity: [Float]

  public init(_ items: [Item]) {
    var places: [Item.ID: Int] = [:]
    var tags: [Term: Int] = [:]
    var vocabulary: [Term] = []
    var postings: [[Int]] = []
    var terms: [[Int]] = []
    for (place, item) in items.enumerated() {
      places[item.id] = place
      let carried =
        item.genres.map { Term(.genre, $0).key } + item.creators.map { Term(.creator, $0).key }
      var seen: Set<Term> = []
      terms.append([])
      for term in carried where seen.insert(term).inserted {
        let tag = tags[term] ?? vocabulary.count
        if tag == vocabulary.count {
          tags[term] = tag
          vocabulary.append(term)
          postings.append([])
        }
        terms[place].append(tag)
        postings[tag].append(place)
      }
    }
    let whole = log(Float(max(2, items.count)))
    self.items = items
    self.places = places
    self.tags = tags
    self.vocabulary = vocabulary
    self.terms = terms
    self.postings = postings
    rarity = postings.map { max(0.2, 1 - log(Float($0.count)) / whole) }
  }

  public func place(of item: Item.ID) -> Int? { places[item] }

  public subscript(place: Int) -> Item { items[place] }

  func tag(of term: Term) -> Int? { tags[term.key] }

  /// The term as the catalogue spells it.
  func spelled(_ tag: Int) -> Term {
    let term = vocabulary[tag]
    let item = items[postings[tag][0]]
    let names = term.match == .genre ? item.genres : item.creators
    return Term(term.match, names.first { Term(term.match, $0).key == term } ?? term.name)
  }

  /// How much an item is of one of its terms: one of many genres is less of each, but not by much,
  /// since great works are often mixed.
  func share(of tag: Int, in place: Int) -> Float {
    vocabulary[tag].match == .creator ? 1 : pow(Float(max(1, items[place].genres.count)), -0.25)
  }
}

extension Catalogue {
  /// What one person adds to the statistics.
  ///
  /// The items that they read or liked and did not dismiss, and the genres and creators that they
  /// told. Of somebody who told none, those that stand out in what they read.
  public func profile(of permitted: Permitted) -> Profile {
    let told = Told(permitted)
    let items = told.liked.compactMap { places[$0].map(UInt32.init) }
    let weights = Dictionary(told.declared.map { ($0.term, $0.weight) }, uniquingKeysWith: +)
    let declared = weights.compactMap { term, weight in weight > 0 ? tag(of: term) : nil }
    let tags = declared.isEmpty ? standingOut(in: items) : declared
    return Profile(items: items, tags: tags.map(UInt32.init))
  }

  /// The three genres with the highest lift over the catalogue, of at least three items each.
  ///
  /// Over the catalogue, not over what others read: else one person's profile would hang on others.
  private func standingOut(in read: [UInt32]) -> [Int] {
    var counts: [Int: Int] = [:]
    for place in read {
      for tag in terms[Int(place)] where vocabulary[tag].match == .genre {
        counts[tag, default: 0] += 1
      }
    }
    let lifts = counts.filter { $0.value >= 3 }.map { tag, count in
      let expected = Double(read.count) * Double(postings[tag].count) / Double(items.count)
      return (tag: tag, lift: Double(count + 1) / (expected + 5))
    }
    return lifts.sorted { ($1.lift, $0.tag) < ($0.lift, $1.tag) }.prefix(3).map(\.tag)
  }
}
