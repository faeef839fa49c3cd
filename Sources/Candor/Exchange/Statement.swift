import Foundation

/// What moved in the accounts of one holder, and what they hold after each line.
public struct Statement: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public enum Change: Hashable, Sendable {
      case gained(Money)
      case lost(Money)
      /// From one of the holder's accounts to another.
      case moved(Money)
    }

    public let why: Posting.Why
    public let change: Change
    /// What the accounts hold together after it.
    public let balance: Money
    public let time: Date
  }

  public let currency: Currency
  public let lines: [Line]
  public let balance: Money

  /// - Parameter postings: all that touch the accounts, oldest first; others are passed over.
  public init(
    of accounts: Set<Account>,
    in currency: Currency,
    _ postings: some Sequence<Posting>
  ) throws(Money.Wrong) {
    var balance = Money.none(in: currency)
    var lines: [Line] = []
    for posting in postings where posting.amount.currency == currency {
      let (isFrom, isTo) = (accounts.contains(posting.debit), accounts.contains(posting.credit))
      let change: Line.Change
      switch (isFrom, isTo) {
      case (false, false): continue
      case (true, true): change = .moved(posting.amount)
      case (false, true):
        balance = try balance.adding(posting.amount)
        change = .gained(posting.amount)
      case (true, false):
        balance = try balance.subtracting(posting.amount)
        change = .lost(posting.amount)
      }
      lines.append(Line(why: posting.why, change: change, balance: balance, time: posting.time))
    }
    self.currency = currency
    self.lines = lines
    self.balance = balance
  }
}

extension Books {
  /// What became a person's, for which offers, and what was paid out.
  public func statement(
    of person: Person.ID,
    in currency: Currency
  ) throws(Money.Wrong) -> Statement {
    try Statement(of: [.person(person)], in: currency, postings)
  }

  /// What a recipient paid in, set aside, gave for yeses and got back.
  public func statement(
    of recipient: Recipient.Name,
    in currency: Currency
  ) throws(Money.Wrong) -> Statement {
    let escrows = postings.compactMap { posting -> Account? in
      guard case .setAside(let offer, recipient) = posting.why else { return nil }
      return .escrow(offer)
    }
    return try Statement(of: Set(escrows + [.funding(recipient)]), in: currency, postings)
  }
}
