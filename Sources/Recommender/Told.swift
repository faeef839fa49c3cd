import Candor

/// What the Gate let through, as far as lists are made from it.
struct Told: Sendable {
  /// How much one input speaks for a genre or a creator; below zero, against it.
  struct Taste: Sendable {
    let input: Input
    let term: Term
    let weight: Double
  }

  let person: Person.ID
  /// Each value of an answer names a genre or a creator; so does who is followed.
  let declared: [Taste]
  /// The oldest first.
  let acts: [Act]

  private init(person: Person.ID, declared: [Taste], acts: [Act]) {
    self.person = person
    self.declared = declared
    self.acts = acts
  }

  init(_ permitted: Permitted) {
    let answers = permitted.facts.flatMap(\.tastes)
    let follows = permitted.acts.compactMap { act -> Taste? in
      guard case .creator(let name) = act.object else { return nil }
      return Taste(input: .act(act.object), term: Term(.creator, name).key, weight: 1)
    }
    self.init(person: permitted.person, declared: answers + follows, acts: permitted.acts)
  }

  /// As if the person had muted one input.
  func without(_ input: Input) -> Told {
    Told(
      person: person,
      declared: declared.filter { $0.input != input },
      acts: acts.filter { .act($0.object) != input }
    )
  }

  var isEmpty: Bool { declared.isEmpty && acts.isEmpty }

  /// Items that the person has met here: nobody wants to discover them again.
  var seen: Set<Item.ID> {
    Set(acts.compactMap(\.item))
  }

  var dismissed: Set<Item.ID> {
    Set(acts.compactMap { $0.kind == .dismiss ? $0.item : nil })
  }

  /// Items that were read or liked and not dismissed, the first met first.
  var liked: [Item.ID] {
    let dismissed = dismissed
    var met: Set<Item.ID> = []
    return acts.compactMap(\.item).filter { !dismissed.contains($0) && met.insert($0).inserted }
  }

  /// Creators that the person follows here or named in an answer, as term keys.
  var chosenCreators: Set<Term> {
    Set(declared.filter { $0.term.match == .creator && $0.weight > 0 }.map(\.term))
  }
}

extension Act {
  var item: Item.ID? {
    if case .item(let item) = object { item } else { nil }
  }

  /// How much it speaks for what its item is of.
  var voice: Double {
    switch kind {
    case .like, .follow: 1
    case .read: 0.4
    case .dismiss: -0.6
    }
  }
}

extension Permitted.Fact {
  fileprivate var tastes: [Told.Taste] {
    guard let match = attribute.matches else { return [] }
    let names: [String] =
      switch value {
      case .text(let text): [text]
      case .list(let texts): texts
      case .number: attribute.term.map { [$0] } ?? []
      case .day, .flag, .table: []
      }
    return names.map {
      Told.Taste(input: .attribute(attribute.name), term: Term(match, $0).key, weight: strength)
    }
  }
}
