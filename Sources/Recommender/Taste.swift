import Candor

/// How much one input speaks for a genre or a creator; below zero, against it.
struct Taste {
  let input: Input
  let term: Term
  let weight: Double
}

extension Permitted {
  /// The tastes in what was declared: each value names a genre or a creator.
  var declaredTastes: [Taste] {
    facts.flatMap { fact -> [Taste] in
      guard let match = fact.attribute.matches else { return [] }
      let names: [String] =
        switch fact.value {
        case .text(let text): [text]
        case .list(let texts): texts
        case .number: fact.attribute.term.map { [$0] } ?? []
        case .day: []
        }
      return names.map {
        Taste(
          input: .attribute(fact.attribute.name),
          term: Term(match, $0).key,
          weight: fact.strength
        )
      }
    }
  }

  /// Items that the person has met here: nobody wants to discover them again.
  var seen: Set<Item.ID> {
    Set(acts.compactMap { if case .item(let item) = $0.object { item } else { nil } })
  }

  var dismissed: Set<Item.ID> {
    Set(
      acts.compactMap {
        if case .item(let item) = $0.object, $0.kind == .dismiss { item } else { nil }
      }
    )
  }

  /// Creators that the person follows here or named in an answer, as term keys.
  var chosenCreators: Set<Term> {
    let followed = acts.compactMap { act -> Term? in
      if case .creator(let name) = act.object { Term(.creator, name).key } else { nil }
    }
    let named = declaredTastes.filter { $0.term.match == .creator && $0.weight > 0 }.map(\.term)
    return Set(followed + named)
  }
}

extension Recommender {
  /// What acts say of the genres and creators of their items.
  ///
  /// Many acts share the voice of one answer: each weighs 1/sqrt(n), so that a long history speaks
  /// louder than a short one, but does not drown what the person said.
  func actedTastes(_ acts: [Act]) -> [Taste] {
    let voice = 1 / Double(max(1, acts.count)).squareRoot()
    return acts.flatMap { act -> [Taste] in
      let input = Input.act(act.object)
      switch act.object {
      case .creator(let name):
        return [Taste(input: input, term: Term(.creator, name).key, weight: 1)]
      case .item(let id):
        guard let place = places[id] else { return [] }
        let weight = voice * Self.weight(of: act.kind)
        return terms[place].map { Taste(input: input, term: vocabulary[$0], weight: weight) }
      }
    }
  }

  private static func weight(of kind: Act.Kind) -> Double {
    switch kind {
    case .like: 1
    case .follow: 1
    case .read: 0.4
    case .dismiss: -0.6
    }
  }
}
