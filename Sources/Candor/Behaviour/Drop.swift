/// Why a message, or a part of one, is not taken.
///
/// Names the rule, never what was told.
public struct Drop: Error, Hashable, Sendable {
  public let reason: String

  private init(_ reason: String) {
    self.reason = reason
  }

  init(_ reason: RefusalReason) {
    self.init(reason.cause.rawValue)
  }

  /// It is not what its type needs.
  public static let malformed = Drop("malformed")
  /// Longer than a message may be.
  public static let tooLarge = Drop("too-large")
  /// Without one nobody knows whether it was there before.
  public static let noMessageID = Drop("no-message-id")
  /// It came before, and was taken then.
  public static let duplicate = Drop("duplicate")
  /// The rules make nothing of it.
  public static let notConfigured = Drop("not-configured")
  /// It says nothing of consent, or nothing that can be read.
  public static let noConsent = Drop("no-consent")
  /// It does not say what the person said to a category that the purpose needs.
  public static let unknownCategory = Drop("unknown-category")
  public static let categoryDenied = Drop("category-denied")
  public static let integrationOff = Drop("integration-off")
  public static let unknownPerson = Drop("unknown-person")
  /// It was done before the person said yes.
  public static let beforeConsent = Drop("before-consent")
  /// It would have run out by now.
  public static let tooOld = Drop("too-old")
  public static let unknownItem = Drop("unknown-item")
  /// The property is not there, or the value breaks the question's rules.
  public static let invalidValue = Drop("invalid-value")
  /// The person took it out of the record.
  public static let takenBack = Drop("taken-back")
  /// The record holds something that was said later.
  public static let superseded = Drop("superseded")
  /// The record says so already.
  public static let unchanged = Drop("unchanged")
  /// A yes that was given to no text of ours is none.
  public static let notAGrant = Drop("not-a-grant")
  /// Both names have records of their own, and the older one is somebody's for sure.
  public static let needsClaim = Drop("needs-claim")
}
