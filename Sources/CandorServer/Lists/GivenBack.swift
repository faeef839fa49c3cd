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
    /// Of a list that stays for a week.
    var stay: Stay?
  }

  /// For how long a list stays as it is.
  struct Stay: Sendable {
    let week: Week
    /// When the next one is due.
    let until: Date
    /// What made it; nil when nothing was learned yet.
    let model: Gift.Model?
    /// Whether it was made just now, and is not written down yet.
    let isNew: Bool
  }

  struct MixOutcome: Sendable {
    let benefit: Benefit
    let mix: Mix
    let list: PickList
    let next: Int
  }

  /// What made the lists that are made at every look.
  let model: Gift.Model?
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
    from stock: Stock,
    at now: Date
  ) {
    let recommender = stock.recommender
    model = stock.model
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
        Self.weekly(benefit, permitted, record, stock, house.rules.company.zone, at: now)
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

  /// The list that was given for this week, or else the one to give.
  private static func weekly(
    _ benefit: Benefit,
    _ permitted: Permitted,
    _ record: Record,
    _ stock: Stock,
    _ home: TimeZone,
    at now: Date
  ) -> Outcome {
    let zone = permitted.zone(otherwise: home)
    let week = Week(at: now, in: zone)
    // What helped to choose the list has to be permitted still: it may have run out since.
    let kept = record.kept[benefit.name].flatMap { kept in
      kept.week == week && kept.because.isSubset(of: permitted.inputs) ? kept : nil
    }
    let list =
      if let kept {
        stock.recommender.explained(kept.items, for: permitted)
      } else {
        stock.recommender.discover(permitted, in: week)
      }
    // What is the same for everybody is not kept, and changes with everybody.
    guard kept != nil || list.isPersonal else {
      return Outcome(benefit: benefit, list: list, reasons: [])
    }
    let stay = Stay(
      week: week,
      until: week.next.start(in: zone),
      model: kept.map { $0.model } ?? stock.model,
      isNew: kept == nil
    )
    return Outcome(benefit: benefit, list: list, reasons: [], stay: stay)
  }

  /// The lists as events: only what the person's own words moved counts as given for them.
  ///
  /// - Parameter lists: those that were earned just now; a new list for the week is given anyway.
  func gifts(_ lists: Set<Benefit.List>) -> [Gift] {
    var gifts: [Gift] = []
    if let discover, let stay = discover.stay, stay.isNew {
      gifts.append(discover.list.gift(as: discover.benefit, for: stay.week, by: stay.model))
    }
    if let radar, lists.contains(.radar), radar.list.isPersonal {
      gifts.append(radar.list.gift(as: radar.benefit, by: model))
    }
    if lists.contains(.mixes) {
      gifts += mixes.map { $0.list.gift(as: $0.benefit, by: model) }
    }
    return gifts
  }
}

extension PickList {
  fileprivate func gift(
    as benefit: Benefit,
    for week: Week? = nil,
    by model: Gift.Model?
  ) -> Gift {
    let items = picks.map(\.item.id)
    return Gift(benefit: benefit.name, items: items, because: because, week: week, model: model)
  }
}
