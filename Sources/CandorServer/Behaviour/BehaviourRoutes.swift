import Candor
import CandorAPI
import Foundation
import Hummingbird
import Logging
import NIOCore

/// What people do, as the clients of Segment and RudderStack tell it.
///
/// Everything that can be read is answered with 200, also what is not taken: a client would send it
/// again for nothing. What became of it is in the counts.
struct BehaviourRoutes {
  let house: House

  static let callLimit = 32 << 10
  static let batchLimit = 500 << 10

  /// Keys are looked for here, since clients show them in three ways.
  func add(to routes: some RouterMethods<CandorContext>) {
    for kind in Message.Kind.allCases {
      routes.post(RouterPath(kind.rawValue)) { request, context in
        try await answer(context) {
          let (body, source) = try await read(request, limit: Self.callLimit)
          try await house.hear([(body, kind)], Envelope(), from: source)
        }
      }
    }
    routes.post("batch", use: batch)
  }

  /// Newline-delimited JSON is a batch of answers and acts; JSON is one of messages.
  @Sendable func batch(_ request: Request, _ context: CandorContext) async throws -> Response {
    let content = request.headers[.contentType] ?? ""
    guard content.hasPrefix("application/json") || content.hasPrefix("text/plain") else {
      return try await KeyMiddleware(house: house).handle(request, context: context) {
        try await BatchRoutes(house: house).write($0, $1)
      }
    }
    return try await answer(context) {
      let (body, source) = try await read(request, limit: Self.batchLimit)
      guard case .list(let messages)? = body["batch"] else {
        throw Fault.malformed("The body has no list 'batch'.")
      }
      try await house.hear(messages.map { ($0, nil) }, Envelope(body), from: source)
    }
  }

  private func answer(
    _ context: CandorContext,
    _ body: () async throws -> Void
  ) async throws -> Response {
    do {
      try await body()
      return try Response(json: HeardReply())
    } catch {
      let fault = Fault(error)
      if fault.status == .internalServerError {
        context.logger.error("failed: \(type(of: error))")
      }
      return try fault.response()
    }
  }

  /// The body, and the name of the key under which it came.
  private func read(_ request: Request, limit: Int) async throws -> (Sent, String) {
    var header = try await key(in: request)
    var bytes = ByteBuffer()
    for try await some in request.body {
      guard bytes.readableBytes + some.readableBytes <= limit else { throw Fault.tooLarge }
      bytes.writeImmutableBuffer(some)
    }
    switch request.headers[.contentEncoding]?.lowercased() {
    case nil, "identity": break
    case "gzip": bytes = try bytes.unpacked(limit: limit)
    default: throw Fault.malformed("A body comes as it is, or packed with gzip.")
    }
    let body: Sent
    do {
      body = try Sent(bytes.readableBytesView)
    } catch {
      throw Fault.malformed("The body is no JSON that is read here.")
    }
    guard body.members != nil else { throw Fault.malformed("The body is no JSON object.") }
    if header == nil, let secret = body.present("writeKey")?.name {
      header = try await house.key(secret)
    }
    guard let key = header else { throw Fault.noKey }
    guard key.scopes.contains(.behaviour) else { throw Fault.noScope }
    return (body, key.name)
  }

  private func key(in request: Request) async throws -> Access? {
    guard let header = request.headers[.authorization] else { return nil }
    if header.hasPrefix("Bearer ") {
      return try await house.key(String(header.dropFirst("Bearer ".count)))
    }
    guard header.hasPrefix("Basic "),
      let pair = Data(base64Encoded: String(header.dropFirst("Basic ".count))),
      let user = String(decoding: pair, as: UTF8.self).split(
        separator: ":",
        omittingEmptySubsequences: false
      ).first
    else { return nil }
    return try await house.key(String(user))
  }
}

/// What became of it all.
struct BehaviourCountRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("behaviour/counts") { _, context in
      try context.require(.counts)
      return try Response(json: house.behaviour.reply)
    }
  }
}
