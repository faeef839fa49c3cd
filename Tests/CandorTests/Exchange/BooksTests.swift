import CandorFixtures
import Foundation
import Testing

@testable import Candor

struct BooksTests {
  private func books(_ cents: Int64 = 100) throws -> Books {
    try Books([
      Posting(.deposited(by: "tern-travel", reference: "1"), .cents(cents), at: .start),
      Posting(.setAside(for: "voyage", by: "tern-travel"), .cents(cents), at: .start),
    ])
  }

  private func reward(_ member: Cast, _ amount: Money) -> Posting {
    Posting(.rewarded(member.id, for: "voyage"), amount, at: .start)
  }

  @Test func `an account that lacks the money gives none`() throws {
    var books = try books()
    let before = books
    #expect(throws: Books.Refused.notEnough(.escrow("voyage"))) {
      try books.post(reward(.mara, .cents(101)))
    }
    #expect(throws: Books.Refused.notEnough(.person(Cast.mara.id))) {
      try books.post(Posting(.paidOut(to: Cast.mara.id, in: "p"), .cents(1), at: .start))
    }
    #expect(throws: Books.Refused.notEnough(.payout)) {
      try books.post(Posting(.sent("p"), .cents(1), at: .start))
    }
    #expect(books == before)
  }

  @Test func `no escrow mixes two currencies, and no amount is taken for another`() throws {
    var books = try books()
    let dollars = Money.cents(50, .dollar)
    try books.post(Posting(.deposited(by: "tern-travel", reference: "2"), dollars, at: .start))
    let before = books
    #expect(throws: Books.Refused.mixed(.escrow("voyage"))) {
      try books.post(reward(.mara, .cents(20, .dollar)))
    }
    let more = Posting(.setAside(for: "voyage", by: "tern-travel"), dollars, at: .start)
    #expect(throws: Books.Refused.contradiction) { try books.post(more) }
    #expect(books == before && books.isBalanced)
    #expect(books.balance(of: .bank, in: .euro) == .cents(100))
    #expect(books.balance(of: .bank, in: .dollar) == .cents(50, .dollar))
  }

  @Test func `what happened once is booked once`() throws {
    var books = try books()
    #expect(try books.post(reward(.mara, .cents(20))))
    let before = books
    #expect(try !books.post(reward(.mara, .cents(20))))
    #expect(throws: Books.Refused.contradiction) { try books.post(reward(.mara, .cents(21))) }
    #expect(throws: Books.Refused.nothing) { try books.post(reward(.oona, .cents(0))) }
    #expect(books == before)
  }

  @Test func `more than can be counted is not booked`() throws {
    var books = try books(Money.most)
    #expect(throws: Books.Refused.tooMuch) {
      try books.post(Posting(.deposited(by: "tern-travel", reference: "2"), .cents(1), at: .start))
    }
  }

  @Test func `a payout file names pseudonyms, and comes again as it was`() throws {
    var books = try books()
    try books.post(reward(.oona, .cents(20)))
    try books.post(reward(.mara, .cents(25)))
    try books.post(reward(.teodor, .cents(5)))
    let made = try books.payOut("november", in: .euro, least: .cents(10), at: .start)
    let payout = try #require(made)
    let text = """
      person,amount,currency,reference
      011f71fb-0450-7000-8000-00000000000a,0.25,EUR,november-1
      011f71fb-0450-7000-8000-00000000000c,0.20,EUR,november-2

      """
    #expect(payout.csv == text.replacing("\n", with: "\r\n"))
    #expect(try payout.total() == books.balance(of: .payout, in: .euro))
    #expect(books.balance(of: .person(Cast.teodor.id), in: .euro) == .cents(5))
    #expect(
      payout.contents[Cast.mara.id]
        == .paid(Payment(why: .paidOut("november"), reward: .money(.cents(25))))
    )
    try books.send(payout, at: .start)
    let before = books
    #expect(try books.payOut("november", in: .euro, at: .start) == payout)
    try books.send(payout, at: .start)
    #expect(books == before)
    #expect(books.balance(of: .bank, in: .euro) == .cents(55))
    let next = try books.payOut("december", in: .euro, at: .start)
    #expect(next?.lines.map(\.person) == [Cast.teodor.id])
    #expect(throws: Invalid.self) { try books.payOut("november", in: .dollar, at: .start) }
    #expect(try books.payOut("january", in: .euro, at: .start) == nil, "nobody is owed anything")
  }

  @Test(arguments: ["", "=1+1", "a,b", "November", "a\nb"])
  func `a payout has a name that a file takes`(_ name: String) throws {
    var books = try books()
    #expect(throws: Invalid.self) { try books.payOut(Payout.ID(name), in: .euro, at: .start) }
  }
}
