/// A part of a whole, counted exactly in millionths: 2.5% are 25,000 of them.
public struct Share: Hashable, Sendable {
  public let millionths: Int64

  static let whole: Int64 = 1_000_000

  /// Nil below nothing and above the whole.
  public init?(millionths: Int64) {
    guard (0...Self.whole).contains(millionths) else { return nil }
    self.millionths = millionths
  }

  /// Reads per cents with at most four digits after the point: `100`, `2.5`, `0.0001`.
  public init?(percent text: String) {
    guard let match = text.wholeMatch(of: /([0-9]{1,3})(?:\.([0-9]{1,4}))?%?/.asciiOnlyDigits()),
      let whole = Int64(match.1)
    else { return nil }
    let digits = String(match.2 ?? "")
    let rest = Int64(digits + String(repeating: "0", count: 4 - digits.count)) ?? 0
    self.init(millionths: whole * 10_000 + rest)
  }

  public static let rule = "must be per cents from 0 to 100, to four digits after the point"
}

extension Share: CustomStringConvertible {
  /// `2.5%`.
  public var description: String {
    let (whole, rest) = millionths.quotientAndRemainder(dividingBy: 10_000)
    guard rest > 0 else { return "\(whole)%" }
    var digits = String(rest)
    digits = String(repeating: "0", count: 4 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)%"
  }
}
