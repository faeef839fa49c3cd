import Candor
import Hummingbird
import NIOCore

struct PolicyPages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("privacy", use: show)
    routes.get("privacy.md", use: text)
    routes.get("privacy/versions", use: versions)
    routes.get("privacy/versions/:number", use: version)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    let versions = try await house.policyVersions()
    return try page(versions.first(where: \.isCurrent), of: versions, context)
  }

  @Sendable func text(_ request: Request, _ context: CandorContext) async throws -> Response {
    .markdown(house.policy(keptSince: house.now()))
  }

  @Sendable func versions(_ request: Request, _ context: CandorContext) async throws -> Response {
    let speaking = house.speaking(to: context)
    let frame = speaking.frame(speaking.language("All versions of our privacy text"), context)
    return try templates.render(
      PolicyVersionsPage(try await house.policyVersions(), frame, speaking.language)
    )
  }

  /// One version as a page, or under `N.md` its exact bytes.
  @Sendable func version(_ request: Request, _ context: CandorContext) async throws -> Response {
    let name = try context.parameters.require("number")
    let isText = name.hasSuffix(".md")
    let number = Int(isText ? name.dropLast(3) : name[...])
    let versions = try await house.policyVersions()
    let version = versions.first { $0.number == number }
    guard isText else { return try page(version, of: versions, context) }
    guard let version else { throw NoSuch(what: "privacy text") }
    return .markdown(version.text)
  }

  private func page(
    _ version: House.Version?,
    of versions: [House.Version],
    _ context: CandorContext
  ) throws -> Response {
    guard let version else { throw NoSuch(what: "privacy text") }
    let before = versions.first { $0.number == version.number - 1 }
    let speaking = house.speaking(to: context)
    let frame = speaking.frame(version.policy.title, context)
    return try templates.render(PolicyPage(version, after: before, frame, speaking.language))
  }
}

extension Response {
  /// The bytes that are hashed, unchanged.
  fileprivate static func markdown(_ text: KeptText) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: "text/markdown; charset=utf-8", .eTag: "\"\(text.hash)\"",
        .cacheControl: "no-cache",
      ],
      body: .init(byteBuffer: ByteBuffer(bytes: text.bytes))
    )
  }
}
