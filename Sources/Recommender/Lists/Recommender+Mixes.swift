import Candor

/// An endless list around one taste.
public struct Mix: Hashable, Sendable {
  /// From 1, the strongest taste first.
  public let number: Int
  public let term: Term
  /// The answers and acts that made the taste.
  public let inputs: [Input]
}

extension Recommender {
  /// So many items a mix has at least, if the model knows what is near to its own.
  private static var smallestMix: Int { 24 }

  /// One mix for each of the strongest tastes, at most six.
  ///
  /// Creators need at least three items of their own, or the mix would have nothing to play.
  public func mixes(_ permitted: Permitted) -> [Mix] {
    let told = Told(permitted)
    let voice = 1 / Double(max(1, told.acts.count)).squareRoot()
    var weights: [Int: Double] = [:]
    var inputs: [Int: [Input]] = [:]
    func add(_ tag: Int, _ weight: Double, _ input: Input) {
      weights[tag, default: 0] += weight
      if weight > 0, inputs[tag]?.contains(input) != true { inputs[tag, default: []].append(input) }
    }
    for taste in told.declared {
      if let tag = catalogue.tag(of: taste.term) { add(tag, taste.weight, taste.input) }
    }
    for act in told.acts {
      guard let place = act.item.flatMap(catalogue.place(of:)) else { continue }
      for tag in catalogue.terms[place] { add(tag, voice * act.voice, .act(act.object)) }
    }
    let strong = weights.filter { $0.value > 0 && catalogue.postings[$0.key].count >= 3 }
    let order = strong.sorted {
      ($1.value, catalogue.vocabulary[$0.key].name) < ($0.value, catalogue.vocabulary[$1.key].name)
    }
    return order.prefix(6).enumerated().map { index, taste in
      Mix(number: index + 1, term: catalogue.spelled(taste.key), inputs: inputs[taste.key] ?? [])
    }
  }

  /// A page of a mix, and the cursor of the next: there always is one.
  ///
  /// - Parameter position: 0, or the cursor of an earlier page.
  public func page(
    of mix: Mix,
    for permitted: Permitted,
    from position: Int,
    count: Int
  ) -> (picks: PickList, next: Int) {
    page(of: mix, Scores(Told(permitted), by: self, everything: true), from: position, count: count)
  }

  /// The first page of every mix, for one reading of the tastes.
  public func openings(
    of mixes: [Mix],
    for permitted: Permitted,
    count: Int
  ) -> [(mix: Mix, picks: PickList, next: Int)] {
    let scores = Scores(Told(permitted), by: self, everything: true)
    return mixes.map { mix in
      let page = page(of: mix, scores, from: 0, count: count)
      return (mix, page.picks, page.next)
    }
  }

  private func page(
    of mix: Mix,
    _ scores: Scores,
    from position: Int,
    count: Int
  ) -> (picks: PickList, next: Int) {
    let deck = deck(of: mix, scores)
    guard deck.size > 0 else { return (PickList([]), position) }
    // A page is never longer than half of the mix, or it would repeat itself.
    let count = min(count, max(1, deck.size - deck.size / 2))
    let places = deck.places(position..<(position + count))
    let picks = places.map { place in
      Pick(catalogue[place], score: Double(scores[place]), whys: scores.whys(for: place))
    }
    return (PickList(picks), position + count)
  }

  /// All that a mix plays: what carries its term and, when that is little, what goes together with it.
  private func deck(of mix: Mix, _ scores: Scores) -> Deck {
    let told = scores.told
    let (dismissed, liked) = (told.dismissed, Set(told.liked))
    let own = catalogue.tag(of: mix.term).map { catalogue.postings[$0] } ?? []
    // What only goes together with the mix comes now and then, not first.
    let playable = own.map { ($0, Float(1)) } + near(own).map { ($0, Float(0.1)) }
    let cards = playable.filter { !dismissed.contains(catalogue[$0.0].id) }.map { place, share in
      Deck.Card(
        place: place,
        weight: max(0.005, scores[place]) * share,
        isFamiliar: liked.contains(catalogue[place].id)
      )
    }
    return Deck(cards, seed: told.person.bytes + Array(mix.term.key.name.utf8))
  }

  private func near(_ own: [Int]) -> [Int] {
    guard let items = model?.items, own.count < Self.smallestMix else { return [] }
    var sums = [Float](repeating: 0, count: catalogue.items.count)
    sums.withUnsafeMutableBufferPointer { sums in
      for place in own { items.add(place, to: sums) }
      for place in own { sums[place] = 0 }
    }
    var strongest = Strongest(Self.smallestMix - own.count)
    for (place, sum) in sums.enumerated() where sum > 0 { strongest.take(sum, at: place) }
    return strongest.ordered.map(\.place)
  }
}
