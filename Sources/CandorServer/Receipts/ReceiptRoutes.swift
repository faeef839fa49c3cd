import Candor
import CandorAPI
import Foundation
import Hummingbird
import TransparencyLog

/// The proofs of what a record holds, to keep.
struct ReceiptRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("people/:person/receipts", use: list)
  }

  @Sendable func list(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    let after = request.uri.queryParameters["after"].map { Int($0) } ?? 0
    guard let after, after >= 0 else {
      throw Invalid([Problem("after", "must be the sequence number of an event")])
    }
    return try Response(json: try await house.receipts(of: context.person(), after: after))
  }
}

/// The same for the person at the pages, as a file: of all events, or of one.
struct ReceiptPages {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("me/receipts", use: all)
    routes.get("me/receipts/:sequence", use: one)
  }

  @Sendable func all(_ request: Request, _ context: CandorContext) async throws -> Response {
    let receipts = try await house.receipts(of: context.visitorPerson(), after: 0)
    return try file(receipts, named: "my-receipts")
  }

  @Sendable func one(_ request: Request, _ context: CandorContext) async throws -> Response {
    let person = try context.visitorPerson()
    guard let sequence = context.parameters.get("sequence", as: Int.self), sequence > 0 else {
      throw NoSuch(what: "receipt")
    }
    let reply = try await house.receipts(of: person, after: sequence - 1, count: 1)
    guard reply.receipts.first?.sequence == sequence else { throw NoSuch(what: "receipt") }
    return try file(reply, named: "receipt-\(sequence)")
  }

  private func file(_ receipts: ReceiptsReply, named name: String) throws -> Response {
    var response = try Response(json: receipts)
    response.headers[.contentDisposition] = "attachment; filename=\"\(name).json\""
    return response
  }
}

extension House {
  func receipts(
    of person: Person.ID,
    after sequence: Int,
    count: Int = .max
  ) async throws -> ReceiptsReply {
    ReceiptsReply(
      origin: vault.log.origin,
      key: vault.log.verifier.text,
      receipts: try await vault.receipts(of: person, after: sequence, count: count)
        .map(ReceiptReply.init)
    )
  }

  /// Receipts as a person keeps them: a file in base64, for a link that holds it.
  func file(of receipts: [ReceiptReply]) throws -> String {
    let file = ReceiptsReply(
      origin: vault.log.origin,
      key: vault.log.verifier.text,
      receipts: receipts
    )
    return try JSONEncoder().encode(file).base64EncodedString()
  }

  /// What a writing request answers: the state after it, the lists, and the proof.
  func reply(_ changed: Changed) async throws -> Response {
    try changed.reply.response(await receipts(of: changed.committed))
  }

  func receipts(of committed: [Committed]) async throws -> [ReceiptReply] {
    try await vault.receipts(of: committed).map(ReceiptReply.init)
  }
}

extension ReceiptReply {
  init(_ receipt: Receipt) {
    self.init(
      sequence: receipt.sequence,
      event: String(decoding: receipt.event, as: UTF8.self),
      salt: receipt.salt.base64EncodedString(),
      proof: receipt.proof.text
    )
  }
}
