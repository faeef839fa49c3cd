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

/// The same for the person at the pages, as one file.
struct ReceiptPages {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("me/receipts", use: download)
  }

  @Sendable func download(_ request: Request, _ context: CandorContext) async throws -> Response {
    let receipts = try await house.receipts(of: context.visitorPerson(), after: 0)
    var response = try Response(json: receipts)
    response.headers[.contentDisposition] = "attachment; filename=\"my-receipts.json\""
    return response
  }
}

extension House {
  func receipts(of person: Person.ID, after sequence: Int) async throws -> ReceiptsReply {
    ReceiptsReply(
      origin: vault.log.origin,
      key: vault.log.verifier.text,
      receipts: try await vault.receipts(of: person, after: sequence).map(ReceiptReply.init)
    )
  }

  /// What a writing request answers: the state after it, the lists, and the proof.
  func reply(_ changed: Changed) async throws -> Response {
    let person = changed.record.person
    let receipts = try await vault.receipts(of: person, after: changed.after)
    return try Response(
      json: WriteReply(changed, receipts.map(ReceiptReply.init), await words())
    )
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
