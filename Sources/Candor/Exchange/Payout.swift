import Foundation

/// A file for the bank: what is paid to whom.
///
/// It names people by their records' identifiers alone. Who they are, and where their money goes,
/// the company knows; this file does not.
public struct Payout: Hashable, Sendable {
  public typealias ID = Identifier<Payout>

  public struct Line: Hashable, Sendable {
    public let person: Person.ID
    public let amount: Money
    /// What stands on the person's bank statement.
    public let reference: String
  }

  public let id: ID
  public let currency: Currency
  /// In the order of their people.
  public let lines: [Line]

  /// A payout as the books have it.
  ///
  /// - Parameter postings: those of the payout, perhaps among others.
  public init(_ id: ID, in currency: Currency, _ postings: some Sequence<Posting>) {
    let paid = postings.compactMap { posting -> (person: Person.ID, amount: Money)? in
      guard case .paidOut(let person, id) = posting.why, posting.amount.currency == currency else {
        return nil
      }
      return (person, posting.amount)
    }
    self.id = id
    self.currency = currency
    lines = paid.sorted { $0.person < $1.person }.enumerated().map { index, paid in
      Line(person: paid.person, amount: paid.amount, reference: "\(id)-\(index + 1)")
    }
  }

  public func total() throws(Money.Wrong) -> Money {
    var total = Money.none(in: currency)
    for line in lines { total = try total.adding(line.amount) }
    return total
  }

  /// RFC 4180: a header, then a line for each person, each ended by CR and LF.
  public var csv: String {
    let rows = lines.map { line in
      "\(line.person),\(line.amount.amount),\(currency),\(line.reference)"
    }
    return (["person,amount,currency,reference"] + rows).map { $0 + "\r\n" }.joined()
  }

  /// What the record of each person gains by it.
  public var contents: [Person.ID: Event.Content] {
    Dictionary(
      lines.map { ($0.person, .paid(Payment(why: .paidOut(id), reward: .money($0.amount)))) }
    ) { first, _ in first }
  }
}

extension Books {
  /// Puts what stands in people's accounts into a payout file.
  ///
  /// The same file comes again when its name does, whatever has happened since.
  /// - Parameters:
  ///   - id: lower-case letters, digits and dashes.
  ///   - least: whoever has less waits for the next.
  /// - Returns: nil when nobody has as much.
  public mutating func payOut(
    _ id: Payout.ID,
    in currency: Currency,
    least: Money? = nil,
    at now: Date
  ) throws -> Payout? {
    guard id.rawValue.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) != nil else {
      throw Invalid([Problem("id", "must be a name of lower-case letters, digits and dashes")])
    }
    if hasPaidOut(id) {
      let payout = Payout(id, in: currency, postings)
      guard !payout.lines.isEmpty else {
        throw Invalid([Problem("id", "is the name of a payout in another currency")])
      }
      return payout
    }
    var books = self
    for (account, held) in balances {
      guard case .person(let person) = account, let amount = held[currency] else { continue }
      if let least, try amount.isLess(than: least) { continue }
      try books.post(Posting(.paidOut(to: person, in: id), amount, at: now))
    }
    self = books
    return hasPaidOut(id) ? Payout(id, in: currency, postings) : nil
  }

  /// The bank took the file: what stands in it has left.
  ///
  /// To say so twice is to say it once.
  public mutating func send(_ payout: Payout, at now: Date) throws {
    try post(Posting(.sent(payout.id), try payout.total(), at: now))
  }
}
