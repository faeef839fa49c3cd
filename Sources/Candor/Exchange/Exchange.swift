/// How recipients may pay people for a yes; without it nobody may.
public struct Exchange: Sendable, Codable {
  /// What all of it is counted in.
  public let currency: Currency
  /// What may be offered for.
  public let purposes: [Purpose.Name]
  /// The least that is paid for a yes, as an amount in the currency.
  public let least: String?

  /// The least that is paid; nil where the rules set none.
  public var leastReward: Money? { least.flatMap { Money($0, currency) } }
}

extension Rules {
  /// Whether a recipient may be offered anything for this purpose.
  ///
  /// Under `sale: never` nothing may, whatever else the file says.
  func isForSale(_ purpose: Purpose.Name) -> Bool {
    sale == .exchange && exchange?.purposes.contains(purpose) == true
  }

  /// What the chapter on the exchange breaks.
  var brokenExchange: [Problem] {
    switch (sale, exchange) {
    case (.never, nil): []
    case (.never, _): [Problem("exchange", "has no place beside 'sale: never'")]
    case (.exchange, nil):
      [Problem("sale", "'exchange' needs a chapter 'exchange': say what may be offered for")]
    case (.exchange, let exchange?): broken(exchange)
    }
  }

  private func broken(_ exchange: Exchange) -> [Problem] {
    var problems = Self.repeated(
      exchange.purposes.map(\.rawValue),
      in: "exchange.purposes",
      what: "name"
    )
    if exchange.purposes.isEmpty {
      problems.append(
        Problem("exchange.purposes", "is empty: say 'sale: never', if nothing may be offered for")
      )
    }
    if let least = exchange.least, exchange.leastReward.map(\.isNone) ?? true {
      let rule = Money.rule(in: exchange.currency)
      let isNone = Money(least, exchange.currency) != nil
      problems.append(Problem("exchange.least", isNone ? "must be more than nothing" : rule))
    }
    for (index, name) in exchange.purposes.enumerated() {
      let path = "exchange.purposes[\(index)]"
      guard let purpose = purpose(name) else {
        problems += unknown([name], at: path)
        continue
      }
      if purpose.basis != .consent {
        problems.append(Problem(path, "'\(name)' needs no yes, so there is none to pay for"))
      }
      if !recipients.contains(where: { $0.role == .partner && $0.purposes.contains(name) }) {
        problems.append(Problem(path, "no partner has the purpose '\(name)'"))
      }
      for attribute in purpose.uses where self.attribute(attribute)?.isSensitive == true {
        problems.append(Problem(path, "'\(attribute)' is sensitive: nobody is paid to tell it"))
      }
    }
    return problems
  }
}

extension Shape {
  static let exchange = Shape.object(
    required: [
      "currency": .textThat(Currency.rule) { Currency($0) != nil }, "purposes": .list(.name),
    ],
    optional: ["least": .text]
  )
}
