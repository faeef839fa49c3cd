import Foundation

/// A letter to one person.
struct Mail: Sendable {
  let to: String
  let subject: String
  let body: String
  let sentAt: Date
}

/// Carries mails to people.
public protocol Mailer: Sendable {
  /// - Throws: when nobody took the mail.
  func send(to address: String, subject: String, body: String, at now: Date) async throws
}

/// Keeps the demo's mails where everybody can read them. In memory: an address is never on a disk.
actor Mailbox: Mailer {
  private(set) var mails: [Mail] = []

  func send(to address: String, subject: String, body: String, at now: Date) {
    mails.insert(Mail(to: address, subject: subject, body: body, sentAt: now), at: 0)
    mails = Array(mails.prefix(50))
  }
}
