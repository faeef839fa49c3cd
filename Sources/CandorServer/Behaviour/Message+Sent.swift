import Candor
import Foundation

/// What a client says once for all messages of a request.
struct Envelope: Sendable {
  let context: Sent?
  let integrations: Sent?
  let sentAt: Sent?

  init(_ body: Sent) {
    context = body.present("context")
    integrations = body.present("integrations")
    sentAt = body.present("sentAt")
  }

  init(none: Void = ()) {
    (context, integrations, sentAt) = (nil, nil, nil)
  }
}

extension Message {
  /// - Parameter kind: where the request says it; nil when the message says so itself.
  init(_ sent: Sent, _ kind: Kind, in envelope: Envelope, at now: Date) throws(Drop) {
    guard let id = sent.present("messageId")?.name, (1...200).contains(id.utf8.count) else {
      throw .noMessageID
    }
    let context = sent.present("context")
    let isAlias = kind == .alias
    let user = try sent.identifier("userId")
    let other = try sent.identifier(isAlias ? "previousId" : "anonymousId")
    let person: Name
    if isAlias {
      guard let other, user != nil else { throw .malformed }
      person = .anonymous(other)
    } else {
      guard let name = user.map(Name.user) ?? other.map(Name.anonymous) else { throw .malformed }
      person = name
    }
    let event: String?
    switch kind {
    case .track:
      guard case .text(let name)? = sent.present("event") else { throw .malformed }
      event = name
    case .page, .screen: event = (sent.present("name") ?? sent["properties"]?.present("name"))?.name
    case .identify, .group, .alias: event = nil
    }
    let details =
      kind == .identify
      ? sent.present("traits") ?? context?.present("traits") : sent.present("properties")
    if let details, details.members == nil { throw .malformed }
    self.init(
      kind,
      id: id,
      person: person,
      newName: isAlias ? user : nil,
      event: event,
      details: details?.members?.mapValues(\.answer) ?? [:],
      categories: Sent.categories(in: [envelope.context, context]),
      integrations: Sent.integrations([envelope.integrations, sent.present("integrations")]),
      time: Message.time(
        told: try (sent.present("originalTimestamp") ?? sent.present("timestamp"))?.date(),
        sent: try (sent.present("sentAt") ?? envelope.sentAt)?.date(),
        received: now
      )
    )
  }
}

extension Sent {
  /// What consent tools say in one or several contexts: a no from anywhere is a no, and so is
  /// anything but a plain yes.
  ///
  /// - Returns: nil when there is nothing, or something that cannot be read.
  fileprivate static func categories(in contexts: [Sent?]) -> [String: Bool]? {
    var said: [[String: Bool]] = []
    for context in contexts.compactMap({ $0 }) {
      if let consent = context.present("consent") {
        guard let preferences = consent.present("categoryPreferences")?.members else { return nil }
        said.append(preferences.mapValues { $0 == .flag(true) })
      }
      if let consent = context.present("consentManagement") {
        guard let allowed = consent.names("allowedConsentIds"),
          let denied = consent.names("deniedConsentIds")
        else { return nil }
        said.append(Dictionary(allowed.map { ($0, true) }) { first, _ in first })
        said.append(Dictionary(denied.map { ($0, false) }) { first, _ in first })
      }
    }
    guard !said.isEmpty else { return nil }
    return said.reduce(into: [:]) { all, some in all.merge(some) { $0 && $1 } }
  }

  fileprivate static func integrations(_ all: [Sent?]) -> [String: Bool] {
    all.compactMap { $0?.members }.reduce(into: [:]) { all, some in
      // Settings for an integration leave it on.
      all.merge(some.mapValues { $0 != .flag(false) }) { $0 && $1 }
    }
  }

  /// A list of texts; none when it is not there, nil when it is something else.
  private func names(_ key: String) -> [String]? {
    guard let value = present(key) else { return [] }
    guard case .list(let elements) = value else { return nil }
    let names = elements.compactMap { element -> String? in
      if case .text(let text) = element { text } else { nil }
    }
    return names.count == elements.count ? names : nil
  }

  fileprivate func identifier(_ key: String) throws(Drop) -> String? {
    guard let value = present(key) else { return nil }
    guard let name = value.name, name.utf8.count <= 200 else { throw .malformed }
    return name.isEmpty ? nil : name
  }

  fileprivate func date() throws(Drop) -> Date? {
    guard case .text(let text) = self, let date = Date(rfc3339: text) else { throw .malformed }
    return date
  }

  /// As an answer to a question; what can be none is as if it were skipped.
  fileprivate var answer: Answer {
    switch self {
    case .text(let text): return .text(text)
    case .flag(let flag): return .flag(flag)
    case .number(let digits): return Double(digits).map { .number($0) } ?? .skipped
    case .list(let elements):
      let texts = elements.compactMap { element -> String? in
        if case .text(let text) = element { text } else { nil }
      }
      return texts.count == elements.count ? .list(texts) : .skipped
    case .null, .object: return .skipped
    }
  }
}
