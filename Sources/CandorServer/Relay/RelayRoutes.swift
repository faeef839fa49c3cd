import Candor
import CandorAPI
import Fingerprints
import Hummingbird

/// Where a mail server asks whom mail to an alias is for.
struct RelayRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("relay/:address", use: relay)
  }

  @Sendable func relay(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.relay)
    let address = try context.part("address")
    guard let alias = Alias(address: address, relay: house.rules.copies.relay),
      let relayed = try await house.relay(mailTo: alias)
    else { throw NoSuch(what: "address") }
    switch relayed {
    case .person(let address, let consent):
      return try Response(json: RelayReply(address, consent, isSeed: false))
    case .seed(let consent):
      return try Response(json: RelayReply(house.rules.company.contact, consent, isSeed: true))
    case .refused(let reasons):
      throw NoMoreMail(reasons: reasons)
    }
  }
}

extension Alias {
  /// - Parameter address: in capitals or not, with a tag behind a plus sign or without.
  fileprivate init?(address: String, relay: String?) {
    guard let relay, let sign = address.lastIndex(of: "@"),
      address[address.index(after: sign)...].lowercased() == relay
    else { return nil }
    self.init(local: Array(address[..<sign].prefix { $0 != "+" }.utf8)[...])
  }
}

extension RelayReply {
  fileprivate init(_ address: String, _ consent: Consent, isSeed: Bool) {
    self.init(
      address: address,
      recipient: consent.recipient?.rawValue ?? "",
      purpose: consent.purpose.rawValue,
      isSeed: isSeed
    )
  }
}

/// An alias that a copy has, and that leads to nobody any more.
struct NoMoreMail: Error {
  let reasons: [RefusalReason]
}
