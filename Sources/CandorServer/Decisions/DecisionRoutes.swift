import Candor
import CandorAPI
import Foundation
import Hummingbird

/// The Gate, for uses that happen elsewhere.
struct DecisionRoutes {
  static let most = 1000

  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("decisions", use: decide)
  }

  @Sendable func decide(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.decide)
    let bytes = try await request.bytes()
    let uses: [AskedUse]
    if let plain = PlainUses(bytes) {
      uses = plain.uses
    } else {
      uses = try Request.body(DecisionsRequest.self, from: bytes).uses.map(AskedUse.init)
    }
    guard (1...Self.most).contains(uses.count) else {
      throw Invalid([Problem("uses", "must be 1 to \(Self.most) uses")])
    }
    return Response(jsonBytes: try await house.decide(uses))
  }
}

/// A use, and whose.
struct AskedUse: Sendable {
  /// Nil when the name is none that a person could have.
  let person: Person.ID?
  let use: Use

  init(_ person: Person.ID?, _ use: Use) {
    self.person = person
    self.use = use
  }

  init(_ body: DecisionsRequest.Use) {
    person = Person.ID(body.person)
    use = Use(
      Purpose.Name(body.purpose),
      at: body.recipient.map { Recipient.Name($0) },
      of: body.attributes.map { Attribute.Name($0) }
    )
  }
}

extension House {
  /// One decision for each use, in their order, as a `DecisionsReply` is written.
  ///
  /// All are decided at one moment, and upon one state of each person's record.
  func decide(_ uses: [AskedUse]) async throws -> Data {
    var records: [Person.ID: Record?] = [:]
    for case let person? in uses.lazy.map(\.person) where records[person] == nil {
      do {
        records[person] = .some(try await vault.record(of: person))
      } catch is Vault.UnknownPerson {
        records[person] = .some(nil)
      }
    }
    let now = now()
    var reply = DecisionsBytes()
    for asked in uses {
      if let person = asked.person, case let record?? = records[person] {
        reply.add(gate.reasons(against: asked.use, on: record, at: now))
      } else {
        reply.addUnknown()
      }
    }
    return reply.bytes
  }
}
