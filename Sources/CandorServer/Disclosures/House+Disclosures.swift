import Candor
import CandorAPI
import Foundation
import Synchronization

extension House {
  /// The terms that are asked for, if the rules allow them.
  func disclosure(_ body: DisclosureRequest) async throws -> Disclosure {
    let disclosure = Disclosure(
      Disclosure.freshID(),
      to: Recipient.Name(body.recipient),
      for: Purpose.Name(body.purpose),
      under: body.offer.map { Offer.ID($0) },
      of: body.attributes.map { Attribute.Name($0) },
      audience: Dictionary(
        uniqueKeysWithValues: (body.audience ?? [:]).map { (Attribute.Name($0), Set($1)) }
      ),
      at: now()
    )
    var problems = gate.broken(disclosure, at: now())
    if let offer = disclosure.offer {
      problems += disclosure.broken(under: try await posted(offer).offer)
    }
    guard problems.isEmpty else { throw Invalid(problems) }
    return disclosure
  }

  /// How many people would be in a copy now.
  func countPeople(in disclosure: Disclosure) async throws -> Int {
    let (gate, now) = (gate, now())
    let count = Mutex(0)
    try await vault.forEachRecord { record in
      guard disclosure.line(of: record, through: gate, at: now) != nil else { return }
      count.withLock { $0 += 1 }
    }
    return count.withLock { $0 }
  }
}
