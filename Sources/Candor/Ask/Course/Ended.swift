/// How an experience ends for somebody: an outcome, and the items that fit.
public struct Ended: Sendable {
  /// One item, and why it is there.
  public struct Pick: Sendable, Hashable {
    public let item: Item.ID
    /// The wishes that it fulfils; none: it fills the list.
    public let because: [Because]
    /// Whether it fulfils every wish of the outcome.
    public let isExact: Bool
  }

  /// A wish that an item fulfils.
  public struct Because: Sendable, Hashable {
    /// The genre, creator or kind, as the catalogue spells it.
    public let word: String
    /// The question whose answer names it; nil when the outcome itself does.
    public let question: Question.Name?
  }

  public let outcome: Outcome
  /// The outcome's own words, filled in.
  public let title: String
  public let text: String?
  /// The questions whose answers chose the outcome; none: it is the one for everybody.
  public let questions: [Question.Name]
  public let picks: [Pick]
}

extension Experience {
  /// The end, from nothing but what the Gate let through.
  ///
  /// An outcome whose condition reads what was not let through is passed over, as if it were not
  /// there: it may neither hold nor fail by what it must not see.
  ///
  /// - Returns: nil without a match, for another purpose than its own, or when no outcome holds.
  public func end(from permitted: Permitted, among items: some Sequence<Item>) -> Ended? {
    guard let match, permitted.use.purpose == match.purpose, permitted.use.recipient == nil else {
      return nil
    }
    let facts = Dictionary(permitted.facts.map { ($0.attribute.name, $0.value) }) { first, _ in
      first
    }
    var answers: [Question.Name: Answer] = [:]
    for question in questions {
      answers[question.name] = facts[question.attribute].map { Answer($0) }
    }
    let course = Course(self, answers, at: permitted.time)
    let seen = permitted.use.attributes
    let open = (outcomes ?? []).filter { outcome in
      questions(readBy: outcome).allSatisfy { seen.contains($0.attribute) }
    }
    guard let outcome = course.outcome(among: open) else { return nil }
    let words = outcome.picks.map { course.words($0) } ?? []
    return Ended(
      outcome: outcome,
      title: outcome.title.filled(course.displayAtEnd),
      text: outcome.text?.filled(course.displayAtEnd),
      questions: questions(readBy: outcome).map(\.name),
      picks: words.isEmpty ? [] : match.picks(words, among: items)
    )
  }

  /// The questions that a condition depends on, whatever lies between.
  func questions(readBy outcome: Outcome) -> [Question] {
    var open = outcome.when.map { Set($0.names.map(\.root)) } ?? []
    if !open.isDisjoint(with: Course.scoreNames) {
      let scored = questions.filter(\.isScored)
      open.formUnion(scored.map(\.name.rawValue))
    }
    let reads = Dictionary(readings.ordered.map { ($0.name, $0.reads) }) { first, _ in first }
    var read: Set<String> = []
    while let name = open.popFirst() {
      guard read.insert(name).inserted else { continue }
      open.formUnion(reads[name] ?? [])
    }
    return questions.filter { read.contains($0.name.rawValue) }
  }
}

extension Course {
  /// What a wish comes to: each word, and the question that named it.
  fileprivate func words(_ picks: Outcome.Picks) -> [Wish] {
    picks.wishes.map { key, words in
      Wish(
        key: key,
        words: words.flatMap { word -> [Ended.Because] in
          guard let name = word.wholeMatch(of: /\{([^{}]+)\}/).map({ String($0.1).trimmed }) else {
            return [Ended.Because(word: word, question: nil)]
          }
          let question = experience.question(Question.Name(name))?.name
          return scope.values[name, default: .empty].words
            .map { Ended.Because(word: $0, question: question) }
        }
      )
    }
  }
}

/// What an item can fulfil.
private struct Wish {
  let key: String
  let words: [Ended.Because]

  /// The first word that the item has.
  func fulfilled(by item: Item) -> Ended.Because? {
    let has: [String] =
      switch key {
      case "genres": item.genres
      case "creators": item.creators
      case "kinds": item.kind.map { [$0] } ?? []
      default: [item.id.rawValue]
      }
    let spelled = Dictionary(has.map { ($0.folded, $0) }) { first, _ in first }
    for because in words {
      guard let word = spelled[because.word.folded] else { continue }
      return Ended.Because(word: word, question: because.question)
    }
    return nil
  }
}

extension Match {
  /// The items that fulfil most wishes first; of those alike, what most people read.
  fileprivate func picks(_ wishes: [Wish], among items: some Sequence<Item>) -> [Ended.Pick] {
    let found = items.compactMap { item -> (item: Item, because: [Ended.Because])? in
      let because = wishes.compactMap { $0.fulfilled(by: item) }
      let fits = fill == .fallback || because.count == wishes.count
      return fits ? (item, because) : nil
    }
    let best = found.sorted {
      ($1.because.count, $1.item.popularity, $0.item.id)
        < ($0.because.count, $0.item.popularity, $1.item.id)
    }
    return best.prefix(count ?? 5).map { item, because in
      Ended.Pick(item: item.id, because: because, isExact: because.count == wishes.count)
    }
  }
}

extension Operand {
  fileprivate var words: [String] {
    switch self {
    case .list(let elements): elements.flatMap(\.words)
    case .empty: []
    default: [description]
    }
  }
}

extension String {
  fileprivate var folded: String { trimmed.lowercased() }
}
