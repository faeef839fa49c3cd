import Candor
import CandorAPI
import Fingerprints
import Foundation
import HTTPTypes
import Hummingbird
import TransparencyLog

/// Copies for recipients: agreed on, looked at before, and made as they are read.
struct DisclosureRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("disclosures", use: agree)
    routes.post("disclosures/preview", use: preview)
    routes.get("disclosures", use: list)
    routes.get("disclosures/:disclosure", use: show)
    routes.get("disclosures/:disclosure/copy.csv") { try await copy($0, $1, as: .csv) }
    routes.get("disclosures/:disclosure/copy.ndjson") { try await copy($0, $1, as: .ndjson) }
  }

  @Sendable func agree(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.disclose)
    let bytes = try await request.bytes()
    let body = try Request.body(DisclosureRequest.self, from: bytes)
    return try await house.once(request, context, bytes) { asked in
      let disclosure = try await house.disclosure(body)
      let kept = Kept.agreed(DisclosureReply(disclosure, []))
      let reply = try asked.map { ($0.request, try house.vault.reply(kept.bytes, to: $0)) }
      try await house.store.write { transaction in
        try transaction.put(disclosure)
        if let (request, reply) = reply { try transaction.keep(reply, to: request) }
      }
      return try kept.response()
    }
  }

  @Sendable func preview(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.disclose)
    let body = try await request.body(DisclosureRequest.self)
    let disclosure = try await house.disclosure(body)
    let people = try await house.countPeople(in: disclosure)
    let reply =
      people < 10
      ? PreviewReply(people: nil, says: "Fewer than 10 people would be in it.")
      : PreviewReply(people: people, says: "\(people.written) people would be in it.")
    return try Response(json: reply)
  }

  @Sendable func list(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.disclose)
    let disclosures = try await house.store.read { try $0.disclosures() }
    let imprints = try await house.vault.imprints()
    return try Response(
      json: DisclosuresReply(disclosures: disclosures.map { DisclosureReply($0, imprints) })
    )
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.disclose)
    let disclosure = try await disclosure(context)
    return try Response(json: DisclosureReply(disclosure, try await house.vault.imprints()))
  }

  /// Streams the copy; with `after`, from the line behind the one with that reference on.
  @Sendable func copy(
    _ request: Request,
    _ context: CandorContext,
    as format: Copy.Format
  ) async throws -> Response {
    try context.require(.disclose)
    let disclosure = try await disclosure(context)
    // The rules may say something else by now.
    let problems = house.gate.broken(disclosure, at: house.now())
    guard problems.isEmpty else { throw Invalid(problems) }
    var offer: Offer?
    if let id = disclosure.offer { offer = try await house.posted(id).offer }
    let copy = CopyStream(of: disclosure, under: offer, as: format, house)
    let after = request.uri.queryParameters["after"].map { String($0) }
    if let after, try await !copy.has(after) {
      throw Invalid([Problem("after", "is no reference of this copy: read it from the start")])
    }
    let name = "\(disclosure.recipient)-\(disclosure.purpose).\(format.rawValue)"
    return Response(
      status: .ok,
      headers: [
        .contentType: format.mediaType, .cacheControl: "no-store",
        .contentDisposition: "attachment; filename=\"\(name)\"",
      ],
      body: ResponseBody { writer in
        try await copy.write(to: &writer, after: after)
        try await writer.finish(nil)
      }
    )
  }

  private func disclosure(_ context: CandorContext) async throws -> Disclosure {
    let id: Disclosure.ID = try context.name("disclosure")
    guard let disclosure = try await house.store.read({ try $0.disclosure(id) }) else {
      throw NoSuch(what: "disclosure")
    }
    return disclosure
  }
}

extension Copy.Format {
  fileprivate var mediaType: String {
    switch self {
    case .csv: "text/csv; charset=utf-8; header=present"
    case .ndjson: "application/x-ndjson"
    }
  }
}

extension DisclosureReply {
  init(_ disclosure: Disclosure, _ imprints: [Imprint.Logged]) {
    self.init(
      id: disclosure.id.rawValue,
      recipient: disclosure.recipient.rawValue,
      purpose: disclosure.purpose.rawValue,
      offer: disclosure.offer?.rawValue,
      attributes: disclosure.attributes.map(\.rawValue),
      audience: disclosure.audience.isEmpty
        ? nil
        : Dictionary(
          uniqueKeysWithValues: disclosure.audience.map { ($0.rawValue, $1.sorted()) }
        ),
      time: disclosure.time.rfc3339,
      copies: imprints.filter { $0.imprint.disclosure == disclosure.id }.map(Copy.init)
    )
  }
}

extension DisclosureReply.Copy {
  init(_ logged: Imprint.Logged) {
    let imprint = logged.imprint
    self.init(
      format: imprint.format,
      rows: imprint.rows,
      root: imprint.root.base64,
      key: imprint.key.base64,
      leaf: logged.leaf,
      made: logged.since.rfc3339,
      statement: String(decoding: imprint.json.canonicalBytes, as: UTF8.self)
    )
  }
}
