import Candor
import Foundation

/// The Discover list of a week that is over.
struct PastWeek: Sendable {
  let week: Week
  let gift: Gift
  /// When it was given.
  let given: Date
}

extension House {
  /// So many weeks are told of.
  static let weeks = 52

  /// What Discover gave somebody in the weeks before this one, the newest first.
  ///
  /// Of a week in which the list was made anew, the last one.
  func pastWeeks(of person: Person.ID) async throws -> [PastWeek] {
    guard let benefit = rules.benefit(for: .discover) else { return [] }
    let record = try await vault.record(of: person)
    let now = now()
    let zone =
      permitted(record, at: now)?.zone(otherwise: rules.company.zone) ?? rules.company.zone
    let week = Week(at: now, in: zone)
    var past: [Week: PastWeek] = [:]
    for event in try await vault.events(of: person) {
      guard case .given(let gift) = event.content, gift.benefit == benefit.name,
        let of = gift.week, of < week
      else { continue }
      past[of] = PastWeek(week: of, gift: gift, given: event.time)
    }
    return Array(past.values.sorted { $0.week > $1.week }.prefix(Self.weeks))
  }
}
