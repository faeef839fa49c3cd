import Foundation

/// One call of an analytics client, as far as it is read here.
///
/// The words are Segment's: `identify`, `track`, `userId`, `traits` and so on.
public struct Message: Sendable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case identify, track, page, screen, group, alias
  }

  /// How the client calls the person.
  ///
  /// The two are never mistaken for each other.
  public enum Name: Hashable, Sendable {
    case user(String)
    case anonymous(String)
  }

  public let kind: Kind
  /// The client's own, by which it is known when it comes again.
  public let id: String
  /// Of an alias: the one from before.
  public let person: Name
  /// Of an alias: the name from now on.
  public let newName: String?
  /// The name of what was tracked, or of the page.
  public let event: String?
  /// Properties, or traits; what can be no answer is there as skipped.
  public let details: [String: Answer]
  /// What the consent tool says; nil when there is nothing to read.
  public let categories: [String: Bool]?
  /// Whom the message is for, by name; a no from anywhere is a no.
  public let integrations: [String: Bool]
  public let time: Date

  public init(
    _ kind: Kind,
    id: String,
    person: Name,
    newName: String? = nil,
    event: String? = nil,
    details: [String: Answer] = [:],
    categories: [String: Bool]?,
    integrations: [String: Bool] = [:],
    time: Date
  ) {
    self.kind = kind
    self.id = id
    self.person = person
    self.newName = newName
    self.event = event
    self.details = details
    self.categories = categories
    self.integrations = integrations
    self.time = time
  }

  /// The event by which a client tells that the person changed their mind.
  public static let consentUpdate = "Segment Consent Preference Updated"

  var isConsentUpdate: Bool { kind == .track && event == Self.consentUpdate }

  func isFor(_ integration: String) -> Bool {
    integrations[integration] ?? integrations["All"] ?? true
  }

  /// When something was done, by a clock of ours: the client's own is taken out.
  ///
  /// - Parameters:
  ///   - told: when it was done, by the client's clock.
  ///   - sent: when it was sent, by the same clock.
  public static func time(told: Date?, sent: Date?, received: Date) -> Date {
    guard let told else { return received }
    guard let sent else { return min(told, received) }
    return received.addingTimeInterval(-max(0, sent.timeIntervalSince(told)))
  }
}
