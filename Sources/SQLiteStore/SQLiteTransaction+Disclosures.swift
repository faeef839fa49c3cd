import Candor
import Foundation
import GRDB

/// What was agreed on, and what recipients have to be told.
extension SQLiteTransaction {
  func disclosure(_ id: Disclosure.ID) throws -> Disclosure? {
    try disclosures("WHERE id = ?", [id.rawValue]).first
  }

  func disclosures() throws -> [Disclosure] { try disclosures("ORDER BY number") }

  private func disclosures(
    _ condition: String,
    _ arguments: StatementArguments = []
  ) throws -> [Disclosure] {
    try tagged.select(.disclosure, condition, arguments).map { row in
      guard let json = try? JSON(canonical: row["json"] as Data),
        let disclosure = try? Disclosure(json)
      else { throw Tampered(table: TaggedTable.disclosure.name) }
      return disclosure
    }
  }

  func put(_ disclosure: Disclosure) throws {
    guard try self.disclosure(disclosure.id) == nil else { throw Occupied() }
    let number = try number("SELECT coalesce(max(number), 0) + 1 FROM disclosure")
    try tagged.insert(
      .disclosure,
      [number, disclosure.id.rawValue, Data(disclosure.json.canonicalBytes)]
    )
  }

  func outgoing(_ id: Change.ID) throws -> Outgoing? {
    try outbox("WHERE id = ?", [id.rawValue]).first
  }

  func outgoing(
    to recipient: Recipient.Name,
    dueBy now: Date,
    count: Int
  ) throws -> [Outgoing] {
    try outbox(
      "WHERE recipient = ? AND next <= ? ORDER BY next, number LIMIT ?",
      [recipient.rawValue, now.milliseconds, count]
    )
  }

  func outgoing(
    to recipient: Recipient.Name,
    after id: Change.ID?,
    count: Int
  ) throws -> [Outgoing] {
    let place = try id.flatMap { id in
      try number("SELECT number FROM outbox WHERE id = ?", [id.rawValue])
    }
    return try outbox(
      "WHERE recipient = ? AND number > ? ORDER BY number LIMIT ?",
      [recipient.rawValue, place ?? 0, count]
    )
  }

  func unconfirmed(by recipient: Recipient.Name, count: Int) throws -> [Outgoing] {
    try outbox(
      "WHERE recipient = ? AND confirmed IS NULL ORDER BY number LIMIT ?",
      [recipient.rawValue, count]
    )
  }

  private func outbox(_ condition: String, _ arguments: StatementArguments) throws -> [Outgoing] {
    try tagged.select(.outbox, condition, arguments).map(Outgoing.init(row:))
  }

  func put(_ outgoing: Outgoing) throws {
    let known = try number(
      "SELECT number FROM outbox WHERE id = ?",
      [outgoing.change.id.rawValue]
    )
    if known != nil {
      try tagged.delete(.outbox, "WHERE id = ?", [outgoing.change.id.rawValue])
    }
    let place = try known ?? number("SELECT coalesce(max(number), 0) + 1 FROM outbox")
    try tagged.insert(
      .outbox,
      [
        place, outgoing.change.id.rawValue, outgoing.change.consent.recipient?.rawValue,
        outgoing.person?.data, Data(outgoing.kept.canonicalBytes),
        outgoing.change.since.milliseconds,
        outgoing.attempts, outgoing.next?.milliseconds, outgoing.told?.milliseconds,
        outgoing.confirmed?.milliseconds,
      ]
    )
  }

  /// Leaves what recipients have to be told, without whose record it was.
  func forget(_ person: Person.ID) throws {
    for var outgoing in try outbox("WHERE person = ?", [person.data]) {
      outgoing.person = nil
      try put(outgoing)
    }
  }
}

extension Outgoing {
  /// - Throws: `Tampered` when the row holds no change.
  fileprivate init(row: Row) throws {
    let person: Data? = row["person"]
    func date(_ column: String) -> Date? {
      (row[column] as Int64?).map { Date(milliseconds: $0) }
    }
    guard let kept = try? JSON(canonical: row["json"] as Data),
      var outgoing = try? Outgoing(kept: kept, person: person.map { Person.ID(bytes: $0) }),
      person?.count ?? 16 == 16
    else { throw Tampered(table: TaggedTable.outbox.name) }
    outgoing.attempts = row["attempts"]
    outgoing.next = date("next")
    outgoing.told = date("told")
    outgoing.confirmed = date("confirmed")
    self = outgoing
  }
}
