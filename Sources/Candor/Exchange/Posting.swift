import Foundation

/// Money that moved: out of one account and into another, the same amount, in one line.
public struct Posting: Hashable, Sendable {
  /// Why it moved, which also says from where to where.
  ///
  /// There is no way back from a person to anybody but themselves, and no way to a person but out
  /// of the escrow of an offer. What happens once is booked once: the same reason twice is one line.
  public enum Why: Hashable, Sendable {
    case deposited(by: Recipient.Name, reference: String)
    case setAside(for: Offer.ID, by: Recipient.Name)
    case rewarded(Person.ID, for: Offer.ID)
    /// What an offer did not need, the first, second, … time that something became free.
    case returned(from: Offer.ID, to: Recipient.Name, number: Int)
    case refunded(to: Recipient.Name, reference: String)
    case paidOut(to: Person.ID, in: Payout.ID)
    /// The bank took the payout file.
    case sent(Payout.ID)
  }

  public let why: Why
  public let amount: Money
  public let time: Date

  public init(_ why: Why, _ amount: Money, at time: Date) {
    self.why = why
    self.amount = amount
    self.time = Date(milliseconds: time.milliseconds)
  }

  public var debit: Account { why.accounts.debit }
  public var credit: Account { why.accounts.credit }
}

extension Posting.Why {
  fileprivate var accounts: (debit: Account, credit: Account) {
    switch self {
    case .deposited(let recipient, _): (.bank, .funding(recipient))
    case .setAside(let offer, let recipient): (.funding(recipient), .escrow(offer))
    case .rewarded(let person, let offer): (.escrow(offer), .person(person))
    case .returned(let offer, let recipient, _): (.escrow(offer), .funding(recipient))
    case .refunded(let recipient, _): (.funding(recipient), .bank)
    case .paidOut(let person, _): (.person(person), .payout)
    case .sent: (.payout, .bank)
    }
  }
}
