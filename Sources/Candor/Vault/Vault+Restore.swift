import Foundation

extension Store {
  /// Erases from restored records somebody who was erased after the backup was made.
  ///
  /// Nothing is added to the log: the proof of their erasure is with them, and it holds. Their key is
  /// destroyed last, so that what is cut off can be done again.
  public func eraseAgain(_ person: Person.ID, _ keyring: Keyring) async throws {
    try await write { try $0.erase(person, leaf: nil) }
    try await shred(person, leaving: keyring.handle(ofErased: person))
  }
}
