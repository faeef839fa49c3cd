import Candor
import CandorAPI
import Foundation
import Hummingbird

/// The recipients, for who runs the house: what they are given, and whether they do what they are told.
struct RecipientRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("recipients", use: list)
    routes.get("recipients/:recipient", use: show)
  }

  @Sendable func list(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.keys)
    var replies: [RecipientReply] = []
    for recipient in house.rules.recipients { replies.append(try await reply(recipient)) }
    return try Response(json: RecipientsReply(recipients: replies))
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.keys)
    guard let recipient = house.rules.recipient(try context.name("recipient")) else {
      throw NoSuch(what: "recipient")
    }
    var reply = try await reply(recipient)
    let keys = try house.vault.keyring.deliveryKeys(for: recipient.name)
    reply.keys = RecipientReply.Keys(
      secret: keys.secretText,
      publicKey: keys.publicText,
      authority: house.authority
    )
    return try Response(json: reply)
  }

  private func reply(_ recipient: Recipient) async throws -> RecipientReply {
    let open = try await house.store.read {
      try $0.unconfirmed(by: recipient.name, count: ChangeRoutes.most)
    }
    let isOverdue = house.gate.suspended.contains(recipient.name)
    return RecipientReply(
      name: recipient.name.rawValue,
      title: recipient.title,
      role: recipient.role.rawValue,
      state: recipient.isSuspended ? "suspended" : isOverdue ? "overdue" : "open",
      webhook: recipient.webhook,
      key: recipient.key,
      unconfirmed: open.count,
      deadline: open.first.map { recipient.deadline(since: $0.change.since).rfc3339 }
    )
  }
}
