/// The price of selling: what people's data would bring, against what those are worth who leave
/// because it was sold.
///
/// Every figure is somebody's guess, and can be another; the arithmetic is exact.
public struct WhatIf: Hashable, Sendable {
  /// What is paid for the data of one person.
  public let price: Money
  public let people: Int64
  /// Of whom it is sold.
  public let sold: Share
  /// Of those, how many leave because of it.
  public let churn: Share
  /// What one of them brings in a year.
  public let yearlyWorth: Money
  /// How many more years they would have stayed.
  public let years: Int64

  /// What is too large to be counted exactly, or contradicts itself.
  public init(
    price: Money,
    people: Int64,
    sold: Share,
    churn: Share,
    yearlyWorth: Money,
    years: Int64
  ) throws(Invalid) {
    var problems: [Problem] = []
    if yearlyWorth.currency != price.currency {
      problems.append(Problem("worth", "must be in \(price.currency), as the price is"))
    }
    for (path, money) in [("price", price), ("worth", yearlyWorth)] where money.minor > Self.most {
      problems.append(Problem(path, "must not be more than \(Self.most) of the smallest coin"))
    }
    if !(1...Self.mostPeople).contains(people) {
      problems.append(Problem("people", "must be a whole number from 1 to \(Self.mostPeople)"))
    }
    if !(1...100).contains(years) {
      problems.append(Problem("years", "must be a whole number from 1 to 100"))
    }
    guard problems.isEmpty else { throw Invalid(problems) }
    self.price = price
    self.people = people
    self.sold = sold
    self.churn = churn
    self.yearlyWorth = yearlyWorth
    self.years = years
  }

  // So that the product of all, in millionths of millionths, fits into 127 bits.
  static let most: Int64 = 1_000_000_000_000
  static let mostPeople: Int64 = 10_000_000_000
}

extension WhatIf {
  /// An exact amount, gained or lost, in parts of the smallest coin.
  public struct Amount: Hashable, Sendable {
    /// In millionths of millionths of the smallest coin.
    let parts: Int128
    public let currency: Currency

    static let whole = Int128(Share.whole) * Int128(Share.whole)

    public var isLoss: Bool { parts < 0 }
  }

  private var sellers: Int128 { Int128(people) * Int128(sold.millionths) }

  private func amount(_ parts: Int128) -> Amount { Amount(parts: parts, currency: price.currency) }

  /// What the sale brings.
  public var earnings: Amount { amount(Int128(price.minor) * sellers * Int128(Share.whole)) }

  /// What everybody who leaves would have brought.
  public var loss: Amount { amount(worth * sellers * Int128(churn.millionths)) }

  public var net: Amount { amount(earnings.parts - loss.parts) }

  /// What one person would have brought, in the smallest coin.
  private var worth: Int128 { Int128(yearlyWorth.minor) * Int128(years) }

  /// When one in so many leaves, the sale brings nothing any more.
  ///
  /// Nil when it brings nothing anyway, or pays whoever leaves.
  public var breakEvenOneIn: Int64? {
    guard price.minor > 0, worth >= Int128(price.minor) else { return nil }
    return Int64(clamping: worth / Int128(price.minor))
  }

  /// The least share, to a millionth, at which it brings nothing any more; nil when all may leave
  /// and it still pays.
  public var breakEven: Share? {
    guard worth > 0 else { return nil }
    let (share, rest) = (Int128(price.minor) * Int128(Share.whole)).quotientAndRemainder(
      dividingBy: worth
    )
    return Share(millionths: Int64(clamping: rest == 0 ? share : share + 1))
  }
}

extension WhatIf.Amount: CustomStringConvertible {
  /// Every digit that it has, and no more: `-1234.56 USD`.
  public var description: String {
    let unit = (0..<currency.digits).reduce(Self.whole) { unit, _ in unit * 10 }
    let (whole, rest) = parts.magnitude.quotientAndRemainder(dividingBy: UInt128(unit))
    var digits = String(rest)
    digits = String(repeating: "0", count: 12 + currency.digits - digits.count) + digits
    while digits.count > currency.digits, digits.hasSuffix("0") { digits.removeLast() }
    return "\(isLoss ? "-" : "")\(whole)\(digits.isEmpty ? "" : ".\(digits)") \(currency)"
  }
}
