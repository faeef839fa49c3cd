import Foundation

extension Offer {
  /// Why an offer cannot be accepted, or not be delivered on.
  public enum Unavailable: Error, Hashable, Sendable {
    case notYetOpen(until: Date)
    case over(since: Date)
    case closed(since: Date)
    /// As many as were wanted have said yes.
    case full
    /// What the person read is not what is shown now.
    case otherTerms
    case alreadyAccepted
    /// Nobody is paid twice.
    case alreadyRewarded
    case notAccepted
    /// The record has no answer to these.
    case unanswered([Attribute.Name])
    /// The Gate would let nothing through.
    case refused([RefusalReason])
    /// What was let through is not what was agreed to.
    case otherUse
    case books(Books.Refused)
  }
}

extension Offer.Unavailable: CustomStringConvertible {
  /// The reason as a sentence.
  public var description: String {
    switch self {
    case .notYetOpen: "The offer is not open yet."
    case .over: "The time of the offer is over."
    case .closed: "The offer was closed."
    case .full: "As many people as were wanted have accepted."
    case .otherTerms: "What was read is not what is shown now."
    case .alreadyAccepted: "The person has accepted it already."
    case .alreadyRewarded: "The person has had the reward already."
    case .notAccepted: "The person has not accepted it."
    case .unanswered(let names):
      "The record has no answer to \(names.map { "'\($0)'" }.joined(separator: ", "))."
    case .refused(let reasons): reasons.map(\.description).joined(separator: " ")
    case .otherUse: "What was let through is not what the person agreed to."
    case .books(let refused): String(describing: refused)
    }
  }
}
