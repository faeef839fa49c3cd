import Foundation

extension Store {
  /// Erases from restored records somebody who was erased after the backup was made.
  ///
  /// Nothing is added to the log: the proof of their erasure is with them, and it holds. Their key is
  /// destroyed last, so that what is cut off can be done again.
  public func eraseAgain(_ person: Person.ID, _ keyring: Keyring) async throws {
    try await write { transaction in
      let counted = Vault.counted(person, keyring, transaction)
      try transaction.count(Item.changes(from: counted, to: []))
      try transaction.erase(person, leaf: nil)
    }
    try await shred(person, leaving: keyring.handle(ofErased: person))
  }
}

extension Vault {
  /// The items that count somebody; none when their record cannot be opened.
  fileprivate static func counted(
    _ person: Person.ID,
    _ keyring: Keyring,
    _ reader: any StoreReader
  ) -> Set<Item.ID> {
    let opened = try? open(person, seal(of: person, keyring, reader), reader)
    return opened?.record.counted ?? []
  }
}
