import Candor
import CandorAPI
import Foundation
import Hummingbird

/// Experiences on other sites: the element, its style, its sessions, and the pages that it may show.
struct EmbedRoutes {
  let house: House
  let templates: Templates
  let tokens: PersonTokens
  private let script: ByteBuffer
  private let style: ByteBuffer

  init(_ house: House, _ embedding: Embedding, _ templates: Templates) async throws {
    self.house = house
    self.templates = templates
    tokens = try await PersonTokens(embedding, audience: house.origin)
    let assets = Bundle.module.bundleURL.appending(path: "Assets")
    script = ByteBuffer(bytes: try Data(contentsOf: assets.appending(path: "embed.js")))
    let css = try String(contentsOf: assets.appending(path: "candor.css"), encoding: .utf8)
    style = ByteBuffer(string: EmbeddedStyle.of(css))
  }

  func add(to router: Router<CandorContext>) {
    router.get("embed.js") { _, _ in file(script, "text/javascript") }
    router.get("embed/candor.css") { _, _ in file(style, "text/css") }
    let machine = router.group("embed").add(middleware: ProblemMiddleware())
    machine.post("sessions", use: begin)
    machine.delete("sessions", use: end)
    machine.post("claims", use: claim)

    let errors = ErrorPageMiddleware(house: house, templates: templates)
    let pages = router.group("embed").add(middleware: errors)
      .add(middleware: GuestMiddleware(house: house))
      .add(middleware: SignalMiddleware(house: house))
      .add(middleware: errors)
    ExperiencePages(house: house, templates: templates).add(to: pages)
    OutcomePages(house: house, templates: templates).add(to: pages)
    ActPages(house: house).add(to: pages)
    ConsentPages(house: house, templates: templates).add(to: pages)
    ErasurePages(house: house, templates: templates)
      .add(to: pages.group("").add(middleware: AnonymousOnly()))
  }

  private func file(_ bytes: ByteBuffer, _ type: String) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "\(type); charset=utf-8", .cacheControl: "public, max-age=3600"],
      body: .init(byteBuffer: bytes)
    )
  }

  @Sendable func begin(_ request: Request, _ context: CandorContext) async throws -> Response {
    let body = try await request.body(SessionRequest.self)
    guard let token = body.token else {
      return try Response(
        json: SessionReply(try await house.beginAnonymousSession()),
        status: .created
      )
    }
    let claims = try await tokens.read(token, at: house.now())
    let begun = try await house.beginSession(by: claims, signal: request.signal)
    return try Response(json: SessionReply(begun), status: .created)
  }

  @Sendable func end(_ request: Request, _ context: CandorContext) async throws -> Response {
    guard let secret = request.bearer, try await house.embeddedSession(secret) != nil else {
      throw SessionEnded()
    }
    try await house.endSession(secret)
    return Response(status: .noContent)
  }

  /// What was told before the company said who it is becomes theirs.
  @Sendable func claim(_ request: Request, _ context: CandorContext) async throws -> Response {
    let body = try await request.body(SessionRequest.self)
    guard let secret = request.bearer, let session = try await house.embeddedSession(secret) else {
      throw SessionEnded()
    }
    guard session.name == Access.anonymous else {
      throw Invalid([Problem("session", "is somebody's already: nothing is left to claim")])
    }
    guard let token = body.token else {
      throw Invalid([Problem("token", "is missing: say whose it shall be")])
    }
    let claims = try await tokens.read(token, at: house.now())
    let begun = try await house.beginSession(by: claims, claiming: secret, signal: request.signal)
    return try Response(json: SessionReply(begun), status: .created)
  }
}

extension SessionReply {
  fileprivate init(_ begun: BegunSession) {
    self.init(
      session: begun.secret,
      isKnown: begun.access.name == Access.known,
      until: (begun.access.until ?? .distantPast).rfc3339
    )
  }
}

/// Another site may have its visitor forget what they said there, but not a whole record.
struct AnonymousOnly: RouterMiddleware {
  func handle(
    _ request: Request,
    context: CandorContext,
    next: (Request, CandorContext) async throws -> Response
  ) async throws -> Response {
    guard context.guest?.isKnown == false else { throw NotOffered() }
    return try await next(request, context)
  }
}

/// What is done in My record only.
struct NotOffered: Error {}
