import Candor
import Foundation

extension House {
  /// Writes down what a browser asks: once while it stands.
  func signal(
    _ signal: Signal,
    by person: Person.ID,
    _ wish: Wish = Wish()
  ) async throws -> Changed {
    try await change(person, wish) { record in record.contents(of: signal) }
  }

  /// Whether a browser that is at the pages, or was before, says no to a consent.
  func isOptedOut(of consent: Consent, _ context: CandorContext) -> Bool {
    guard context.signal != nil || context.optOut != nil else { return false }
    return consent.recipient.flatMap { rules.recipient($0) }?.role == .partner
  }

  /// What becomes of the signal, for the person whose browser sent it; nil when there is none.
  func tellsOfOptOut(_ context: CandorContext) -> String? {
    guard context.signal != nil || context.optOut != nil else { return nil }
    let names = rules.recipients.filter { recipient in
      context.optOut?.despite.keys.contains { $0.recipient == recipient.name } ?? false
    }
    guard !names.isEmpty else {
      return language("Your browser asks us not to sell or share: we do not.")
    }
    return language(
      """
      Your browser asks us not to sell or share. We do not, but for your yes to {names}, which you \
      said counts.
      """,
      ["names": language.list(names.map(\.title))]
    )
  }
}
