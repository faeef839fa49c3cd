import Candor
import Foundation

extension House {
  /// Begins a record.
  ///
  /// An address is kept as the person's answer to the question of signing in.
  func meet(email: EmailAddress? = nil, handles: [Handle] = []) async throws -> Person.ID {
    var random = SystemRandomNumberGenerator()
    let now = now()
    let person = Person.ID(at: now, using: &random)
    let handles = handles + (email.map { [vault.keyring.handle(of: $0)] } ?? [])
    let contents = try email.map { [try rules.content(of: $0, at: now)] } ?? []
    _ = try await vault.meet(person, at: now, Vault.Entry(contents, handles: handles))
    return person
  }

  /// Forgets a person.
  ///
  /// - Returns: how many events were destroyed.
  func erase(_ person: Person.ID) async throws -> Int {
    let record = try await vault.erase(person)
    await shelf.count(Item.changes(from: record.counted, to: []))
    return record.version
  }
}

extension Rules {
  /// An address, as the person's answer to 'where shall we send the link?'.
  ///
  /// - Throws: `Invalid` when the rules do not provide for addresses.
  func content(of email: EmailAddress, at now: Date) throws(Invalid) -> Event.Content {
    guard let attribute = attribute(.email) else {
      throw Invalid([Problem("email", "these rules keep no e-mail address")])
    }
    let purposes = purposes.filter { $0.uses.contains(.email) && $0.basis == .contract }.map(\.name)
    return .declared(
      Declaration(
        attribute: .email,
        value: .text(email.normalized),
        source: .init(experience: "sign-in", question: "email"),
        promise: .init(
          purposes: purposes,
          recipients: recipients.filter { !Set($0.purposes).isDisjoint(with: purposes) }.map(
            \.name
          ),
          benefits: [],
          until: attribute.expires.end(from: now)
        )
      )
    )
  }
}
