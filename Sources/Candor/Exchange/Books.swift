import Foundation

/// Whose the money is: every coin stands in exactly two accounts, once on each side.
///
/// Pure, and strict: what would make an account less than nothing, or mix two currencies in one
/// escrow, throws and changes nothing. A store may open them with the accounts alone that a step
/// touches, and keep what `postings` has gained by it.
public struct Books: Hashable, Sendable {
  /// What was asked of the books and is not done.
  public enum Refused: Error, Hashable, Sendable {
    /// The account does not hold as much.
    case notEnough(Account)
    /// The escrow holds another currency.
    case mixed(Account)
    /// Nothing is no posting.
    case nothing
    /// The same was booked before with another amount.
    case contradiction
    case tooMuch
  }

  /// Those that hold something.
  public private(set) var balances: [Account: [Currency: Money]] = [:]
  /// In the order in which they were posted.
  public private(set) var postings: [Posting] = []
  private var done: [Posting.Why: Money] = [:]
  private var payouts: Set<Payout.ID> = []

  public init() {}

  /// The books as these postings left them.
  public init(_ postings: some Sequence<Posting>) throws(Refused) {
    for posting in postings { try post(posting) }
  }

  /// The books with some of their accounts, as they stand, and none of their lines.
  public init(holding balances: [Account: [Currency: Money]]) {
    self.balances = balances.mapValues { $0.filter { !$0.value.isNone } }.filter {
      !$0.value.isEmpty
    }
  }

  public func balance(of account: Account, in currency: Currency) -> Money {
    balances[account]?[currency] ?? .none(in: currency)
  }

  public func has(_ why: Posting.Why) -> Bool { done[why] != nil }

  public func hasPaidOut(_ payout: Payout.ID) -> Bool { payouts.contains(payout) }

  /// Books a posting, in both of its accounts or in none.
  ///
  /// - Returns: false when it is in the books already, and nothing had to be done.
  @discardableResult
  public mutating func post(_ posting: Posting) throws(Refused) -> Bool {
    if let before = done[posting.why] {
      guard before == posting.amount else { throw .contradiction }
      return false
    }
    guard !posting.amount.isNone else { throw .nothing }
    let debit = try changed(posting.debit, by: posting.amount, isMore: posting.debit.isAsset)
    let credit = try changed(posting.credit, by: posting.amount, isMore: !posting.credit.isAsset)
    set(debit, in: posting.debit)
    set(credit, in: posting.credit)
    done[posting.why] = posting.amount
    if case .paidOut(_, let payout) = posting.why { payouts.insert(payout) }
    postings.append(posting)
    return true
  }

  private func changed(
    _ account: Account,
    by amount: Money,
    isMore: Bool
  ) throws(Refused) -> Money {
    if case .escrow = account, let held = balances[account], held[amount.currency] == nil {
      throw .mixed(account)
    }
    let balance = self.balance(of: account, in: amount.currency)
    do {
      return isMore ? try balance.adding(amount) : try balance.subtracting(amount)
    } catch {
      throw error == .tooMuch ? .tooMuch : .notEnough(account)
    }
  }

  private mutating func set(_ balance: Money, in account: Account) {
    balances[account, default: [:]][balance.currency] = balance.isNone ? nil : balance
    if balances[account]?.isEmpty == true { balances[account] = nil }
  }
}

extension Books {
  /// Whether what the bank holds is what all the others are owed, in every currency.
  public var isBalanced: Bool {
    var sums: [Currency: Int64] = [:]
    for (account, balances) in balances {
      for (currency, money) in balances {
        let (sum, overflow) = sums[currency, default: 0]
          .addingReportingOverflow(account.isAsset ? money.minor : -money.minor)
        if overflow { return false }
        sums[currency] = sum
      }
    }
    return sums.values.allSatisfy { $0 == 0 }
  }
}

extension Books.Refused: CustomStringConvertible {
  /// Names no account of a person.
  public var description: String {
    switch self {
    case .notEnough(.person): "The person's account does not hold as much."
    case .notEnough(let account): "The account '\(account)' does not hold as much."
    case .mixed(let account): "The account '\(account)' holds another currency."
    case .nothing: "Nothing cannot be booked."
    case .contradiction: "It was booked before, with another amount."
    case .tooMuch: "It is more than can be counted exactly."
    }
  }
}
