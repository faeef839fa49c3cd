import Candor
import Foundation
import GRDB

/// Offers, who has a place in them, and the books.
extension SQLiteTransaction {
  func offers() throws -> [Offer] {
    try tagged.select(.offer, "ORDER BY number").map(Offer.init(row:))
  }

  func posted(_ id: Offer.ID, of person: Person.ID?, at now: Date) throws -> Posted? {
    guard let row = try tagged.select(.offer, "WHERE id = ?", [id.rawValue]).first else {
      return nil
    }
    let own = try person.flatMap { person -> (person: Person.ID, place: Posted.Place)? in
      try place(of: person, in: id, at: now).map { (person, $0) }
    }
    var others = Posted.Others(
      promised: try number(
        "SELECT count(*) FROM place WHERE offer = ? AND until > ?",
        [id.rawValue, now.milliseconds]
      ) ?? 0,
      rewarded: try number(
        "SELECT count(*) FROM place WHERE offer = ? AND until IS NULL",
        [id.rawValue]
      ) ?? 0
    )
    switch own?.place {
    case .held?: others.promised -= 1
    case .rewarded?: others.rewarded -= 1
    case nil: break
    }
    others.rewarded += row["gone"] as Int
    return Posted(
      stored: try Offer(row: row),
      closed: (row["closed"] as Int64?).map { Date(milliseconds: $0) },
      returns: row["returns"],
      others: others,
      own
    )
  }

  /// Nil when the yes ran out.
  private func place(
    of person: Person.ID,
    in offer: Offer.ID,
    at now: Date
  ) throws -> Posted.Place? {
    let rows = try tagged.select(
      .place,
      "WHERE person = ? AND offer = ?",
      [person.data, offer.rawValue]
    )
    guard let row = rows.first else { return nil }
    guard let until = row["until"] as Int64? else { return .rewarded }
    return until > now.milliseconds ? .held(until: Date(milliseconds: until)) : nil
  }

  func put(_ posted: Posted) throws {
    let id = posted.offer.id.rawValue
    let known = try tagged.select(.offer, "WHERE id = ?", [id]).first
    try tagged.delete(.offer, "WHERE id = ?", [id])
    let terms: Data? = known?["json"]
    let next = try number("SELECT coalesce(max(number), 0) + 1 FROM offer")
    try tagged.insert(
      .offer,
      [
        known?["number"] as Int? ?? next, id, terms ?? Data(posted.offer.canonicalBytes),
        posted.closed?.milliseconds, posted.returns, known?["gone"] as Int? ?? 0,
      ]
    )
  }

  func put(_ place: Posted.Place, of person: Person.ID, in offer: Offer.ID) throws {
    try tagged.delete(.place, "WHERE person = ? AND offer = ?", [person.data, offer.rawValue])
    let until: Date? = if case .held(let until) = place { until } else { nil }
    try tagged.insert(.place, [person.data, offer.rawValue, until?.milliseconds])
  }

  func free(_ person: Person.ID, in offer: Offer.ID) throws {
    try tagged.delete(
      .place,
      "WHERE person = ? AND offer = ? AND until IS NOT NULL",
      [person.data, offer.rawValue]
    )
  }

  /// Frees every place of somebody who is erased.
  ///
  /// Who had a reward is counted on, without who they were: it is not there for another.
  func freeAll(_ person: Person.ID) throws {
    let places = try tagged.select(.place, "WHERE person = ?", [person.data])
    for place in places where place["until"] as Int64? == nil {
      let id: String = place["offer"]
      guard let row = try tagged.select(.offer, "WHERE id = ?", [id]).first else { continue }
      try tagged.delete(.offer, "WHERE id = ?", [id])
      let gone: Int = row["gone"]
      try tagged.insert(
        .offer,
        [
          row["number"] as Int, id, row["json"] as Data, row["closed"] as Int64?,
          row["returns"] as Int, gone + 1,
        ]
      )
    }
    try tagged.delete(.place, "WHERE person = ?", [person.data])
  }
}

/// The books: lines that stay, and what the accounts hold after the last of them.
extension SQLiteTransaction {
  func balances(of account: Account) throws -> [Currency: Money] {
    let rows = try tagged.select(.account, "WHERE name = ?", [String(describing: account)])
    return try rows.reduce(into: [:]) { held, row in
      guard let currency = Currency(row["currency"] as String),
        let money = Money(minor: row["minor"] as Int64, currency)
      else { throw Tampered(table: TaggedTable.account.name) }
      held[currency] = money
    }
  }

  func postings(of account: Account?) throws -> [Posting] {
    let name = account.map { String(describing: $0) }
    let rows =
      try name.map { name in
        try tagged.select(.posting, "WHERE debit = ? OR credit = ? ORDER BY number", [name, name])
      } ?? tagged.select(.posting, "ORDER BY number")
    return try rows.map { row in
      guard let json = try? JSON(canonical: row["json"] as Data), let posting = try? Posting(json)
      else { throw Tampered(table: TaggedTable.posting.name) }
      return posting
    }
  }

  func append(_ posting: Posting) throws {
    let why = Data(posting.why.json.canonicalBytes)
    let isKnown = try number("SELECT count(*) FROM posting WHERE why = ?", [why])
    guard isKnown == 0 else { throw Occupied() }
    let accounts = [posting.debit, posting.credit]
    var books = try self.books(of: accounts)
    try books.post(posting)
    let number = try number("SELECT coalesce(max(number), 0) + 1 FROM posting")
    try tagged.insert(
      .posting,
      [
        number, why, String(describing: posting.debit), String(describing: posting.credit),
        Data(posting.json.canonicalBytes),
      ]
    )
    let currency = posting.amount.currency
    for account in accounts {
      let name = String(describing: account)
      try tagged.delete(.account, "WHERE name = ? AND currency = ?", [name, currency.code])
      let money = books.balance(of: account, in: currency)
      if !money.isNone { try tagged.insert(.account, [name, currency.code, money.minor]) }
    }
  }
}

extension Offer {
  /// - Throws: `Tampered` when the row holds no offer.
  fileprivate init(row: Row) throws {
    guard let offer = try? Offer(canonicalBytes: row["json"] as Data) else {
      throw Tampered(table: TaggedTable.offer.name)
    }
    self = offer
  }
}
