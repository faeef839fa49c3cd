import ArgumentParser
import Candor

/// `candor whatif --price 0.20 --churn 1`.
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "The price of selling: what it would bring, and what the lost customers are worth.",
    discussion: """
      The price is the twenty cents that a magazine took for a reader's data. The other figures are \
      there to begin with, and none of them was measured: put your own. The sums are exact, to the \
      last digit. Needs no server and no data.
      """
  )

  @Option(help: "What is paid for the data of one person.") var price = WhatIf.Figures.price
  @Option(help: "The currency of all amounts, by its code.") var currency = Currency.dollar.code
  @Option(help: "How many people there are.") var people = WhatIf.Figures.people
  @Option(help: "Of how many their data is sold, in per cents.") var sold = WhatIf.Figures.sold
  @Option(help: "How many of those leave because of it, in per cents.")
  var churn = WhatIf.Figures.churn
  @Option(help: "What one of them brings in a year.") var worth = WhatIf.Figures.yearlyWorth
  @Option(help: "How many more years they would have stayed.") var years = WhatIf.Figures.years
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let whatIf = try figures()
    print(json ? try Reply.text(WhatIfReply(whatIf)) : whatIf.says.joined(separator: "\n"))
  }

  /// Every figure that cannot be read is told by the option that it was given with.
  private func figures() throws -> WhatIf {
    guard let currency = Currency(currency) else {
      throw ValidationError("--currency \(Currency.rule)")
    }
    func money(_ text: String, _ option: String) throws -> Money {
      guard let money = Money(text, currency) else {
        throw ValidationError("\(option) \(Money.rule(in: currency))")
      }
      return money
    }
    func share(_ text: String, _ option: String) throws -> Share {
      guard let share = Share(percent: text) else {
        throw ValidationError("\(option) \(Share.rule)")
      }
      return share
    }
    do {
      return try WhatIf(
        price: money(price, "--price"),
        people: people,
        sold: share(sold, "--sold"),
        churn: share(churn, "--churn"),
        yearlyWorth: money(worth, "--worth"),
        years: years
      )
    } catch let invalid as Invalid {
      let told = invalid.problems.map { "--\($0.path) \($0.rule)" }
      throw ValidationError(told.joined(separator: "\n"))
    }
  }
}

/// What `candor whatif --json` prints.
struct WhatIfReply: Encodable {
  let currency: String
  let earnings: String
  let loss: String
  let net: String
  /// At one in so many who leave, it brings nothing any more.
  let breakEvenOneIn: Int64?
  let says: [String]

  init(_ whatIf: WhatIf) {
    self.currency = whatIf.price.currency.code
    self.earnings = String(describing: whatIf.earnings)
    self.loss = String(describing: whatIf.loss)
    self.net = String(describing: whatIf.net)
    self.breakEvenOneIn = whatIf.breakEvenOneIn
    self.says = whatIf.says
  }
}
