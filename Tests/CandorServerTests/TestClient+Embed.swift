import CandorAPI
import HTTPTypes
import Hummingbird
import HummingbirdTesting

@testable import CandorServer

/// What a form is sent as.
let formType = "application/x-www-form-urlencoded"

extension TestClientProtocol {
  func visit(
    _ method: HTTPRequest.Method,
    _ path: String,
    _ body: String? = nil,
    session: String? = nil,
    origin: String? = Signer.host,
    type: String = "application/json",
    cookie: String? = nil
  ) async throws -> Answered {
    var headers = HTTPFields()
    headers[.origin] = origin
    headers[.cookie] = cookie.map { "candor=\($0)" }
    return try await call(method, path, body, key: session, type: type, headers: headers)
  }

  func begin(
    _ token: String? = nil
  ) async throws -> SessionReply {
    let body = token.map { #"{"token": "\#($0)"}"# } ?? "{}"
    return try await visit(.post, "/embed/sessions", body).decoded()
  }

  /// Says one thing, and nothing else.
  func answer(
    _ session: String
  ) async throws -> Answered {
    let form = "page=1&length=medium&skipped=next-story&go=next"
    return try await visit(
      .post,
      "/embed/e/letters",
      form,
      session: session,
      type: formType
    )
  }
}
