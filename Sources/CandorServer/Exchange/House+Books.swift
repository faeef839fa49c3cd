import Candor
import CandorAPI

/// The books as a whole: whose all of the money is.
extension House {
  /// What the accounts hold, and whether that is what was booked.
  func books() async throws -> BooksReply {
    let currency = try currency()
    let (books, isKept) = try await store.read { reader in
      let books = try Books(try reader.postings(of: nil))
      // What is kept beside the lines is what they come to.
      let isKept = try books.balances.allSatisfy { account, held in
        try reader.balances(of: account) == held
      }
      return (books, isKept)
    }
    var people = Money.none(in: currency)
    var accounts: [BooksReply.Account] = []
    for (account, held) in books.balances {
      guard let money = held[currency] else { continue }
      if case .person = account {
        people = try people.adding(money)
      } else {
        accounts.append(.init(name: String(describing: account), balance: money.amount))
      }
    }
    accounts.append(.init(name: "people", balance: people.amount))
    return BooksReply(
      currency: currency.code,
      balanced: books.isBalanced && isKept,
      accounts: accounts.sorted { $0.name < $1.name }
    )
  }

  /// The bank took the payout file; to say so twice is to say it once.
  func settle(_ id: Payout.ID) async throws -> Payout {
    guard payouts.begin(id) else { throw StillRunning() }
    defer { payouts.end(id) }
    let (now, currency) = (now(), try currency())
    return try await store.write { transaction in
      let payout = Payout(id, in: currency, try transaction.postings(of: .payout))
      guard !payout.lines.isEmpty else { throw NoSuch(what: "payout") }
      do {
        try transaction.append(Posting(.sent(id), try payout.total(), at: now))
      } catch is Occupied {
        // It was said before.
      }
      return payout
    }
  }
}

extension PayoutReply {
  init(_ payout: Payout) throws {
    self.init(
      id: payout.id.rawValue,
      currency: payout.currency.code,
      people: payout.lines.count,
      total: try payout.total().amount,
      csv: payout.csv
    )
  }
}
