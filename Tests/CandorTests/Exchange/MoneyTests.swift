import CandorFixtures
import Foundation
import Testing

@testable import Candor

struct MoneyTests {
  @Test(
    arguments: [
      ("0.20", "EUR", 20), ("0", "EUR", 0), ("7", "EUR", 700), ("1234.05", "USD", 123_405),
      ("20", "JPY", 20), ("0.205", "KWD", 205), ("90071992547409.91", "EUR", Money.most),
    ] as [(String, String, Int64)]
  )
  func `an amount is read to the coin, and written as it was`(
    _ text: String,
    _ code: String,
    _ minor: Int64
  ) throws {
    let currency = try #require(Currency(code))
    let money = try #require(Money(text, currency))
    #expect(money.minor == minor)
    #expect(Money(money.amount, currency) == money)
    if text.contains(".") || currency.digits == 0 { #expect(money.amount == text) }
  }

  @Test(
    arguments: [
      ("0.205", "EUR"), ("0.2", "EUR"), (".20", "EUR"), ("0.", "EUR"), ("-0.20", "EUR"),
      ("+1", "EUR"), ("1,00", "EUR"), ("1 000", "EUR"), ("1e2", "EUR"), ("01", "EUR"), ("", "EUR"),
      ("٢", "EUR"), ("0.20 ", "EUR"), ("1.2.3", "EUR"), ("1.0", "JPY"), ("1.", "JPY"),
      ("0.20", "KWD"), ("90071992547409.92", "EUR"), ("99999999999999999999", "EUR"),
    ]
  )
  func `what would be rounded, or could be read in two ways, is no amount`(
    _ text: String,
    _ code: String
  ) throws {
    #expect(Money(text, try #require(Currency(code))) == nil)
  }

  @Test(arguments: ["", "eur", "EURO", "XAU", "XXX", "BTC", "E"])
  func `what nobody is paid in is no currency`(_ code: String) {
    #expect(Currency(code) == nil)
  }

  @Test func `a sum is exact, or there is none`() throws {
    let yen = try #require(Currency("JPY"))
    #expect(try Money.cents(20).adding(.cents(5)) == .cents(25))
    #expect(try Money.cents(20).subtracting(.cents(20)).isNone)
    #expect(try Money.cents(20).times(3) == .cents(60))
    #expect(Money(minor: -1, .euro) == nil)
    #expect(Money(minor: Money.most + 1, .euro) == nil)
    #expect(throws: Money.Wrong.tooLittle) { try Money.cents(20).subtracting(.cents(21)) }
    #expect(throws: Money.Wrong.tooLittle) { try Money.cents(20).times(-1) }
    #expect(throws: Money.Wrong.tooMuch) { try Money.cents(Money.most).adding(.cents(1)) }
    #expect(throws: Money.Wrong.tooMuch) { try Money.cents(Money.most).times(.max) }
    #expect(throws: Money.Wrong.currencies(.euro, yen)) {
      try Money.cents(20).adding(.cents(20, yen))
    }
  }

  @Test func `any amount comes back from its words and from its bytes`() throws {
    var dice = Dice(7)
    let currencies = try ["EUR", "JPY", "KWD"].map { try #require(Currency($0)) }
    for _ in 0..<10_000 {
      let currency = dice.pick(currencies)
      let bound = dice.pick([10, 1_000, 1_000_000, Int(Money.most)])
      let money = Money.cents(Int64(dice.roll(0...bound)), currency)
      try #require(Money(money.amount, currency) == money)
      try #require(try Money(JSON(canonical: money.json.canonicalBytes)) == money)
    }
  }
}
