import Candor
import CandorAPI
import Foundation
import Recommender

extension House {
  /// Begins a record.
  ///
  /// An address is kept as the person's answer to the question of signing in.
  ///
  /// - Parameter signal: what the browser asked before anybody was known.
  func meet(
    email: EmailAddress? = nil,
    handles: [Handle] = [],
    signal: Signal? = nil,
    asked: Repeatable? = nil
  ) async throws -> (person: Person.ID, reply: Kept, committed: [Committed]) {
    var random = SystemRandomNumberGenerator()
    let now = now()
    let person = Person.ID(at: now, using: &random)
    let handles = handles + (email.map { [vault.keyring.handle(of: $0)] } ?? [])
    let contents =
      Record(of: person).contents(of: signal)
      + (try email.map { [try rules.content(of: $0, at: now)] } ?? [])
    let reply = Kept.met(PersonReply(person: String(describing: person)))
    let entry = Vault.Entry(
      contents,
      handles: handles,
      reply: try asked.map { Vault.Reply(to: $0, try reply.bytes) }
    )
    let met = try await vault.meet(person, at: now, entry)
    return (person, reply, met.committed)
  }

  /// Forgets a person.
  func erase(_ person: Person.ID) async throws -> ErasureReply {
    let now = now()
    let expected = await training.expected
    let hasModel = shelf.recommender.model != nil
    let erasure = try await forget(person, at: now)
    let committed = erasure.committed.map { [$0] } ?? []
    return ErasureReply(
      person: String(describing: person),
      erasedAt: now.rfc3339,
      events: erasure.record.version,
      receipt: try await receipts(of: committed).first,
      unlearned: hasModel ? UnlearnedReply(expected: expected, language) : nil
    )
  }

  /// Erases a record, and all that was learned from it.
  func forget(_ person: Person.ID, at now: Date) async throws -> Vault.Erasure {
    do {
      let erasure = try await vault.erase(person, at: now)
      await unlearn(person)
      return erasure
    } catch let unknown as Vault.UnknownPerson {
      throw unknown
    } catch {
      // Once the key is gone, whatever else failed, nothing is learned from them any more.
      let isGone = (try? await store.read { try $0.key(of: person) == nil }) ?? true
      if isGone { await unlearn(person) }
      throw error
    }
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
