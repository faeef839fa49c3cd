import Foundation

extension Store {
  /// Erases from restored records somebody who was erased after the backup was made.
  ///
  /// Recipients are told anew: what was on its way to them may not be in the backup. Nothing is added
  /// to the log: the proof of their erasure is with them, and it holds. Their key is
  /// destroyed last, so that what is cut off can be done again.
  public func eraseAgain(_ person: Person.ID, _ keyring: Keyring, at now: Date) async throws {
    try await write { transaction in
      // Of a record that does not open nobody can say who holds what; it goes all the same.
      let seal = try? Vault.seal(of: person, keyring, transaction)
      let opened = seal.flatMap { try? Vault.open(person, $0, transaction) }
      let news = opened?.record.newsOfErasure ?? []
      for one in keyring.outgoing(news, of: person, at: now) { try transaction.put(one) }
      try transaction.erase(person, leaf: nil)
    }
    try await shred(person, leaving: keyring.handle(ofErased: person))
  }
}
