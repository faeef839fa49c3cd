import Candor

/// The price of selling, with figures that anybody may change.
struct WhatIfPage: Page {
  static let template = "whatif"

  struct Field: Sendable {
    let name: String
    let label: String
    let value: String
    /// What is wrong with it; nil when nothing is.
    var mistake: String?
  }

  let frame: Frame
  let says: [String]
  let hasResult: Bool
  let earnings: String
  let loss: String
  let net: String
  let inputs: [Field]
}

extension WhatIfPage {
  /// - Parameter given: what came with the address, by name.
  init(_ frame: Frame, _ language: Language, _ given: (String) -> String?) {
    typealias Figures = WhatIf.Figures
    func typed(_ name: String, _ figure: String) -> String { (given(name) ?? figure).trimmed }
    let code = typed("currency", Currency.dollar.code)
    let price = typed("price", Figures.price)
    let people = typed("people", String(Figures.people))
    let sold = typed("sold", Figures.sold)
    let churn = typed("churn", Figures.churn)
    let worth = typed("worth", Figures.yearlyWorth)
    let years = typed("years", String(Figures.years))
    var inputs = [
      Field(
        name: "price",
        label: language("What is paid for the data of one person"),
        value: price
      ),
      Field(name: "currency", label: language("The currency of all amounts"), value: code),
      Field(name: "people", label: language("How many people there are"), value: people),
      Field(name: "sold", label: language("Of how many it is sold, in per cents"), value: sold),
      Field(
        name: "churn",
        label: language("How many of those leave because of it, in per cents"),
        value: churn
      ),
      Field(name: "worth", label: language("What one of them brings in a year"), value: worth),
      Field(
        name: "years",
        label: language("How many more years they would have stayed"),
        value: years
      ),
    ]
    func mark(_ name: String, _ mistake: String) {
      for index in inputs.indices where inputs[index].name == name {
        inputs[index].mistake = inputs[index].mistake ?? mistake
      }
    }
    func read<Value>(_ name: String, _ value: Value?, _ mistake: String) -> Value? {
      if value == nil { mark(name, mistake) }
      return value
    }
    let amount = language("Write an amount with all its digits, such as 0.20.")
    let share = language("Write per cents from 0 to 100, such as 2.5.")
    let whole = language("Write a whole number.")
    let currency = read(
      "currency",
      Currency(code),
      language("Write the code of a currency, such as EUR.")
    )
    let money = currency ?? .dollar
    let figures = (
      read("price", Money(price, money), amount), read("people", Int64(people), whole),
      read("sold", Share(percent: sold), share), read("churn", Share(percent: churn), share),
      read("worth", Money(worth, money), amount), read("years", Int64(years), whole)
    )
    var whatIf: WhatIf?
    if currency != nil, let price = figures.0, let people = figures.1, let sold = figures.2,
      let churn = figures.3, let worth = figures.4, let years = figures.5
    {
      do {
        whatIf = try WhatIf(
          price: price,
          people: people,
          sold: sold,
          churn: churn,
          yearlyWorth: worth,
          years: years
        )
      } catch {
        let mistake = language("That is more, or less, than can be reckoned with here.")
        for problem in error.problems { mark(problem.path, mistake) }
      }
    }
    self.init(
      frame: frame,
      says: whatIf.map { $0.says(in: language) } ?? [],
      hasResult: whatIf != nil,
      earnings: whatIf.map { String(describing: $0.earnings) } ?? "",
      loss: whatIf.map { String(describing: $0.loss) } ?? "",
      net: whatIf.map { String(describing: $0.net) } ?? "",
      inputs: inputs
    )
  }
}

extension WhatIf {
  /// What it comes to, as the pages say it.
  fileprivate func says(in language: Language) -> [String] {
    let values = [
      "sold": String(describing: sold), "people": String(people), "earnings": "\(earnings)",
      "price": String(describing: price), "churn": String(describing: churn), "loss": "\(loss)",
      "worth": String(describing: yearlyWorth), "years": String(years), "net": "\(net)",
      "number": breakEvenOneIn.map(String.init) ?? "",
    ]
    let verdict =
      earnings == loss
      ? language("The two are equal: it was all for nothing.")
      : net.isLoss
        ? language("Selling costs more than it brings: {net}.", values)
        : language("Selling brings {net} more than it costs.", values)
    let threshold =
      price.isNone
      ? language("At no price, whoever leaves is a loss.")
      : breakEvenOneIn == nil
        ? language("At these figures it pays even if everybody leaves.")
        : language(
          """
          It stops paying as soon as one in {number} leaves. What people tell each other, and what \
          they no longer tell you, is not counted.
          """,
          values
        )
    return [
      language(
        "Selling the data of {sold} of {people} people at {price} each brings {earnings}.",
        values
      ),
      language(
        """
        If {churn} of them leave because of it, each worth {worth} a year, and would have stayed for \
        so many more years: {years}, that loses {loss}.
        """,
        values
      ),
      verdict, threshold,
    ]
  }
}
