/// A country, or a part of one, whose law holds: by ISO 3166, or `EU`.
public struct Jurisdiction: Hashable, Sendable {
  public let code: String

  /// What a text breaks that names none.
  static let rule = "must be a country by its two letters, such as DE, a part of one (US-CA), or EU"

  /// Nil unless it looks like a code of ISO 3166.
  public init?(_ code: String) {
    guard code.wholeMatch(of: /[A-Z]{2}(-[A-Z0-9]{1,3})?/) != nil else { return nil }
    self.code = code
  }

  /// The country, without its part.
  public var country: String { String(code.prefix(2)) }

  /// Whether the General Data Protection Regulation holds there: the Union, Iceland, Liechtenstein
  /// and Norway.
  public var isUnderGDPR: Bool { Self.gdpr.contains(country) }

  private static let gdpr: Set<String> = [
    "EU", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
    "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
  ]
}

extension Jurisdiction: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Jurisdiction(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: Self.rule)
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
