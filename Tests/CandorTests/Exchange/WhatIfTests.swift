import CandorFixtures
import Foundation
import Testing

@testable import Candor

struct WhatIfTests {
  private func whatIf(
    _ price: String = WhatIf.Figures.price,
    people: Int64 = WhatIf.Figures.people,
    sold: String = WhatIf.Figures.sold,
    churn: String = WhatIf.Figures.churn,
    worth: String = WhatIf.Figures.yearlyWorth,
    years: Int64 = WhatIf.Figures.years,
    in currency: Currency = .dollar
  ) throws -> WhatIf {
    try WhatIf(
      price: #require(Money(price, currency)),
      people: people,
      sold: #require(Share(percent: sold)),
      churn: #require(Share(percent: churn)),
      yearlyWorth: #require(Money(worth, currency)),
      years: years
    )
  }

  @Test func `twenty cents each are less than one reader in a hundred is worth`() throws {
    let whatIf = try whatIf()
    #expect(String(describing: whatIf.earnings) == "20000.00 USD")
    #expect(String(describing: whatIf.loss) == "60000.00 USD")
    #expect(String(describing: whatIf.net) == "-40000.00 USD")
    #expect(whatIf.breakEvenOneIn == 300)
    #expect(whatIf.breakEven.map(String.init(describing:)) == "0.3334%")
    #expect(
      whatIf.says == [
        "Selling the data of 100% of 100000 people at 0.20 USD each brings 20000.00 USD.",
        "If 1% of them leave because of it, each worth 20.00 USD a year for 3 more years, "
          + "that loses 60000.00 USD.",
        "Selling costs more than it brings: -40000.00 USD.",
        "It stops paying as soon as one in 300 leaves (0.3334%). What people tell each other, and "
          + "what they no longer tell you, is not counted.",
      ]
    )
  }

  @Test func `nothing is rounded, however small`() throws {
    let whatIf = try whatIf("0.01", people: 1, sold: "0.0001", churn: "0.0001", years: 1)
    #expect(String(describing: whatIf.earnings) == "0.00000001 USD")
    #expect(String(describing: whatIf.loss) == "0.00000000002 USD")
    #expect(String(describing: whatIf.net) == "0.00000000998 USD")
  }

  @Test func `nothing overflows, however large`() throws {
    let yen = try #require(Currency("JPY"))
    let whatIf = try whatIf(
      "1000000000000",
      people: 10_000_000_000,
      churn: "100",
      worth: "1000000000000",
      years: 100,
      in: yen
    )
    #expect(String(describing: whatIf.loss) == "1000000000000000000000000 JPY")
    #expect(String(describing: whatIf.net) == "-990000000000000000000000 JPY")
  }

  @Test func `at the break-even it brings nothing, and just below it still does`() throws {
    var dice = Dice(3)
    var tried = 0
    for _ in 0..<5_000 {
      let price = Money.cents(Int64(dice.roll(1...500)), .dollar)
      let worth = Money.cents(Int64(dice.roll(1...50_000)), .dollar)
      let years = Int64(dice.roll(1...20))
      func net(_ churn: Share) throws -> WhatIf.Amount {
        let whole = try #require(Share(percent: "100"))
        return try WhatIf(
          price: price,
          people: 1_000,
          sold: whole,
          churn: churn,
          yearlyWorth: worth,
          years: years
        ).net
      }
      let any = try WhatIf(
        price: price,
        people: 1,
        sold: #require(Share(percent: "7")),
        churn: #require(Share(percent: "7")),
        yearlyWorth: worth,
        years: years
      )
      guard let share = any.breakEven, share.millionths > 0 else {
        #expect(any.breakEven != nil || any.breakEvenOneIn == nil)
        continue
      }
      tried += 1
      try #require(try net(share).parts <= 0)
      let less = try #require(Share(millionths: share.millionths - 1))
      try #require(try net(less).parts > 0)
    }
    #expect(tried > 1_000)
  }

  @Test func `who brings nothing is not missed, and a price of nothing is none`() throws {
    #expect(
      try whatIf(worth: "0").says.last == "At these figures it pays even if everybody leaves."
    )
    #expect(try whatIf("0").says.last == "At no price, whoever leaves is a loss.")
    let even = try whatIf("0.20", churn: "1", worth: "20.00", years: 1)
    #expect(even.says[2] == "The two are equal: it was all for nothing.")
  }

  @Test func `figures that cannot be counted exactly are refused, all at once`() throws {
    let share = try #require(Share(percent: "1"))
    let error = try #require(throws: Invalid.self) {
      try WhatIf(
        price: .cents(Money.most),
        people: 0,
        sold: share,
        churn: share,
        yearlyWorth: .cents(1, .dollar),
        years: 0
      )
    }
    #expect(error.problems.map(\.path) == ["worth", "price", "people", "years"])
  }

  @Test(
    arguments: [
      ("100", 1_000_000), ("2.5", 25_000), ("2.5%", 25_000), ("0.0001", 1), ("0", 0),
    ] as [(String, Int64)]
  )
  func `a share is read to a millionth`(_ text: String, _ millionths: Int64) throws {
    #expect(try #require(Share(percent: text)).millionths == millionths)
  }

  @Test(arguments: ["100.0001", "101", "-1", "0.00001", "1,5", "", "%", "1.", ".5", "1e1", "٥"])
  func `what is no share is refused`(_ text: String) {
    #expect(Share(percent: text) == nil)
  }
}
