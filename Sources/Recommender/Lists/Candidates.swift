import Candor

/// What could be picked for a person: items that are new to them and that something they told speaks
/// for.
struct Candidates {
  let scores: Scores
  private let recommender: Recommender
  /// For each item, whether the person has met it.
  private let isMet: [Bool]

  init(_ told: Told, by recommender: Recommender) {
    self.recommender = recommender
    scores = Scores(told, by: recommender)
    var isMet = [Bool](repeating: false, count: recommender.catalogue.items.count)
    for item in told.seen {
      if let place = recommender.catalogue.place(of: item) { isMet[place] = true }
    }
    self.isMet = isMet
  }

  func contains(_ place: Int) -> Bool { !isMet[place] && scores.personal[place] > 0 }

  func isMet(_ place: Int) -> Bool { isMet[place] }

  /// The best ones, best first.
  func best(_ most: Int) -> [(place: Int, score: Float)] {
    var strongest = Strongest(most)
    for place in isMet.indices where contains(place) {
      let score = scores[place]
      if score > strongest.threshold { strongest.take(score, at: place) }
    }
    return strongest.ordered.map { ($0.place, $0.size) }
  }

  /// Where an item stands among all, from 1; nil when it is not among them.
  func rank(of place: Int) -> Int? {
    guard contains(place) else { return nil }
    let score = scores[place]
    var better = 0
    for other in isMet.indices where contains(other) {
      let another = scores[other]
      if another > score || another == score && other < place { better += 1 }
    }
    return better + 1
  }
}

/// Makes picks with their reasons, and with what would be without the first of them.
struct Explainer {
  private let recommender: Recommender
  let candidates: Candidates
  /// For each input, what could be picked if it were muted.
  private var without: [Input: Candidates] = [:]

  init(_ told: Told, by recommender: Recommender) {
    self.recommender = recommender
    candidates = Candidates(told, by: recommender)
  }

  mutating func pick(_ place: Int) -> Pick {
    let whys = candidates.scores.whys(for: place)
    return Pick(
      recommender.catalogue[place],
      score: Double(candidates.scores[place]),
      whys: whys,
      rank: candidates.rank(of: place),
      rankWithout: whys.first.flatMap { rank(of: place, without: $0.input) }
    )
  }

  private mutating func rank(of place: Int, without input: Input) -> Int? {
    if let known = without[input] { return known.rank(of: place) }
    let others = Candidates(candidates.scores.told.without(input), by: recommender)
    without[input] = others
    return others.rank(of: place)
  }
}
