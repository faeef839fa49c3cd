import Candor
import Fingerprints
import Foundation

/// What becomes of mail to an address that one copy alone has.
enum Relayed: Sendable {
  /// It goes to its person: their yes stands.
  case person(address: String, Consent)
  /// It goes to the company: nobody but the holder of the copy ever had the address of a fictional
  /// person.
  case seed(Consent)
  /// It goes to nobody any more.
  case refused([RefusalReason])
}

extension House {
  /// Decides where mail to an alias goes, as things stand now.
  ///
  /// - Returns: nil when nobody has the alias who has a record.
  func relay(mailTo alias: Alias) async throws -> Relayed? {
    let disclosures = try await store.read { try $0.disclosures() }
    let editions = Circulation(disclosures, under: rules, keys: copyKeys).editions
    guard let issue = try await issues(of: [alias], among: editions)[alias] else { return nil }
    if issue.isSeed { return .seed(issue.edition.consent) }
    let record: Record
    do {
      record = try await vault.record(of: Person.ID(bytes: issue.person.id))
    } catch is Vault.UnknownPerson {
      return nil
    }
    var refusal: [RefusalReason] = []
    for disclosure in disclosures where Edition.ID(disclosure.consent) == issue.edition {
      for name in disclosure.attributes where rules.attribute(name)?.type == .email {
        let use = Use(
          disclosure.purpose,
          at: disclosure.recipient,
          under: disclosure.offer,
          of: [name]
        )
        switch gate.decide(use, on: record, at: now()) {
        case .allowed(let permitted):
          guard case .text(let address)? = permitted.facts.first?.value else { continue }
          return .person(address: address, use.consent)
        case .refused(let reasons): refusal += reasons.filter { !refusal.contains($0) }
        }
      }
    }
    return refusal.isEmpty ? nil : .refused(refusal)
  }

  /// Whose each alias is, and in which copy; fictional people included.
  func issues(
    of aliases: Set<Alias>,
    among editions: [Edition]
  ) async throws -> [Alias: Alias.Issue] {
    guard !aliases.isEmpty else { return [:] }
    let now = now()
    var issues = try await store.read { reader in
      var likely = editions
      var issues: [Alias: Alias.Issue] = [:]
      for alias in aliases {
        for place in likely.indices {
          issues[alias] = try reader.issue(of: alias, in: likely[place], by: now)
          guard issues[alias] != nil else { continue }
          // A find is mostly of one copy.
          likely.swapAt(0, place)
          break
        }
      }
      return issues
    }
    let rest = aliases.subtracting(issues.keys)
    guard !rest.isEmpty else { return issues }
    for edition in editions {
      // However many it has by now.
      let seeds = edition.seedIssues(Copies.mostSeeds).filter { rest.contains($0.key) }
      issues.merge(seeds) { person, _ in person }
    }
    return issues
  }
}

extension StoreReader {
  /// Who has the alias in a copy, of those who have a record.
  fileprivate func issue(
    of alias: Alias,
    in edition: Edition,
    by now: Date
  ) throws -> Alias.Issue? {
    guard let people = edition.people(behind: alias, by: now) else { return nil }
    let rows = try versions(of: people).keys.map { Row.Person($0) }
    return rows.first { edition.alias(of: $0) == alias }.map {
      Alias.Issue(edition: edition.id, person: $0)
    }
  }
}
