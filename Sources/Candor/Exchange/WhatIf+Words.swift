extension WhatIf {
  /// The twenty cents that a magazine took for a reader's data, and what that reader may have been
  /// worth to it: figures to begin with, none of them measured.
  public struct Figures: Sendable {
    public static let price = "0.20"
    public static let people: Int64 = 100_000
    public static let sold = "100"
    public static let churn = "1"
    public static let yearlyWorth = "20.00"
    public static let years: Int64 = 3
  }

  /// What it comes to, in plain sentences.
  public var says: [String] {
    [
      """
      Selling the data of \(sold) of \(people) people at \(price) each brings \(earnings).
      """,
      """
      If \(churn) of them leave because of it, each worth \(yearlyWorth) a year for \(years) more \
      \(years == 1 ? "year" : "years"), that loses \(loss).
      """,
      verdict,
      threshold,
    ]
  }

  private var verdict: String {
    if net.parts == 0 { return "The two are equal: it was all for nothing." }
    return net.isLoss
      ? "Selling costs more than it brings: \(net)." : "Selling brings \(net) more than it costs."
  }

  private var threshold: String {
    if price.minor == 0 { return "At no price, whoever leaves is a loss." }
    guard let oneIn = breakEvenOneIn, let breakEven else {
      return "At these figures it pays even if everybody leaves."
    }
    return """
      It stops paying as soon as one in \(oneIn) leaves (\(breakEven)). What people tell each other, \
      and what they no longer tell you, is not counted.
      """
  }
}
