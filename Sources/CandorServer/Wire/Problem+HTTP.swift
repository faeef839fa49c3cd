import Candor
import CandorAPI
import Foundation
import Hummingbird

/// Where errors meet HTTP. A reply names fields and rules, never a value.
extension ProblemReply {
  init(for error: any Error) {
    switch error {
    case let invalid as Invalid:
      self.init(422, "A rule is broken", errors: invalid.problems.map(Detail.init))
    case let malformed as MalformedBody:
      self.init(400, "The body cannot be read", errors: [malformed.detail])
    case let stale as StaleNotice:
      self.init(
        409,
        "The notice has changed",
        detail: "The answer was given to a text that is no longer shown. Show it again and ask.",
        notice: stale.current.rawValue
      )
    case is Busy:
      self.init(503, "Busy", detail: "Too many changes wait. Nothing was written; try again.")
    case is OtherRequest:
      self.init(
        422,
        "Another request",
        detail: "This Idempotency-Key stands for a request with another body. Use a new one."
      )
    case is StillRunning:
      self.init(409, "Still running", detail: "The same request is being answered just now.")
    case is HandleTaken:
      self.init(409, "Known already", detail: "Somebody else is known by this name or address.")
    case is Vault.UnknownPerson:
      self.init(404, "Unknown person", detail: "No record of that identifier is kept here.")
    case let reason as Offer.Unavailable:
      self.init(409, "Not possible", detail: String(describing: reason))
    case let refused as Books.Refused:
      self.init(409, "Not booked", detail: String(describing: refused))
    case let missing as NotHeld:
      self.init(404, "Not held", detail: "The record holds nothing for '\(missing.attribute)'.")
    case let ended as NoMoreMail:
      self.init(
        410,
        "No more mail",
        detail: ended.reasons.map(\.description).joined(separator: " ")
      )
    case let missing as NoSuch:
      self.init(404, "Not found", detail: "There is no such \(missing.what).")
    case Refused.noKey:
      self.init(401, "No valid key", detail: "Send 'Authorization: Bearer' with a key that lives.")
    case Refused.noScope(let scope):
      self.init(403, "Out of scope", detail: "This key lacks the scope '\(scope.rawValue)'.")
    case is LinkRefused:
      self.init(410, "The link is used or expired", detail: "Ask for a new one.")
    case is NotSignedIn:
      self.init(
        401,
        "Nobody is signed in",
        detail: "This page shows the record of who is signed in."
      )
    case is ForeignOrigin:
      self.init(403, "Not from our pages", detail: "Forms are taken from this site only.")
    case let refused as TokenRefused:
      self.init(401, "The token is refused", errors: refused.problems.map(Detail.init))
    case let refused as SignatureRefused:
      self.init(401, "The signature is refused", errors: [.init(refused.problem)])
    case is SessionEnded:
      self.init(401, "The session is over", detail: "Begin a new one.")
    case is ForeignHost:
      self.init(403, "Not shown there", detail: "The rules do not name this site.")
    case is NotOffered:
      self.init(403, "Not offered here", detail: "This is done in My record.")
    case let error as any HTTPResponseError:
      self.init(error.status.code, error.status.reasonPhrase)
    default:
      self.init(
        500,
        "Candor failed",
        detail: "The fault is ours. Look at the record before you try again."
      )
    }
  }

  private init(
    _ status: Int,
    _ title: String,
    detail: String? = nil,
    errors: [Detail]? = nil,
    notice: String? = nil
  ) {
    self.init(
      type: "about:blank",
      title: title,
      status: status,
      detail: detail,
      errors: errors,
      notice: notice
    )
  }
}

extension ProblemReply.Detail {
  init(_ problem: Problem) {
    self.init(field: problem.path, rule: problem.rule)
  }
}

/// Nothing of that name is in the rules or in the store.
struct NoSuch: Error {
  let what: String
}

/// A form that another site sent.
struct ForeignOrigin: Error {}
