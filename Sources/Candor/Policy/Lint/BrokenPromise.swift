/// One promise of a text that the rules do not keep, or that nobody can hold anybody to.
public struct BrokenPromise: Hashable, Sendable {
  /// What sort of promise it is.
  public enum Rule: String, Sendable, CaseIterable {
    case neverShares = "never-shares"
    case sale
    case anonymous
    case deletion
    case term
    case vagueTerm = "vague-term"
    case forever
    case onlyAccess = "only-access"
    case aggregate
    case vagueRecipient = "vague-recipient"
    case unknownRecipient = "unknown-recipient"
    case missingRecipient = "missing-recipient"
    case maybe
    case openList = "open-list"
    case vaguePurpose = "vague-purpose"
    case deemedConsent = "deemed-consent"
    case legitimateInterest = "legitimate-interest"
    case absolute
    case confidential
    case deniedAttribute = "denied-attribute"
    case unknownAttribute = "unknown-attribute"
    case otherSource = "other-source"
    case noMachine = "no-machine"
    case irrevocable
    case priceOfNo = "price-of-no"
    case changesAtWill = "changes-at-will"
    case staysHere = "stays-here"
  }

  /// From 1, as the file has it.
  public let line: Int
  public let column: Int
  public let rule: Rule
  /// The words of the text that it is about.
  public let phrase: String
  /// Why it cannot stand, in one sentence.
  public let reason: String
  /// Words that could.
  public let better: String
  /// Whether the text must change; otherwise it only could be clearer.
  public let isError: Bool

  public init(
    line: Int,
    column: Int,
    rule: Rule,
    phrase: String,
    reason: String,
    better: String,
    isError: Bool = true
  ) {
    self.line = line
    self.column = column
    self.rule = rule
    self.phrase = phrase
    self.reason = reason
    self.better = better
    self.isError = isError
  }
}
