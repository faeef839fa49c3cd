import Candor
import Foundation

extension House {
  /// The policy that these rules write, as it is kept.
  func policy(keptSince now: Date) -> KeptText {
    KeptText(
      .policy,
      language: rules.company.language ?? "en",
      since: now,
      bytes: Policy(rules).bytes
    )
  }

  /// A policy that was or is shown, with its place among all of them.
  struct Version: Sendable {
    let number: Int
    let text: KeptText
    let policy: Policy
    let isCurrent: Bool
  }

  /// Every policy that was ever shown, the oldest first.
  func policyVersions() async throws -> [Version] {
    let current = Policy(rules).hash
    return try await store.read { try $0.texts(of: .policy) }.enumerated().map { place, text in
      Version(
        number: place + 1,
        text: text,
        policy: Policy(kept: text.bytes),
        isCurrent: text.hash.rawValue == current
      )
    }
  }
}

extension Policy {
  /// A policy by its kept bytes; what an older house wrote in another form is one section.
  fileprivate init(kept bytes: Data) {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n").map { Line(String($0)) }
    self =
      Policy(markdown: text)
      ?? Policy(
        title: "Privacy",
        summary: [],
        details: [Section("text", "The whole text", lines)]
      )
  }
}
