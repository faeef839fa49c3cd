import Crypto
import Foundation

/// A change on its way to a recipient, written in the transaction that made it.
///
/// It names the person as the recipient knows them, and holds no value.
public struct Outgoing: Hashable, Sendable {
  public let change: Change
  public let consent: Consent
  /// The name by which the recipient knows the person: nobody else's for them.
  public let reference: String
  /// Whose record has to hear of it; nil when there is none any more.
  public var person: Person.ID?
  /// When it was said.
  public let since: Date
  /// How often it was sent, and when it is sent next; nil once there is nothing more to send.
  public var attempts = 0
  public var next: Date?
  public var told: Date?
  public var confirmed: Date?

  public init(
    _ change: Change,
    at consent: Consent,
    of reference: String,
    person: Person.ID?,
    since date: Date
  ) {
    self.change = change
    self.consent = consent
    self.reference = reference
    self.person = person
    since = Date(milliseconds: date.milliseconds)
    next = since
  }

  /// What never changes of it, as a store keeps it.
  public var terms: JSON {
    .members([
      "attributes": .names(change.attributes), "change": .name(change.id),
      "kind": .string(change.kind.rawValue), "offer": .name(consent.offer),
      "purpose": .name(consent.purpose),
      "recipient": .name(consent.recipient), "reference": .string(reference),
    ])
  }

  /// - Parameter terms: as they were kept.
  public init(terms: JSON, person: Person.ID?, since date: Date) throws(Malformed) {
    self.init(
      try Change(terms),
      at: try Consent(terms),
      of: try terms.string("reference"),
      person: person,
      since: date
    )
  }

  /// The body that is sent: the payload of Standard Webhooks, a type, a time and data.
  public var body: JSON {
    [
      "data": .members([
        "attributes": .names(change.attributes), "purpose": .name(consent.purpose),
        "reference": .string(reference),
      ]),
      "timestamp": .string(since.rfc3339),
      "type": .string("person.\(change.kind.rawValue)"),
    ]
  }
}

extension Outgoing {
  /// When to try again: the schedule of Standard Webhooks, 75 hours and 35 minutes in all.
  static let waits: [TimeInterval] = [
    5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
  ]

  /// The same after an attempt that did not reach anybody.
  ///
  /// - Parameter jitter: from 0 to 1; up to a tenth of the wait is added.
  public func failed(at now: Date, jitter: Double) -> Outgoing {
    var later = self
    later.attempts += 1
    later.next =
      attempts < Self.waits.count
      ? now.addingTimeInterval(Self.waits[attempts] * (1 + jitter / 10)) : nil
    return later
  }

  /// The same after an attempt that was answered with a yes.
  public func reached(at now: Date) -> Outgoing {
    var told = self
    told.attempts += 1
    told.next = nil
    told.told = told.told ?? Date(milliseconds: now.milliseconds)
    return told
  }

  /// Whether the recipient should have confirmed it by now.
  public func isOverdue(after term: Term, at now: Date) -> Bool {
    confirmed == nil && term.isOver(at: now, from: since)
  }
}

extension Change.ID {
  /// `msg_` and 26 letters, of 128 random bits.
  public static func fresh() -> Self {
    let bytes = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
    var text = "msg_"
    var (bits, count) = (0, 0)
    for byte in bytes {
      (bits, count) = (bits << 8 | Int(byte), count + 8)
      while count >= 5 {
        count -= 5
        text.append(letters[bits >> count & 31])
      }
      bits &= 31
    }
    text.append(letters[bits << (5 - count) & 31])
    return Self(text)
  }
}

extension Keyring {
  /// News, each with a name, on its way to whom it is for.
  func outgoing(_ news: [News], of person: Person.ID, at now: Date) -> [Outgoing] {
    news.compactMap { news in
      guard let recipient = news.consent.recipient else { return nil }
      return Outgoing(
        Change(.fresh(), news.kind, of: news.attributes),
        at: news.consent,
        of: reference(to: person, for: recipient),
        person: person,
        since: now
      )
    }
  }

  /// The name by which a recipient knows somebody: 128 bits in hexadecimal, the same in every copy.
  ///
  /// Two recipients cannot join what they hold by it.
  public func reference(to person: Person.ID, for recipient: Recipient.Name) -> String {
    blind("reference/v1/\(recipient)", Data(person.bytes))
      .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
