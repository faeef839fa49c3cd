import Candor
import Foundation

/// The score of every item for one person, and what made it.
///
/// A sum over inputs, so every reason can be given with its share: what the model learned from items
/// that people have together, and what tastes say, which fades as acts accumulate.
struct Scores {
  /// One input's part in the score of one item.
  struct Part {
    let input: Input
    /// What the two have in common; nil when it was learned from what people have together.
    let term: Int?
    var amount: Float
  }

  private let recommender: Recommender
  let told: Told
  /// What items the model knows, and the person has.
  private let items: [(input: Input, place: Int)]
  private let tastes: [(input: Input, tag: Int, weight: Float)]
  /// How loud tastes are beside acts.
  private let fade: Float
  /// What speaks for each item, for the person alone.
  private(set) var personal: [Float]

  /// - Parameter everything: whether also the genres and creators of items that the model knows speak,
  ///   as they must for items that nobody has touched yet.
  init(_ told: Told, by recommender: Recommender, everything: Bool = false) {
    let catalogue = recommender.catalogue
    self.recommender = recommender
    self.told = told
    let liked = Set(told.liked)
    var items: [(input: Input, place: Int)] = []
    var tastes = told.declared.compactMap { taste in
      catalogue.tag(of: taste.term).map {
        (input: taste.input, tag: $0, weight: Float(taste.weight))
      }
    }
    // Many acts share the voice of one answer: each weighs 1/sqrt(n), so that a long history speaks
    // louder than a short one, but does not drown what the person said.
    let share = 1 / Float(max(1, told.acts.count)).squareRoot()
    var taken: Set<Int> = []
    for act in told.acts {
      guard let place = act.item.flatMap(catalogue.place(of:)) else { continue }
      let isKnown = liked.contains(catalogue[place].id) && recommender.knows(place)
      if isKnown, taken.insert(place).inserted { items.append((.act(act.object), place)) }
      guard !isKnown || everything else { continue }
      let weight = share * Float(act.voice)
      tastes += catalogue.terms[place].map { (.act(act.object), $0, weight) }
    }
    self.items = items
    self.tastes = tastes
    fade = Self.fade(after: items.count)
    personal = recommender.sum(
      items.map(\.place),
      tastes.map { ($0.tag, $0.weight) },
      fade: fade
    )
  }

  /// How loud tastes are beside so many acts.
  ///
  /// What a person said fades as they show it; it never falls silent. Found on validation data.
  static func fade(after acts: Int) -> Float { 0.0125 + 0.1875 * exp(-Float(acts) / 12) }

  /// The score of an item: what speaks for it for this person, on top of what speaks for anybody.
  subscript(place: Int) -> Float {
    personal[place] + fade * recommender.tastes.intercept[place]
  }

  /// Each input's part in what speaks for one item for this person: they add up to it.
  ///
  /// An input speaks once for a term: what was read and then dismissed may speak against it.
  func parts(of place: Int) -> [Part] {
    var parts: [Part] = []
    func add(_ input: Input, _ term: Int?, _ amount: Float) {
      guard amount != 0 else { return }
      if let index = parts.firstIndex(where: { $0.input == input && $0.term == term }) {
        parts[index].amount += amount
      } else {
        parts.append(Part(input: input, term: term, amount: amount))
      }
    }
    for item in items {
      add(item.input, nil, recommender.model?.items.weight(of: item.place, for: place) ?? 0)
    }
    for taste in tastes {
      let weight = taste.weight * fade
      let part = recommender.tastes.part(of: taste.tag, weight, for: place, recommender.catalogue)
      add(taste.input, taste.tag, part)
    }
    return parts
  }

  /// What spoke for an item, the strongest first, with its share.
  func whys(for place: Int) -> [Why] {
    let itself = Input.act(.item(recommender.catalogue[place].id))
    let speaking = parts(of: place).filter { $0.amount > 0 && $0.input != itself }
    let whole = speaking.reduce(0) { $0 + Double($1.amount) }
    return speaking.sorted { $0.amount > $1.amount }.map { part in
      Why(
        input: part.input,
        term: part.term.map(recommender.catalogue.spelled),
        share: Double(part.amount) / whole
      )
    }
  }
}

extension Recommender {
  /// The score of every item for a bare profile, those that it has included.
  public func scores(for profile: Profile) -> [Float] {
    let fade = Scores.fade(after: profile.items.count)
    let personal = sum(profile.items.map(Int.init), profile.tags.map { (Int($0), 1) }, fade: fade)
    return zip(personal, tastes.intercept).map { $0 + fade * $1 }
  }

  /// What items and tastes say for each item.
  fileprivate func sum(_ items: [Int], _ told: [(tag: Int, weight: Float)], fade: Float) -> [Float]
  {
    var sums = [Float](repeating: 0, count: catalogue.items.count)
    for taste in told { tastes.add(taste.tag, taste.weight * fade, to: &sums, catalogue) }
    sums.withUnsafeMutableBufferPointer { sums in
      for item in items { model?.items.add(item, to: sums) }
    }
    return sums
  }
}
