import Candor
import CandorAPI
import Fingerprints
import Foundation
import HTTPTypes
import Hummingbird

/// Which copy a list, a label or a mail derives from.
struct TraceRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("traces", use: trace)
    routes.post("traces/series", use: traceSeries)
  }

  @Sendable func trace(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.trace)
    let leak = try await request.leak()
    return try Response(json: TraceReply(try await house.trace(.once(leak))))
  }

  @Sendable func traceSeries(
    _ request: Request,
    _ context: CandorContext
  ) async throws -> Response {
    try context.require(.trace)
    let body = try await request.body(TraceSeriesRequest.self, limit: Request.bulkLimit)
    return try Response(json: TraceReply(try await house.trace(.series(try body.leaks))))
  }
}

extension TraceSeriesRequest {
  fileprivate var leaks: [Leak] {
    get throws {
      if finds.isEmpty { throw Invalid([Problem("finds", "is empty: send what was found")]) }
      var problems: [Problem] = []
      let leaks = finds.enumerated().compactMap { index, find -> Leak? in
        if find.text.allSatisfy(\.isWhitespace) {
          problems.append(Problem("finds[\(index)].text", "is empty: send what was found"))
        }
        guard let leak = Leak(find.text, type: find.type ?? "") else {
          let types = "text/plain, text/csv or application/x-ndjson"
          problems.append(Problem("finds[\(index)].type", "must be \(types)"))
          return nil
        }
        return leak
      }
      guard problems.isEmpty else { throw Invalid(problems) }
      return leaks
    }
  }
}

extension Leak {
  /// What was found, as it is: CSV, JSON lines, or any text; nil when it is nothing of these.
  fileprivate init?(_ text: String, type: some StringProtocol) {
    switch type.prefix(while: { $0 != ";" }) {
    case "text/csv": self.init(csv: text)
    case "application/x-ndjson": self.init(ndjson: text)
    case "text/plain", "": self.init(text)
    default: return nil
    }
  }
}

extension Request {
  fileprivate func leak() async throws -> Leak {
    let type = headers[.contentType] ?? ""
    let body = try await body.collect(upTo: Self.bulkLimit)
    let text = String(buffer: body)
    guard !text.allSatisfy(\.isWhitespace) else {
      throw Invalid([Problem("", "is empty: send what was found")])
    }
    guard let leak = Leak(text, type: type) else { throw HTTPError(.unsupportedMediaType) }
    return leak
  }
}

extension TraceReply {
  init(_ finding: House.Finding) {
    let (verdict, coverage) = (finding.verdict, finding.verdict.coverage)
    var (exact, named, leads): ([Edition], [Edition], [Edition]) = ([], [], [])
    var bound: Double?
    for finding in verdict.findings {
      switch finding {
      case .exact(let one): exact.append(Edition(one))
      case .named(let all, let chance):
        named = all.map { Edition($0) }
        bound = chance
      case .lead(let all): leads = all.map { Edition($0) }
      }
    }
    self.init(
      trace: finding.trace.rawValue,
      exact: exact,
      named: named,
      bound: bound,
      leads: leads,
      rows: coverage.rows,
      matchedRows: coverage.matched,
      people: coverage.people,
      ambiguousRows: coverage.ambiguous,
      channels: coverage.channels.map {
        Channel(attribute: $0.column, marks: $0.slots, read: $0.read)
      },
      holders: coverage.holders,
      rowsNeeded: verdict.rowsNeeded,
      records: finding.records,
      says: verdict.sentences
    )
  }
}

extension TraceReply.Edition {
  fileprivate init(_ exact: Verdict.Exact) {
    self.init(
      recipient: exact.edition.recipient,
      purpose: exact.edition.purpose,
      addresses: exact.aliases,
      seeds: exact.seeds
    )
  }

  fileprivate init(_ named: Verdict.Named) {
    self.init(
      recipient: named.edition.recipient,
      purpose: named.edition.purpose,
      score: named.score,
      threshold: named.threshold,
      logEvidence: named.logEvidence
    )
  }

  fileprivate init(_ lead: Verdict.Lead) {
    self.init(
      recipient: lead.edition.recipient,
      purpose: lead.edition.purpose,
      logEvidence: lead.logRatio
    )
  }
}
