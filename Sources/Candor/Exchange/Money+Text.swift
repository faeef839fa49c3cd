extension Money {
  /// Reads an amount as it is written: `0.20`, with all the digits of the currency or with none.
  ///
  /// Nil for everything else. `0.205` would have to be rounded, `0.2` may be a slip, and which
  /// of its signs parts the thousands of `1,000.00` depends on who reads it.
  public init?(_ text: String, _ currency: Currency) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) }),
      let whole = parts.first, whole == "0" || !whole.hasPrefix("0"),
      parts.count == 1 || (currency.digits > 0 && parts[1].utf8.count == currency.digits)
    else { return nil }
    let rest = parts.count == 2 ? String(parts[1]) : String(repeating: "0", count: currency.digits)
    guard let minor = Int64(whole + rest) else { return nil }
    self.init(minor: minor, currency)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The amount alone: `0.20`.
  public var amount: String {
    guard currency.digits > 0 else { return String(minor) }
    let digits = String(minor)
    let padded = String(repeating: "0", count: max(0, currency.digits + 1 - digits.count)) + digits
    return "\(padded.dropLast(currency.digits)).\(padded.suffix(currency.digits))"
  }

  /// What an amount that is refused should have looked like.
  public static func rule(in currency: Currency) -> String {
    let example = Money(minor: 20, currency)?.amount ?? ""
    let digits =
      currency.digits == 0
      ? "without a point" : "with \(currency.digits) digits after the point, or no point"
    return "must be an amount in \(currency) \(digits), such as \(example)"
  }
}

extension Money: CustomStringConvertible {
  public var description: String { "\(amount) \(currency)" }
}

extension Money: Recorded {
  var json: JSON { ["currency": .string(currency.code), "minor": .integer(minor)] }

  init(_ json: JSON) throws(Malformed) {
    guard let currency = Currency(try json.string("currency")),
      let money = Money(minor: try json.integer("minor"), currency)
    else { throw Malformed("no amount of money") }
    self = money
  }
}
