import Candor
import CandorAPI
import Hummingbird

/// Offers, the money for them, and what people say to them.
struct OfferRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("offers", use: post)
    routes.get("offers", use: list)
    routes.get("offers/:offer", use: show)
    routes.post("offers/:offer/close", use: close)
    routes.post("funding", use: fund)
    routes.post("payouts", use: payOut)
    routes.post("payouts/:payout/settle", use: settle)
    routes.get("books", use: books)
    routes.get("people/:person/offers", use: offers)
    routes.post("people/:person/offers/:offer", use: answer)
    routes.get("people/:person/statement", use: statement)
  }

  @Sendable func post(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.offers)
    let terms = try await request.body(OfferTerms.self)
    let posted = try await house.post(Offer(terms, in: house.currency()))
    return try Response(json: OfferReply(posted, at: house.now()), status: .created)
  }

  @Sendable func list(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.offers)
    let now = house.now()
    let all = try await house.allPosted()
    return try Response(json: OffersReply(offers: all.map { OfferReply($0, at: now) }))
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.offers)
    let posted = try await house.posted(context.name("offer"))
    return try Response(json: OfferReply(posted, at: house.now()))
  }

  @Sendable func close(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.offers)
    let posted = try await house.close(context.name("offer"))
    return try Response(json: OfferReply(posted, at: house.now()))
  }

  @Sendable func fund(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.offers)
    let body = try await request.body(FundingRequest.self)
    let currency = try house.currency()
    let recipient = Recipient.Name(body.recipient)
    var problems: [Problem] = []
    if house.rules.recipient(recipient)?.role != .partner {
      problems.append(Problem("recipient", "'\(recipient)' is no recipient that buys anything"))
    }
    if body.reference.trimmed.isEmpty {
      problems.append(Problem("reference", "is missing: name the transfer"))
    }
    let money = Money(body.amount, currency)
    if money?.isNone ?? true {
      let rule = money == nil ? Money.rule(in: currency) : "must be more than nothing"
      problems.append(Problem("amount", rule))
    }
    guard problems.isEmpty, let money else { throw Invalid(problems) }
    let balance = try await house.fund(recipient, money, reference: body.reference)
    return try Response(
      json: FundingReply(
        recipient: body.recipient,
        currency: currency.code,
        balance: balance.amount
      ),
      status: .created
    )
  }

  @Sendable func payOut(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.offers)
    let body = try await request.body(PayoutRequest.self)
    let currency = try house.currency()
    let least = try body.least.map { text in
      guard let money = Money(text, currency) else {
        throw Invalid([Problem("least", Money.rule(in: currency))])
      }
      return money
    }
    guard let payout = try await house.payOut(Payout.ID(body.id), least: least) else {
      throw Invalid([Problem("least", "nobody has as much: there is nothing to pay out")])
    }
    return try Response(json: PayoutReply(payout), status: .created)
  }

  @Sendable func settle(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.offers)
    return try Response(json: PayoutReply(try await house.settle(context.name("payout"))))
  }

  @Sendable func books(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.offers)
    return try Response(json: try await house.books())
  }

  @Sendable func offers(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    let record = try await house.vault.record(of: context.person())
    let all = try await house.allPosted(of: record.person)
    return try Response(
      json: PersonOffersReply(offers: all.map { PersonOfferReply($0, record, house) })
    )
  }

  @Sendable func answer(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    let person = try context.person()
    let offer: Offer.ID = try context.name("offer")
    let bytes = try await request.bytes()
    let said = try answer(Request.body(OfferAnswerRequest.self, from: bytes))
    return try await house.once(request, context, bytes) { asked in
      let wish = House.Wish(asked: asked)
      return try await house.reply(house.answer(offer, said, by: person, wish))
    }
  }

  private func answer(_ body: OfferAnswerRequest) throws -> House.OfferAnswer {
    if body.answer == .withdraw { return .withdraw }
    guard let terms = body.terms.map({ Notice.Hash($0) }) else {
      throw Invalid([Problem("terms", "is missing: say what was read, by its hash")])
    }
    guard body.answer == .accept else { return .decline(shown: terms) }
    return .accept(shown: terms, despite: body.despite.map { Signal(gpc: $0.gpc) })
  }

  @Sendable func statement(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.read)
    return try Response(json: StatementReply(try await house.statement(of: context.person())))
  }
}
