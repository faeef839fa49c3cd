import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// What must hold of the books whatever is asked of them, in whatever order.
struct BooksPropertyTests {
  private static let sequences: UInt64 = 100_000
  private static let shards: UInt64 = 8
  private static let currencies = ["EUR", "USD", "JPY"].compactMap { Currency($0) }

  @Test(arguments: 0..<shards)
  func `money is neither made nor lost, and no account is ever below nothing`(
    _ shard: UInt64
  ) throws {
    var (booked, refused) = (0, 0)
    for seed in shard * Self.sequences / Self.shards..<(shard + 1) * Self.sequences / Self.shards {
      var dice = Dice(seed)
      var books = Books()
      var plain = PlainBooks()
      for step in 1...12 {
        let posting = posting(&dice)
        let before = books
        let isBooked = (try? books.post(posting)) == true
        if isBooked { booked += 1 } else { refused += 1 }
        try #require(isBooked == plain.post(posting), "seed \(seed), step \(step): \(posting)")
        if !isBooked { try #require(books == before, "seed \(seed), step \(step)") }
        try #require(books.isBalanced, "seed \(seed), step \(step)")
        try #require(plain.matches(books), "seed \(seed), step \(step)")
      }
      let again = try Books(books.postings)
      try #require(again == books, "seed \(seed): the postings tell other books")
    }
    #expect(booked > 10_000 && refused > 10_000, "the seeds try too little")
  }

  private func posting(_ dice: inout Dice) -> Posting {
    let currency = dice.chance(85) ? Self.currencies[0] : dice.pick(Self.currencies)
    let huge = dice.chance(2)
    let amount = Money.cents(
      Int64(huge ? dice.roll(0...Int(Money.most)) : dice.roll(0...40)),
      currency
    )
    let offer: Offer.ID = dice.pick(["voyage", "journey"])
    let recipient: Recipient.Name = dice.chance(80) ? "tern-travel" : "gull-games"
    let person = dice.pick(Cast.allCases).id
    let number = dice.roll(1...3)
    let why: Posting.Why =
      switch dice.roll(0...9) {
      case 0...2: .deposited(by: recipient, reference: "\(number)")
      case 3...4: .setAside(for: offer, by: recipient)
      case 5...6: .rewarded(person, for: offer)
      case 7: .returned(from: offer, to: recipient, number: number)
      case 8:
        dice.chance(50)
          ? .paidOut(to: person, in: Payout.ID("p\(number)")) : .sent(Payout.ID("p\(number)"))
      default: .refunded(to: recipient, reference: "\(number)")
      }
    return Posting(why, amount, at: .start)
  }
}

/// The same, written down once more in the plainest way: one sum for each account and currency, what
/// is owed counted as positive and what is had as negative, so that all of it adds up to nothing.
private struct PlainBooks {
  struct Place: Hashable {
    let account: Account
    let currency: Currency
  }

  private var sums: [Place: Int64] = [:]
  private var seen: Set<Posting.Why> = []

  mutating func post(_ posting: Posting) -> Bool {
    let (amount, currency) = (posting.amount.minor, posting.amount.currency)
    if amount == 0 || seen.contains(posting.why) { return false }
    var after = sums
    after[Place(account: posting.debit, currency: currency), default: 0] -= amount
    after[Place(account: posting.credit, currency: currency), default: 0] += amount
    for (place, sum) in after {
      let owed = place.account == .bank ? -sum : sum
      if owed < 0 || owed > Money.most { return false }
    }
    for account in [posting.debit, posting.credit] {
      guard case .escrow = account else { continue }
      let held = sums.filter { $0.key.account == account && $0.value > 0 }.map(\.key.currency)
      if !held.isEmpty, !held.contains(currency) { return false }
    }
    sums = after
    seen.insert(posting.why)
    return true
  }

  func matches(_ books: Books) -> Bool {
    var theirs: [Place: Int64] = [:]
    for (account, held) in books.balances {
      for (currency, money) in held {
        let sum = account == .bank ? -money.minor : money.minor
        theirs[Place(account: account, currency: currency)] = sum
      }
    }
    return theirs == sums.filter { $0.value != 0 }
  }
}
