import Candor

extension House {
  /// Takes over what somebody told before they were known, and erases the record that it was in.
  ///
  /// It is written first and erased after: who is cut off between the two claims again, and what is
  /// there already is not written twice.
  ///
  /// - Throws: `Vault.UnknownPerson` when one of the records is not there; `Invalid` when the other
  ///   is the same, or an address leads to it: then it is somebody's own.
  func claim(_ anonymous: Person.ID, for person: Person.ID) async throws -> Changed {
    guard anonymous != person else {
      throw Invalid([Problem("anonymous", "is the record that would take it over")])
    }
    let other = try await vault.record(of: anonymous)
    guard try await isLoose(anonymous) else {
      throw Invalid([Problem("anonymous", "is a record that an address leads to")])
    }
    let changed = try await take(other, into: person)
    let erased = try await forget(anonymous, at: now()).record
    // What was said meanwhile goes along too.
    guard erased.version > other.version else { return changed }
    let rest = try await take(erased, into: person)
    return Changed(
      record: rest.record,
      reply: rest.reply,
      committed: changed.committed + rest.committed
    )
  }

  private func take(_ other: Record, into person: Person.ID) async throws -> Changed {
    try await change(person) { record in record.claim(of: other).map { [.claimed($0)] } ?? [] }
  }
}
