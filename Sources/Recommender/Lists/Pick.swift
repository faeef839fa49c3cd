import Candor

/// An item in a list, with the reasons why it is there.
public struct Pick: Sendable {
  public let item: Item
  /// Its score in this list; only the order means anything to a person.
  public let score: Double
  /// What spoke for it, the strongest first.
  ///
  /// Empty: it is there because many people read it.
  public let whys: [Why]
  /// Where it stands among all that could be picked, from 1; nil when nothing spoke for it.
  public let rank: Int?
  /// Where it would stand without the input of the first why; nil when it would be out of reach.
  public let rankWithout: Int?

  init(_ item: Item, score: Double, whys: [Why] = [], rank: Int? = nil, rankWithout: Int? = nil) {
    self.item = item
    self.score = score
    self.whys = whys
    self.rank = rank
    self.rankWithout = rankWithout
  }
}

/// One reason for a pick.
public struct Why: Hashable, Sendable {
  /// The answer or the act.
  public let input: Input
  /// What the input and the item have in common; nil when it was learned from what people have
  /// together.
  public let term: Term?
  /// The part of everything that spoke for the pick which this reason carries, from 0 to 1.
  public let share: Double
}

/// A genre or a creator.
public struct Term: Hashable, Sendable {
  public let match: Attribute.Match
  public let name: String

  public init(_ match: Attribute.Match, _ name: String) {
    self.match = match
    self.name = name
  }

  /// People write names in their own way: case and outer space do not count.
  var key: Term { Term(match, name.trimmed.lowercased()) }
}

/// A list, and whether anything that the person told moved it.
public struct PickList: Sendable {
  public let picks: [Pick]
  public let isPersonal: Bool

  /// - Parameter leavesOut: whether something is missing because of what the person did or said.
  init(_ picks: [Pick], leavesOut: Bool = false) {
    self.picks = picks
    self.isPersonal = leavesOut || picks.contains { !$0.whys.isEmpty }
  }

  /// How many of the picks each input helped to choose.
  public var because: [Input: Int] {
    var counts: [Input: Int] = [:]
    for pick in picks {
      for input in Set(pick.whys.map(\.input)) { counts[input, default: 0] += 1 }
    }
    return counts
  }
}
