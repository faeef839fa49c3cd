import Candor
import Foundation

/// Makes lists from what the Gate permitted: declared tastes against genres and creators, times
/// popularity, with a cap on creators and some spread over genres.
///
/// A content model in the sense of Lops, de Gemmis and Semeraro (Recommender Systems Handbook,
/// 2011): items and tastes are vectors over genres and creators, weighted by inverse document
/// frequency. Every score is a sum over inputs, so every reason can be given with its share.
public struct Recommender: Sendable {
  let items: [Item]
  let lists: Lists
  let places: [Item.ID: Int]
  /// Every genre and creator, once.
  let vocabulary: [Term]
  /// For each item, the indexes of its terms in the vocabulary.
  let terms: [[Int]]
  /// For each term, the places of the items that carry it.
  let postings: [Term: [Int]]
  /// For each term, from 0.2 (on every item) to 1 (on one).
  private let rarity: [Term: Double]
  /// For each item, how many people are known to have read it.
  private var popularity: [Int] = []
  /// Of the most popular item when the catalogue was read: the measure of appeal.
  private var most = 1.0
  /// For each item, from 0.05 to 1: popularity, damped so that the known does not drown the near.
  private(set) var appeal: [Double] = []
  /// Places of the items, the most popular first.
  private(set) var byPopularity: [Int] = []

  /// - Parameter tally: how many people read or like each item here.
  public init(_ items: [Item], tally: [Item.ID: Int], lists: Lists) {
    self.items = items
    self.lists = lists
    var places: [Item.ID: Int] = [:]
    var index: [Term: Int] = [:]
    var vocabulary: [Term] = []
    var postings: [Term: [Int]] = [:]
    var terms: [[Int]] = []
    for (place, item) in items.enumerated() {
      places[item.id] = place
      let carried =
        item.genres.map { Term(.genre, $0).key } + item.creators.map { Term(.creator, $0).key }
      var seen: Set<Term> = []
      terms.append([])
      for term in carried where seen.insert(term).inserted {
        let number = index[term] ?? vocabulary.count
        if number == vocabulary.count {
          index[term] = number
          vocabulary.append(term)
        }
        terms[place].append(number)
        postings[term, default: []].append(place)
      }
    }
    self.places = places
    self.vocabulary = vocabulary
    self.terms = terms
    self.postings = postings
    let whole = log(Double(max(2, items.count)))
    self.rarity = postings.mapValues { max(0.2, 1 - log(Double($0.count)) / whole) }
    popularity = items.map { $0.popularity + (tally[$0.id] ?? 0) }
    most = Double(max(1, popularity.max() ?? 1))
    byPopularity = items.indices.sorted { isBefore($0, $1) }
    appeal = items.indices.map { appeal(of: $0) }
  }

  public func has(_ item: Item.ID) -> Bool { places[item] != nil }

  public func item(_ id: Item.ID) -> Item? { places[id].map { items[$0] } }

  /// Adds to the counts of what is read here, without ordering the whole catalogue anew.
  public mutating func count(_ changes: [Item.ID: Int]) {
    for (id, change) in changes {
      guard let place = places[id] else { continue }
      byPopularity.remove(at: rank(of: place))
      popularity[place] += change
      byPopularity.insert(place, at: rank(of: place))
      appeal[place] = appeal(of: place)
    }
  }

  /// The first rank that is not before the item's: its own when it is in the order.
  private func rank(of place: Int) -> Int {
    var ranks = byPopularity.startIndex..<byPopularity.endIndex
    while !ranks.isEmpty {
      let middle = ranks.lowerBound + ranks.count / 2
      if isBefore(byPopularity[middle], place) {
        ranks = (middle + 1)..<ranks.upperBound
      } else {
        ranks = ranks.lowerBound..<middle
      }
    }
    return ranks.lowerBound
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    (popularity[right], left) < (popularity[left], right)
  }

  private func appeal(of place: Int) -> Double {
    0.05 + 0.95 * min(1, pow(Double(max(0, popularity[place])) / most, 0.4))
  }

  /// The items whose count this person adds one to: read or liked, and not taken back.
  public static func counted(_ permitted: Permitted) -> Set<Item.ID> {
    let liked = permitted.acts.compactMap { act -> Item.ID? in
      guard case .item(let item) = act.object, act.kind == .read || act.kind == .like else {
        return nil
      }
      return item
    }
    return Set(liked).subtracting(permitted.dismissed)
  }
}

extension Recommender {
  /// What one input adds to the score of one item.
  struct Contribution {
    let input: Input
    let term: Term
    var amount: Double
  }

  func tastes(_ permitted: Permitted) -> [Taste] {
    permitted.declaredTastes + actedTastes(permitted.acts)
  }

  /// The score of every item that any taste speaks for or against.
  func scores(_ tastes: [Taste]) -> [Int: Double] {
    var strength: [Term: Double] = [:]
    var order: [Term] = []
    for taste in tastes {
      if strength[taste.term] == nil { order.append(taste.term) }
      strength[taste.term, default: 0] += taste.weight
    }
    // In the order of the tastes: a sum of fractions depends on the order of its parts.
    var scores: [Int: Double] = [:]
    for term in order {
      let amount = (strength[term] ?? 0) * (rarity[term] ?? 0)
      for place in postings[term] ?? [] {
        scores[place, default: 0] += amount * share(of: term, in: place) * appeal[place]
      }
    }
    return scores
  }

  /// Each input's part in the score of one item: they add up to it.
  func contributions(_ tastes: [Taste], to place: Int) -> [Contribution] {
    let carried = Set(terms[place].map { vocabulary[$0] })
    return tastes.filter { carried.contains($0.term) }.map { taste in
      let amount =
        taste.weight * (rarity[taste.term] ?? 0) * share(of: taste.term, in: place) * appeal[place]
      return Contribution(input: taste.input, term: taste.term, amount: amount)
    }
  }

  /// An item of many genres is less of each, but not by much: great works are often mixed.
  private func share(of term: Term, in place: Int) -> Double {
    let genres = max(1, items[place].genres.count)
    return term.match == .creator ? 1 : pow(Double(genres), -0.25)
  }

  /// The pick, with what spoke for it.
  func pick(_ place: Int, _ score: Double, _ tastes: [Taste]) -> Pick {
    let item = items[place]
    // An input speaks once for a term: what was read and then dismissed may speak against it.
    var speaking: [Contribution] = []
    for part in contributions(tastes, to: place) {
      if let index = speaking.firstIndex(where: { $0.input == part.input && $0.term == part.term })
      {
        speaking[index].amount += part.amount
      } else {
        speaking.append(part)
      }
    }
    speaking.removeAll { $0.amount <= 0 }
    let whole = speaking.reduce(0) { $0 + $1.amount }
    let whys = speaking.sorted { $0.amount > $1.amount }.map { part in
      Why(input: part.input, term: spelled(part.term), share: part.amount / whole)
    }
    return Pick(item: item, score: score, whys: whys)
  }

  /// The term as the catalogue spells it.
  func spelled(_ term: Term) -> Term {
    guard let place = postings[term]?.first else { return term }
    let names = term.match == .genre ? items[place].genres : items[place].creators
    return Term(term.match, names.first { Term(term.match, $0).key == term } ?? term.name)
  }
}
