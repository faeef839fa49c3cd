import CandorFixtures
import Crypto
import Foundation
import Testing

@testable import Candor

@Suite struct `What is on its way to a recipient` {
  private static let offers = Consent("offers", at: "tern-travel")

  private static let change = Change(
    "msg_a",
    .withdrawn,
    at: offers,
    of: ["genres"],
    since: .start
  )

  private static let message = Outgoing(change, of: "0a1b", person: Cast.mara.id)

  /// Mara, whose yes is taken back after Tern Travel got her answers; and what they have to be told.
  private func withdrawn() async throws -> (Vault, MemoryStore, Change) {
    let store = MemoryStore()
    let vault = try await Vault(store, .cast)
    let told = try Rules.small.declared(by: .mara) + [Rules.small.yes(to: Self.offers)]
    let given = Disclosed("d-1", Self.offers, role: .partner, of: ["genres"], notice: "5e1f")
    let entry = Vault.Entry(told + [.disclosed(given)])
    _ = try await vault.meet(Cast.mara.id, at: .start, entry)
    let stop = Vault.Entry([.withdrawn(Withdrawal(Self.offers))])
    _ = try await vault.write(to: Cast.mara.id, at: .start) { _ in (stop, ()) }
    let due = try await store.read {
      try $0.outgoing(to: "tern-travel", dueBy: .start, count: 9)
    }
    return (vault, store, try #require(due.first).change)
  }

  @Test func `is tried ten times, then left to be pulled`() {
    var message = Self.message
    var now = Date.start
    while let next = message.next {
      now = next
      message = message.failed(at: now, jitter: 0)
    }
    #expect(message.attempts == 10)
    #expect(now == Date.start.addingTimeInterval(75 * 3600 + 35 * 60 + 5))
    #expect(message.told == nil)
  }

  @Test func `is not tried before the recipient asked to be tried again`() {
    let peace = Date.start.addingTimeInterval(3600)
    #expect(Self.message.failed(at: .start, jitter: 1, notBefore: peace).next == peace)
    let soon = Date.start.addingTimeInterval(1)
    let later = Self.message.failed(at: .start, jitter: 1, notBefore: soon)
    #expect(later.next == Date.start.addingTimeInterval(5.5))
  }

  @Test func `is in the record as told and as confirmed, once each`() async throws {
    let (vault, store, change) = try await withdrawn()
    let later = Date.start.after(milliseconds: 40)
    for _ in 0..<2 { try await vault.note(.told, of: [change.id, change.id], at: later) }
    var record = try await vault.record(of: Cast.mara.id)
    #expect(record.held[Self.offers]?.parts["genres"]?.due?.told == later)
    for _ in 0..<2 { try await vault.note(.confirmed, of: [change.id], at: later) }
    record = try await vault.record(of: Cast.mara.id)
    #expect(record.held.isEmpty)
    let kinds = try await vault.events(of: Cast.mara.id).suffix(3).map(\.content.kind)
    #expect(kinds == ["withdrawn", "told", "confirmed"])
    let row = try #require(try await store.read { try $0.outgoing(change.id) })
    #expect((row.told, row.confirmed, row.next) == (later, later, nil))
  }

  @Test func `is heard of by whoever confirms it`() async throws {
    let (vault, _, change) = try await withdrawn()
    try await vault.note(.confirmed, of: [change.id], at: .start)
    let kinds = try await vault.events(of: Cast.mara.id).suffix(2).map(\.content.kind)
    #expect(kinds == ["told", "confirmed"])
  }

  @Test func `is noted in the outbox alone when the person is gone`() async throws {
    let (vault, store, change) = try await withdrawn()
    try await vault.erase(Cast.mara.id, at: .start)
    try await vault.note(.confirmed, of: [change.id, "msg_nobody"], at: .start)
    let row = try #require(try await store.read { try $0.outgoing(change.id) })
    #expect(row.confirmed == .start)
    #expect(row.person == nil)
  }

  @Test func `rings for whoever sends, and a copy rings for nobody`() async throws {
    let (vault, _, _) = try await withdrawn()
    let (rings, ring) = AsyncStream.makeStream(of: Void.self)
    vault.bell.wake(ring)
    let given = Disclosed("d-1", Self.offers, role: .partner, of: ["genres"], notice: "5e1f")
    let copy = Vault.Entry([try Rules.small.yes(to: Self.offers), .disclosed(given)])
    let stop = Vault.Entry([.withdrawn(Withdrawal(Self.offers))])
    for entry in [copy, stop] {
      _ = try await vault.write(to: Cast.mara.id, at: .start) { _ in (entry, ()) }
    }
    ring.finish()
    var heard = 0
    for await _ in rings { heard += 1 }
    #expect(heard == 1)
  }

  @Test func `is signed with the secret of its recipient and with the key of the house`() throws {
    let keys = try Keyring.cast.deliveryKeys(for: "tern-travel")
    let delivery = try Delivery(Self.message, keys, at: .start)
    let signed = Data("msg_a.1234567890.".utf8) + delivery.body
    let marks = delivery.signature.split(separator: " ").map { $0.split(separator: ",") }
    #expect(marks.map { $0[0] } == ["v1", "v1a"])
    let secret = try #require(Data(base64Encoded: String(keys.secretText.dropFirst(6))))
    let code = try #require(Data(base64Encoded: String(marks[0][1])))
    #expect(
      HMAC<SHA256>.isValidAuthenticationCode(
        code,
        authenticating: signed,
        using: SymmetricKey(data: secret)
      )
    )
    let key = try #require(Data(base64Encoded: String(keys.publicText.dropFirst(5))))
    let mark = try #require(Data(base64Encoded: String(marks[1][1])))
    let checker = try Curve25519.Signing.PublicKey(rawRepresentation: key)
    #expect(checker.isValidSignature(mark, for: signed))
    let other = try Keyring.cast.deliveryKeys(for: "gannet-mail")
    #expect(other.publicText == keys.publicText)
    #expect(other.secretText != keys.secretText)
    #expect(
      String(decoding: delivery.body, as: UTF8.self) == """
        {"data":{"attributes":["genres"],"purpose":"offers","reference":"0a1b"},\
        "timestamp":"2009-02-13T23:31:30.000Z","type":"person.withdrawn"}
        """
    )
  }

  @Test func `opens no door at whoever owes their word, and none is shut at others`() throws {
    let willing = try Situation.willing()
    let gate = Gate(.small, suspended: ["tern-travel"])
    let use = Use("offers", at: "tern-travel", of: ["genres"])
    #expect(
      gate.decide(use, on: willing, at: .start).reasons == [RefusalReason(.recipientSuspended)]
    )
    #expect(gate.decide(Use("lists", of: ["genres"]), on: willing, at: .start).permitted != nil)
    let mail = Use("sign-in", at: "gannet-mail", of: ["email"])
    #expect(gate.decide(mail, on: willing, at: .start).permitted != nil)
  }

  @Test(arguments: [
    ("https://hooks.tern.example/candor", true), ("http://127.0.0.1:8099/hook", true),
    ("http://localhost/hook", true), ("http://hooks.tern.example/candor", false),
    ("http://127.0.0.1.tern.example/", false), ("https://user@tern.example/", false),
    ("ftp://tern.example/", false), ("https://", false),
  ])
  func `goes to a webhook that is safe to send to`(_ address: String, _ isTaken: Bool) throws {
    let lines = "title: Tern Travel\n    webhook: \(address)"
    #expect(
      ((try? Rules.changed("title: Tern Travel", to: lines)) != nil) == isTaken
    )
  }
}
