import Candor
import CandorAPI
import Hummingbird

/// Why a client's request is not taken: a code and a message, as its library reads them.
struct Fault: Error {
  let status: HTTPResponse.Status
  let reply: FaultReply

  private init(_ status: HTTPResponse.Status, _ code: String, _ message: String) {
    self.status = status
    reply = FaultReply(code: code, message: message)
  }

  static func malformed(_ message: String) -> Fault { Fault(.badRequest, "malformed", message) }

  static let tooLarge = Fault(
    .badRequest,
    "too-large",
    "A call may have 32 KB, a batch 500 KB, and each message in it 32 KB."
  )
  static let noKey = Fault(
    .unauthorized,
    "unauthorized",
    "Send a key that lives: as the user of Basic, as Bearer, or as writeKey in the body."
  )
  static let noScope = Fault(.forbidden, "forbidden", "This key lacks the scope 'behaviour'.")

  /// Errors that are no fault of the client ask it to come again.
  init(_ error: any Error) {
    switch error {
    case let fault as Fault: self = fault
    case is Busy, is StillRunning:
      self.init(.tooManyRequests, "busy", "Too much at once. Send the same again in a moment.")
    default: self.init(.internalServerError, "failed", "The fault is ours. Send the same again.")
    }
  }

  func response() throws -> Response {
    var response = try Response(json: reply, status: status)
    if status == .tooManyRequests { response.headers[.retryAfter] = "1" }
    return response
  }
}
