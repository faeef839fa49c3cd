import Candor
import Foundation
import Hummingbird
import NIOCore

/// A receipt of what a person said last about one consent, in a format that others read, signed.
struct ConsentReceiptRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("people/:person/consents/:purpose/receipt", use: show)
    routes.get("people/:person/consents/:purpose/:recipient/receipt", use: show)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    let receipt = try await house.consentReceipt(
      of: context.person(),
      about: context.consent(),
      request.receiptFormat()
    )
    return Response(jsonBytes: ByteBuffer(bytes: receipt.canonicalBytes))
  }
}

/// The same for the person at the pages, as a file.
struct ConsentReceiptPages {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("me/receipts/consents/:purpose", use: download)
    routes.get("me/receipts/consents/:purpose/:recipient", use: download)
  }

  @Sendable func download(_ request: Request, _ context: CandorContext) async throws -> Response {
    let (consent, format) = (try context.consent(), try request.receiptFormat())
    let person = try context.visitorPerson()
    let receipt = try await house.consentReceipt(of: person, about: consent, format)
    var response = Response(jsonBytes: ByteBuffer(bytes: receipt.canonicalBytes))
    // What the rules name has letters, digits and dashes alone; a consent of others has no receipt.
    let name = [consent.purpose.rawValue, consent.recipient?.rawValue, format.rawValue]
      .compactMap(\.self).joined(separator: "-")
    response.headers[.contentDisposition] = "attachment; filename=\"receipt-\(name).json\""
    return response
  }
}

/// The keys by which receipts are checked, where everybody looks for them.
struct KeySetRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get(".well-known/jwks.json") { _, _ in try Response(json: house.signer.published) }
  }
}

extension CandorContext {
  /// The consent in the path.
  fileprivate func consent() throws -> Consent {
    Consent(try name("purpose"), at: parameters.get("recipient").map { Recipient.Name($0) })
  }
}

extension Request {
  /// - Throws: `Invalid` unless it is one that there is.
  fileprivate func receiptFormat() throws -> ConsentReceipt.Format {
    let text = uri.queryParameters["format"].map { String($0) } ?? "27560"
    guard let format = ConsentReceipt.Format(rawValue: text) else {
      let known = ConsentReceipt.Format.allCases.map(\.rawValue).joined(separator: " or ")
      throw Invalid([Problem("format", "must be \(known)")])
    }
    return format
  }
}
