import Candor
import Fingerprints
import Hummingbird

/// Whose copy something derives from, for whoever works here: any find, and everybody's copies.
struct TracePage: Page {
  static let template = "trace"

  let frame: Frame
  let hasVerdict: Bool
  let says: [String]
  let mistake: String?
}

struct TracePages {
  /// Some thousands of rows.
  static let limit = 1 << 20

  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("trace") { try show($1, [], mistake: nil) }
    routes.post("trace", use: find)
  }

  @Sendable func find(_ request: Request, _ context: CandorContext) async throws -> Response {
    let language = house.speaking(to: context).language
    let form = try await request.form(limit: Self.limit)
    let key = try await house.key(form.first("key") ?? "")
    guard key?.scopes.contains(.trace) == true else {
      return try show(context, [], mistake: language("That is no key with the scope traces."))
    }
    let text = form.first("found") ?? ""
    guard !text.trimmed.isEmpty else {
      return try show(context, [], mistake: language("Paste what was found."))
    }
    return try show(context, await house.trace(.once(Leak(text))).verdict.sentences, mistake: nil)
  }

  private func show(
    _ context: CandorContext,
    _ says: [String],
    mistake: String?
  ) throws -> Response {
    let house = house.speaking(to: context)
    return try templates.render(
      TracePage(
        frame: house.frame(house.language("Whose copy is it?"), context),
        hasVerdict: !says.isEmpty,
        says: says,
        mistake: mistake
      )
    )
  }
}
