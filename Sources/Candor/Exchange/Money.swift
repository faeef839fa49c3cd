/// An amount in one currency, counted in its smallest coin.
///
/// Never negative and never rounded: what would make it so throws instead. There is no division and
/// no fraction in it, so that nothing is lost between two accounts.
public struct Money: Hashable, Sendable {
  /// In the currency's smallest coin: cents, yen.
  public let minor: Int64
  public let currency: Currency

  /// The most that every reader of a record gets right: beyond it, JSON's numbers lose digits.
  public static let most: Int64 = 9_007_199_254_740_991

  /// Nil below nothing, and above `most`.
  public init?(minor: Int64, _ currency: Currency) {
    guard (0...Self.most).contains(minor) else { return nil }
    self.minor = minor
    self.currency = currency
  }

  public static func none(in currency: Currency) -> Money { Money(zero: currency) }

  private init(zero currency: Currency) {
    minor = 0
    self.currency = currency
  }

  /// A sum that is no money.
  public enum Wrong: Error, Hashable, Sendable {
    /// Two currencies in one sum; nobody said what one is worth in the other.
    case currencies(Currency, Currency)
    /// More than can be counted exactly.
    case tooMuch
    /// Less than nothing.
    case tooLittle
  }

  public var isNone: Bool { minor == 0 }

  public func adding(_ other: Money) throws(Wrong) -> Money {
    try same(other)
    return try money(minor.addingReportingOverflow(other.minor))
  }

  public func subtracting(_ other: Money) throws(Wrong) -> Money {
    try same(other)
    guard other.minor <= minor else { throw .tooLittle }
    return try money(minor.subtractingReportingOverflow(other.minor))
  }

  /// So many times as much.
  public func times(_ count: Int) throws(Wrong) -> Money {
    guard count >= 0 else { throw .tooLittle }
    return try money(minor.multipliedReportingOverflow(by: Int64(count)))
  }

  public func isLess(than other: Money) throws(Wrong) -> Bool {
    try same(other)
    return minor < other.minor
  }

  private func same(_ other: Money) throws(Wrong) {
    guard other.currency == currency else { throw .currencies(currency, other.currency) }
  }

  private func money(_ sum: (partialValue: Int64, overflow: Bool)) throws(Wrong) -> Money {
    guard !sum.overflow, let money = Money(minor: sum.partialValue, currency) else {
      throw .tooMuch
    }
    return money
  }
}

extension Money.Wrong: CustomStringConvertible {
  public var description: String {
    switch self {
    case .currencies(let one, let other): "is in \(other), and \(one) is counted here"
    case .tooMuch: "is more than can be counted exactly"
    case .tooLittle: "would be less than nothing"
    }
  }
}
