/// Money of one kind, by its code in ISO 4217.
public struct Currency: Hashable, Sendable {
  public let code: String
  /// How many digits stand after the point: two for cents, none for yen.
  public let digits: Int

  /// Nil unless the code is one that people are paid in: gold and test codes are not.
  public init?(_ code: String) {
    guard let digits = Self.digits[code] else { return nil }
    self.code = code
    self.digits = digits
  }

  private init(code: String, digits: Int) {
    self.code = code
    self.digits = digits
  }

  /// What a price is in where nobody says otherwise.
  public static let dollar = Currency(code: "USD", digits: 2)

  public static let rule = "must be the code of a currency, such as EUR or USD"

  /// By ISO 4217, table A.1, without its codes for metals, funds and tests.
  private static let digits: [String: Int] = {
    let codes: [(Int, String)] = [
      (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"),
      (
        2,
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
        CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD \
        GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL \
        MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN \
        PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP \
        SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG
        """
      ),
      (3, "BHD IQD JOD KWD LYD OMR TND"),
    ]
    return codes.reduce(into: [:]) { table, group in
      for code in group.1.split(separator: " ") { table[String(code)] = group.0 }
    }
  }()
}

extension Currency: CustomStringConvertible {
  public var description: String { code }
}

extension Currency: Comparable {
  public static func < (left: Self, right: Self) -> Bool { left.code < right.code }
}

extension Currency: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let currency = Currency(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a currency")
    }
    self = currency
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
