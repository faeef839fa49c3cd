import Candor
import CandorAPI
import Foundation
import Hummingbird

/// What recipients read and confirm of their changes, each by their own signature.
struct ChangeRoutes {
  static let most = 1000

  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("recipients/me/changes", use: changes)
    routes.post("recipients/me/confirmations", use: confirm)
  }

  /// Whoever reads changes has been told of them.
  @Sendable func changes(_ request: Request, _ context: CandorContext) async throws -> Response {
    let recipient = try house.signer(of: request, Data())
    let query = request.uri.queryParameters
    let count = query["count"].map { Int($0) ?? 0 } ?? 100
    guard (1...Self.most).contains(count) else {
      throw Invalid([Problem("count", "must be a whole number from 1 to \(Self.most)")])
    }
    let since = query["since"].map { Change.ID(String($0)) }
    let found = try await house.store.read { reader in
      if let since, try reader.outgoing(since)?.change.consent.recipient != recipient.name {
        throw Invalid([Problem("since", "is no change of this recipient: read from the start")])
      }
      return try reader.outgoing(to: recipient.name, after: since, count: count + 1)
    }
    let some = found.prefix(count)
    try await house.vault.note(
      .told,
      of: some.filter { $0.told == nil }.map(\.change.id),
      at: house.now()
    )
    return try Response(
      json: ChangesReply(
        changes: some.map { ChangeReply($0, to: recipient) },
        more: found.count > count
      )
    )
  }

  @Sendable func confirm(_ request: Request, _ context: CandorContext) async throws -> Response {
    let bytes = try await request.bytes()
    let recipient = try house.signer(of: request, bytes)
    let body = try Request.body(ConfirmationsRequest.self, from: bytes)
    guard (1...Self.most).contains(body.changes.count) else {
      throw Invalid([Problem("changes", "must be 1 to \(Self.most) changes")])
    }
    let changes = body.changes.map { Change.ID($0) }
    let problems = try await house.store.read { reader in
      try changes.enumerated().compactMap { index, id in
        try reader.outgoing(id)?.change.consent.recipient == recipient.name
          ? nil : Problem("changes[\(index)]", "is no change of this recipient")
      }
    }
    guard problems.isEmpty else { throw Invalid(problems) }
    try await house.vault.note(.confirmed, of: changes, at: house.now())
    try await house.suspendOverdue()
    let open = try await house.store.read {
      try $0.unconfirmed(by: recipient.name, count: Self.most).count
    }
    return try Response(
      json: ConfirmationsReply(
        unconfirmed: open,
        suspended: house.gate.suspended.contains(recipient.name)
      )
    )
  }
}

extension ChangeReply {
  init(_ outgoing: Outgoing, to recipient: Recipient) {
    let change = outgoing.change
    self.init(
      id: change.id.rawValue,
      type: "person.\(change.kind.rawValue)",
      timestamp: change.since.rfc3339,
      data: What(
        attributes: change.attributes.map(\.rawValue),
        purpose: change.consent.purpose.rawValue,
        offer: change.consent.offer?.rawValue,
        reference: outgoing.reference
      ),
      deadline: recipient.deadline(since: change.since).rfc3339,
      confirmed: outgoing.confirmed?.rfc3339
    )
  }
}
