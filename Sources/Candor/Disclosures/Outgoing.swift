import Foundation

/// A change on its way to a recipient, written in the transaction that made it.
///
/// It names the person as the recipient knows them, and holds no value.
public struct Outgoing: Hashable, Sendable {
  public let change: Change
  /// The name by which the recipient knows the person: nobody else's for them.
  public let reference: String
  /// Whose record has to hear of it; nil when there is none any more.
  public var person: Person.ID?
  /// How often it was sent, and when it is sent next; nil once there is nothing more to send.
  public var attempts = 0
  public var next: Date?
  public var told: Date?
  public var confirmed: Date?

  public init(_ change: Change, of reference: String, person: Person.ID?) {
    self.change = change
    self.reference = reference
    self.person = person
    next = change.since
  }

  /// What never changes of it, as a store keeps it.
  public var kept: JSON { ["change": change.json, "reference": .string(reference)] }

  public init(kept: JSON, person: Person.ID?) throws(Malformed) {
    guard let change = kept["change"] else { throw Malformed("no change at change") }
    self.init(try Change(change), of: try kept.string("reference"), person: person)
  }

  /// The body that is sent: the payload of Standard Webhooks, a type, a time and data.
  public var body: JSON {
    [
      "data": .members([
        "attributes": .names(change.attributes), "offer": .name(change.consent.offer),
        "purpose": .name(change.consent.purpose), "reference": .string(reference),
      ]),
      "timestamp": .string(change.since.rfc3339),
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
  /// - Parameters:
  ///   - jitter: from 0 to 1; up to a tenth of the wait is added.
  ///   - earliest: when the recipient asked to be tried again.
  public func failed(at now: Date, jitter: Double, notBefore earliest: Date? = nil) -> Outgoing {
    var later = self
    later.attempts += 1
    later.next = nil
    if attempts < Self.waits.count {
      let next = now.addingTimeInterval(Self.waits[attempts] * (1 + jitter / 10))
      later.next = max(next, earliest ?? next)
    }
    return later
  }

  /// The same while somebody sends it: should they never come back, it is due again after that.
  public func taken(until date: Date) -> Outgoing {
    var taken = self
    taken.next = date
    return taken
  }

  /// The same after word of it reached the recipient.
  public func reached(at now: Date) -> Outgoing {
    var told = self
    told.attempts += 1
    told.next = nil
    told.told = told.told ?? Date(milliseconds: now.milliseconds)
    return told
  }

  /// The same after the recipient said, signed, that they did it.
  public func settled(at now: Date) -> Outgoing {
    var settled = self
    settled.next = nil
    settled.told = settled.told ?? Date(milliseconds: now.milliseconds)
    settled.confirmed = settled.confirmed ?? Date(milliseconds: now.milliseconds)
    return settled
  }
}

extension Recipient {
  /// How long they have to confirm a change.
  public var patience: Term { confirms ?? Term(1, .day) }

  /// When they have to have confirmed a change that was said then.
  public func deadline(since date: Date) -> Date { patience.end(from: date) }
}

extension Change.ID {
  /// `msg_` and 128 random bits: the identifier of a message by Standard Webhooks.
  public static func fresh() -> Self {
    fresh("msg_")
  }
}

extension Keyring {
  /// News, each with a name, on its way to whom it is for.
  func outgoing(_ news: [News], of person: Person.ID, at now: Date) -> [Outgoing] {
    news.compactMap { news in
      guard let recipient = news.consent.recipient else { return nil }
      return Outgoing(
        Change(.fresh(), news.kind, at: news.consent, of: news.attributes, since: now),
        of: reference(to: person, for: recipient),
        person: person
      )
    }
  }

  /// The name by which a recipient knows somebody: 128 bits in hexadecimal, the same in every copy.
  ///
  /// Two recipients cannot join what they hold by it.
  public func reference(to person: Person.ID, for recipient: Recipient.Name) -> String {
    blind("reference/v1/\(recipient)", person.bytes).hexadecimal
  }
}
