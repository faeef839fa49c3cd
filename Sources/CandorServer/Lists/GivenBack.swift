import Candor
import Foundation
import Recommender

/// The lists that a record earns, as the Gate permits them.
struct GivenBack: Sendable {
  struct Outcome: Sendable {
    let benefit: Benefit
    let list: PickList
    /// Why the Gate refused to make it personal; empty when it did not.
    let reasons: [RefusalReason]
  }

  struct MixOutcome: Sendable {
    let benefit: Benefit
    let mix: Mix
    let list: PickList
    let next: Int
  }

  let discover: Outcome?
  let radar: Outcome?
  let mixes: [MixOutcome]
  /// Why there are no mixes, if the Gate refused them.
  let mixReasons: [RefusalReason]

  /// How many picks are on a page of a mix.
  static let mixPage = 10

  /// - Parameter lists: those to make; the others stay away.
  init(
    _ lists: Set<Benefit.List> = Set(Benefit.List.allCases),
    to record: Record,
    by house: House,
    from recommender: Recommender,
    at now: Date
  ) {
    func decide(_ list: Benefit.List) -> (Benefit, Decision)? {
      guard lists.contains(list), let benefit = house.rules.benefit(for: list),
        let purpose = benefit.purpose
      else {
        return nil
      }
      return (benefit, house.gate.decideWidest(purpose, on: record, at: now))
    }
    discover = decide(.discover).map { benefit, decision in
      switch decision {
      case .allowed(let permitted):
        Outcome(benefit: benefit, list: recommender.discover(permitted), reasons: [])
      case .refused(let reasons):
        Outcome(benefit: benefit, list: recommender.popular(), reasons: reasons)
      }
    }
    radar = decide(.radar).map { benefit, decision in
      switch decision {
      case .allowed(let permitted):
        Outcome(benefit: benefit, list: recommender.radar(permitted, at: now), reasons: [])
      case .refused(let reasons):
        Outcome(benefit: benefit, list: recommender.radar(nil, at: now), reasons: reasons)
      }
    }
    switch decide(.mixes) {
    case (let benefit, .allowed(let permitted))?:
      mixReasons = []
      let mixes = recommender.mixes(permitted)
      let openings = recommender.openings(of: mixes, for: permitted, count: Self.mixPage)
      self.mixes = openings.map {
        MixOutcome(benefit: benefit, mix: $0.mix, list: $0.picks, next: $0.next)
      }
    case (_, .refused(let reasons))?:
      mixReasons = reasons
      mixes = []
    case nil:
      mixReasons = []
      mixes = []
    }
  }

  /// The lists as events: only what the person's own words moved counts as given for them.
  func gifts(_ lists: Set<Benefit.List>) -> [Gift] {
    var gifts: [Gift] = []
    for (list, outcome) in [(Benefit.List.discover, discover), (.radar, radar)] {
      if let outcome, lists.contains(list), outcome.list.isPersonal {
        gifts.append(outcome.list.gift(as: outcome.benefit))
      }
    }
    if lists.contains(.mixes) { gifts += mixes.map { $0.list.gift(as: $0.benefit) } }
    return gifts
  }
}

extension PickList {
  fileprivate func gift(as benefit: Benefit) -> Gift {
    Gift(benefit: benefit.name, items: picks.map(\.item.id), because: because)
  }
}
